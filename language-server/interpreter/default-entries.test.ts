import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const HEAD = 'import torch, random, enum\nfrom collections import defaultdict\n';

const expect = async (program: string, claims: string[]): Promise<void> => {
  assert.deepEqual(
    (await shapesOf(HEAD + program)).filter((claim) => /^[xyz]: /.test(claim)),
    claims,
  );
};

describe('entries that are made when they are asked for', () => {
  it('are put in by reading', () =>
    expect(
      `log, sizes = defaultdict(list), defaultdict(int)
log['loss'].append(torch.zeros(3))
log['loss'].append(torch.ones(3))
sizes['a'] += 4
x = torch.stack(log['loss'])
y = torch.zeros(sizes['a'], sizes['b'], len(sizes), len(log))
`,
      ['x: (2, 3)', 'y: (4, 0, 2, 1)'],
    ));

  it('stay those that were put in by a turn of a loop that may come first', () =>
    expect(
      `log = defaultdict(list)
for _ in range(random.randint(1, 9)):
    log['loss'].append(torch.zeros(3))
x = log['loss'][0]
`,
      ['x: (3,)'],
    ));

  it('are unknown under a key that is not known', () =>
    expect(
      `log = defaultdict(lambda: torch.zeros(3))
y = log['a']
log[input()] = torch.zeros(4)
x = log['a']
`,
      ['y: (3,)', 'x: ?'],
    ));
});

describe('entries under keys', () => {
  it('are any of the entries where the key is not known', () =>
    expect(`x = {1: torch.zeros(3, 4), 2: torch.ones(3, 4)}[random.randint(1, 2)]\n`, ['x: (3, 4)']));

  it('stand under members of enums and classes', () =>
    expect(
      `class Kind(enum.Enum):
    A = 1
    B = 1.5
class Small: pass
x = {Kind.A: torch.zeros(3), Kind.B: torch.zeros(4)}[Kind.B]
y = {Small: torch.zeros(5), list: torch.zeros(6)}[Small]
z = torch.zeros(2 if Kind.A == 1 else 7)
`,
      ['x: (4,)', 'y: (5,)', 'z: (7,)'],
    ));
});
