import { check } from '../testing/check';
import { expectY } from '../testing/expect-y';

const CALLS: [call: string, times: string][] = [
  ['sorted([3, 1, 2], key=ask)', '(3,)'],
  ['max([3, 1], key=ask)', '(2,)'],
  ['min(3, 1, key=ask)', '(2,)'],
  ['[3, 1, 2].sort(key=ask)', '(3,)'],
  ['sorted([3, 1, 2], key=None)', '(0,)'],
];

describe('a key is asked for every element', () => {
  for (const [call, times] of CALLS)
    it(call, () =>
      expectY(`asked = []\ndef ask(x):\n    asked.append(x)\n    return x\n${call}\ny = torch.zeros(len(asked))`, [
        times,
      ]),
    );
});

describe('a key is asked in no known order', () => {
  for (const call of ['sorted({3, 1}, key=ask)', 'max({3, 1}, key=ask)'])
    it(call, () =>
      check(`import torch
asked = []
def ask(x):
    asked.append(x)
    return x
${call}
torch.zeros(3, 1) @ torch.zeros(asked[0], 2)`),
    );
});
