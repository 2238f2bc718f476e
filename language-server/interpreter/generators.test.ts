import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const expect = async (program: string, claims: string[]): Promise<void> => {
  const found = await shapesOf(`import torch\nimport somewhere\n${program}`);
  assert.deepEqual(
    found.filter((claim) => /^[a-e]: /.test(claim)).map((claim) => claim.replace(/n\d+/g, 'n')),
    claims,
  );
};

describe('generators', () => {
  it('give the values of their yields in order', () =>
    expect(
      `def sizes(last):
    yield 2
    for i in range(2):
        yield 3 + i
    yield from [last, 9]
a = torch.zeros(list(sizes(7)))
it = sizes(5)
b = torch.zeros(next(it), next(it))
`,
      ['a: (2, 3, 4, 7, 9)', 'b: (2, 3)'],
    ));

  it('give values that are alike where their number is not known', () =>
    expect(
      `def batches(n, size):
    for _ in range(n):
        x = torch.randn(size, 3)
        yield x, x.sum(1)
def endless():
    while True:
        yield torch.zeros(4)
for a, b in batches(somewhere.count(), 8):
    c = a + 1
d = next(endless())
`,
      ['c: (8, 3)', 'd: (4,)'],
    ));

  it('claim nothing of what may not be given', () =>
    expect(
      `def some(flag):
    if flag:
        yield torch.zeros(2)
    yield torch.zeros(3)
a = next(some(somewhere.flag()))
`,
      ['a: (n,)'],
    ));
});
