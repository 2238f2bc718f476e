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
