import { check } from '../../../testing/check';

const HEAD = `import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
import elsewhere
def make():
    return nn.Sequential(nn.Linear(10, 32), nn.BatchNorm1d(32))
one = torch.randn(1, 10)
`;

describe('statistics of a batch', () => {
  it('need several values of each channel while a module trains', () =>
    check(`${HEAD}a = make()
a(one)
^^^^^^ shape-mismatch
nn.BatchNorm2d(3)(torch.randn(1, 3, 1, 1))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = make()
b.training = False
b(one)
^^^^^^ shape-mismatch
nn.BatchNorm2d(3)(torch.randn(1, 3, 2, 1))
`));

  it('need no more of a module that evaluates, or may', () =>
    check(`${HEAD}c, d, e, f, g = make().eval(), make(), make(), make(), nn.DataParallel(make())
c(one)
for phase in ['train', 'val']:
    if phase == 'train':
        d.train()
        d(torch.randn(4, 10))
    else:
        d.eval()
        d(one)
elsewhere.prepare(e)
e(one)
f.apply(lambda module: module.eval())
f(one)
g.eval()
g(one)
several = [make() for _ in range(3)]
for each in several:
    each.eval()
several[1](one)
def unused(z=torch.zeros(1, 10)):
    return make()(z)
elsewhere.models['a'].eval()
make()(one)
`));

  it('are frozen by a module that stays so whatever it is told', () =>
    check(`${HEAD}class Frozen(nn.BatchNorm1d):
    def train(self, mode=True):
        return super().train(False)
class Half(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(10)
    def train(self, mode=True):
        super().train(mode)
        self.norm.eval()
        return self
    def forward(self, x):
        return self.norm(x)
               ^^^^^^^^^^^^ shape-mismatch
for each in nn.Sequential(Frozen(10)), nn.Sequential(Half()), nn.Sequential(nn.Sequential(Half())), Half():
    each.train()
    each(one)
Half()(one)
class Stubborn(nn.BatchNorm1d):
    def train(self, mode=True):
        return super().train(True)
j = nn.Sequential(Stubborn(10)).eval()
j(one)
^^^^^^ shape-mismatch
`));

  it('are missing in a last batch of one sample', () =>
    check(`${HEAD}data = TensorDataset(torch.randn(65, 10), torch.randn(65))
h = make()
for x, y in DataLoader(data, batch_size=16):
    h(x)
    ^^^^ shape-mismatch
for x, y in DataLoader(data, batch_size=16, drop_last=True):
    h(x)
`));

  it('of each sample are measured at several places, in evaluation too', () =>
    check(`${HEAD}import torch.nn.functional as F
point = torch.randn(2, 3, 1, 1)
nn.InstanceNorm2d(3)(point)
^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
nn.InstanceNorm2d(3).eval()(point)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
nn.InstanceNorm1d(3)(torch.randn(3, 1))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
nn.InstanceNorm2d(3, track_running_stats=True)(point)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
F.instance_norm(point)
^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
F.batch_norm(point[:1], None, None, training=True)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
nn.InstanceNorm2d(3, track_running_stats=True).eval()(point)
nn.InstanceNorm2d(3)(torch.randn(2, 3, 1, 2))
nn.InstanceNorm2d(3)(torch.randn(3, 2, 1))
mean, deviation = torch.zeros(3), torch.ones(3)
F.instance_norm(point, mean, deviation, use_input_stats=False)
F.batch_norm(point, None, None, training=True)
F.batch_norm(point[:1], mean, deviation)
F.batch_norm(point[:1], mean, deviation, training=mystery())
`));
});
