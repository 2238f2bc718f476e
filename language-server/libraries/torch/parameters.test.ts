import assert from 'node:assert/strict';
import { shapesOf } from '../../testing/check';

const HEAD = `import torch
from torch import nn
from somewhere import Other

`;

const claimsOf = async (program: string, name: string): Promise<string[]> =>
  (await shapesOf(HEAD + program)).filter((claim) => claim.startsWith(`${name}: `));

describe("what a module's parameters are", () => {
  it("come in PyTorch's order: its own first, weights before biases", async () => {
    const net = `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 5)
        self.scale = nn.Parameter(torch.ones(4))
        self.lstm = nn.LSTM(6, 2)

for name, p in Net().named_parameters():
    q = p * 1
`;
    assert.deepEqual(await claimsOf(net, 'q'), ['q: (4,)', 'q: (8, 3, 5, 5)', 'q: (8,)', 'q: (8, 6)', 'q: (8, 2)']);
  });

  it('are tensors of any shape where a part is not known', async () => {
    const program = 'p = next(nn.Sequential(nn.Linear(2, 3), Other()).parameters())\nq = p.new_zeros(5)\n';
    assert.deepEqual(await claimsOf(program, 'p'), ['p: (…)']);
    assert.deepEqual(await claimsOf(program, 'q'), ['q: (5,)']);
  });

  it('are each listed once, however often they are held', async () => {
    const tied = `a, b = nn.Linear(2, 3, bias=False), nn.Linear(2, 3, bias=False)
b.weight = a.weight
for p in nn.Sequential(a, b, nn.ReLU(), nn.Linear(3, 1)).parameters():
    q = p * 1
`;
    assert.deepEqual(await claimsOf(tied, 'q'), ['q: (3, 2)', 'q: (1, 3)', 'q: (1,)']);
  });
});
