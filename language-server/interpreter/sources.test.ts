import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

/** What Python makes is a case of what is claimed of `after`; nothing is claimed where it is undefined. */
const expect = async (program: string, claim: string | undefined): Promise<void> => {
  const found = await shapesOf(`import torch\n${program}`);
  const last = found.findLast((each) => each.startsWith('after: '));
  assert.equal(last?.replace(/\bn\d*\b/g, 'n'), claim);
};

describe('what changes while it is gone through', () => {
  it('a list: as many turns as there are elements in the end are not known', async () => {
    const grows = `xs = [1, 2]
for x in xs:
    if x < 3:
        xs.append(x + 1)
after = torch.zeros(5, `;
    await expect(`${grows}len(xs))\n`, 'after: (5, n)');
    await expect(`${grows}x)\n`, 'after: (5, n)');
    await expect('xs = [1, 2, 3, 4]\nfor x in xs:\n    xs.remove(x)\nafter = torch.zeros(5, x)\n', 'after: (5, n)');
  });

  it('a list, by an iterator', async () => {
    const numbered = `xs = [1, 2]
for i, x in enumerate(xs):
    if i < 4:
        xs.append(x)
after = torch.zeros(5, i + 1)
`;
    await expect(numbered, 'after: (5, n)');
    await expect('xs = [1]\nit = iter(xs)\nxs.append(9)\nafter = torch.zeros(5, len(list(it)))\n', 'after: (5, n)');
  });

  it('elements that are put in place of those that were read, or a last look, change nothing', async () => {
    await expect(
      'xs = [1, 2]\nfor i, x in enumerate(xs):\n    xs[i] = x + 1\nafter = torch.zeros(5, x + i)\n',
      'after: (5, 3)',
    );
    await expect(
      'xs = [1, 2]\nfor x in xs:\n    if x == 1:\n        xs.remove(x)\n        break\nafter = torch.zeros(5, len(xs))\n',
      'after: (5, 1)',
    );
  });

  it('a dictionary: what was taken of it before sees what is put in later', async () => {
    const d = "d = {'a': 1}\nseen = d.";
    const more = "\nd['b'] = 2\nafter = torch.zeros(5, ";
    await expect(`${d}keys()${more}len(seen))\n`, 'after: (5, 2)');
    await expect(`${d}values()${more}sum(seen))\n`, 'after: (5, 3)');
    await expect(`${d}items()${more}len(list(seen)))\n`, 'after: (5, 2)');
    await expect(`${d}keys()\nseen = list(seen)${more}len(seen))\n`, 'after: (5, 1)');
  });

  it('the modules of a module, by name', async () => {
    const found = await shapesOf(`import torch
from torch import nn
stack = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 4))
def run(x):
    kept = []
    for name, layer in stack._modules.items():
        x = layer(x)
        if name in ['0', '2']:
            kept.append(x)
    return kept
a, b = run(torch.zeros(5, 2))
def swap(x):
    for name, layer in stack._modules.items():
        if name == '0':
            stack._modules['2'] = nn.Linear(3, 9)
        x = layer(x)
    return x
c = swap(torch.zeros(5, 2))
`);
    assert.deepEqual(
      found.filter((claim) => /^[abc]:/.test(claim)),
      ['a: (5, 3)', 'b: (5, 4)', 'c: ?'],
    );
  });
});
