import assert from 'node:assert/strict';
import { analyze, check, shapesOf } from '../../testing/check';

const HEAD = `import torch
from torch import nn
from torch.nn.utils import parametrizations, remove_weight_norm, spectral_norm, weight_norm
x = torch.zeros(2, 8)
`;

describe('layers whose weights are computed from others', () => {
  it('keep their sizes', async () => {
    await check(`${HEAD}a = spectral_norm(nn.Linear(8, 4))
y = weight_norm(nn.Linear(4, 2))(a(x))
z = weight_norm(nn.Linear(3, 2))(a(x))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
w = parametrizations.orthogonal(nn.Linear(9, 9))(x)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`);
  });

  it('have what their weights are computed from', async () => {
    const claims = await shapesOf(`${HEAD}a, b = weight_norm(nn.Linear(8, 4)), weight_norm(nn.Conv1d(8, 4, 3), dim=None)
g, v, h = a.weight_g, a.weight_v, b.weight_g
o = spectral_norm(nn.Linear(8, 4)).weight_orig
g = remove_weight_norm(a).weight_g
`);
    assert.deepEqual(claims.slice(-5), ['g: (4, 1)', 'v: (4, 8)', 'h: ()', 'o: (4, 8)', 'g: ?']);
  });

  it('have as many parameters more, under other names', async () => {
    const { models, claims } = await analyze(`${HEAD}class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = spectral_norm(nn.Linear(8, 6)), weight_norm(nn.Linear(6, 5))
        self.c, self.d = weight_norm(nn.Linear(5, 4), dim=None), remove_weight_norm(weight_norm(nn.Linear(4, 3)))
    def forward(self, x):
        return self.d(self.c(self.b(self.a(x))))
net = Net()
y = net(x)
for name, p in net.named_parameters():
    q = p
`);
    assert.equal(models[0]!.parameters, 54 + 40 + 25 + 15);
    assert.ok(claims.filter(({ name }) => name === 'q').every(({ shape }) => !shape || shape.open));
  });
});
