import assert from 'node:assert/strict';
import { analyze, check } from '../testing/check';

const HEAD = `import random
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
lin = nn.Linear(16, 2)
loader = DataLoader(TensorDataset(torch.randn(65, 10), torch.randn(65)), 16)
`;

describe('a loop whose turns are run one after the other', () => {
  it('is told of any of them', () =>
    check(`${HEAD}for x, y in loader:
    lin(y)
#   ^^^^^^ shape-mismatch
`));

  it('is told of nothing behind a turn that may leave it', () =>
    check(`${HEAD}for x, y in loader:
    lin(y)
    if y.sum() > 3:
        break
def first(limit):
    for x, y in loader:
        if x.sum() > limit:
            return lin(y)
        lin(y)
first(random.random())
`));

  it('is told of the first turn all the same', () =>
    check(`${HEAD}for x, y in loader:
    lin(x)
#   ^^^^^^ shape-mismatch
    if y.sum() > 3:
        break
`));
});

describe('a loop of unknown length', () => {
  it('has turns that differ in what is in a tensor, not in its shape', async () => {
    const { claims } = await analyze(`${HEAD}at, x = torch.tensor([1]), torch.zeros(3)
while random.random() < 0.5:
    y = torch.zeros(int(at))
    z = x * 2
    at, x = torch.tensor([2]), x.long()
`);
    const told = claims.filter(({ name }) => name === 'y' || name === 'z').map(({ name, shape, type }) => ({ name, known: shape !== null, type })); // prettier-ignore
    assert.deepEqual(told, [
      { name: 'y', known: false, type: 'float32' },
      { name: 'z', known: true, type: undefined },
    ]);
  });
});
