import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = 'import torch\nfrom torch import nn\n';

/** A program that PyTorch runs to its end. */
const runs = (program: string) => check(HEAD + program);

describe('containers of modules that change', () => {
  it('replaces a child by its place, from either end and under any name', () =>
    runs(`from collections import OrderedDict
m = nn.Sequential(nn.Linear(3, 4), nn.Linear(4, 5))
m[-1] = nn.Linear(4, 6)
y = nn.Linear(6, 1)(m(torch.randn(1, 3)))
named = nn.Sequential(OrderedDict(a=nn.Linear(3, 4), b=nn.Linear(4, 5)))
named[1] = nn.Linear(4, 6)
z = nn.Linear(6, 1)(named(torch.randn(1, 3)))
`));

  it('replaces a child by its name', () =>
    runs(`d = nn.ModuleDict({'a': nn.Linear(3, 4)})
d['a'] = nn.Linear(5, 4)
y = d['a'](torch.randn(1, 5))
`));

  it('still checks what a replaced child gets', () =>
    check(`${HEAD}m = nn.Sequential(nn.Linear(3, 4), nn.Linear(4, 5))
m[-1] = nn.Linear(7, 6)
y = m(torch.randn(1, 3))
#   ^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('numbers what is left or moved on, and gives what is taken out', () =>
    shapesOf(`${HEAD}s = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 5))
s.insert(1, nn.Linear(4, 6))
s.insert(2, nn.Linear(6, 4))
a = s(torch.ones(2, 3))
del s[0]
b = s(torch.ones(2, 4))
c = s.pop(-1)(torch.ones(7, 4))
d = s(torch.ones(2, 4))
m = nn.ModuleDict({'x': nn.Linear(3, 4), 'y': nn.Linear(3, 5)})
m.update({'z': nn.Linear(3, 6)})
e = m.pop('x')(torch.ones(2, 3))
f = torch.cat([each(torch.ones(2, 3)) for each in m.values()], 1)
m.clear()
g = nn.BatchNorm1d(4).running_mean
h = s.get_parameter('1.weight')
`).then((found) => {
      assert.deepEqual(found, [
        'a: (2, 5)',
        'b: (2, 5)',
        'c: (7, 5)',
        'd: (2, 4)',
        'e: (2, 4)',
        'f: (2, 11)',
        'g: (4,)',
        'h: (4, 6)',
      ]);
    }));

  it('claims nothing of children that were moved about', () =>
    runs(`m = nn.Sequential(nn.Linear(3, 4))
m.insert(0, nn.Linear(2, 3))
y = m(torch.randn(1, 2))
l = nn.ModuleList([nn.Linear(3, 4), nn.Linear(4, 5)])
del l[0]
z = l[0](torch.randn(1, 4))
d = nn.ModuleDict({'a': nn.Linear(3, 4)})
d.update({'a': nn.Linear(6, 1)})
w = d['a'](torch.randn(1, 6))
`));

  it('runs the __setitem__ of a class of the program', () =>
    runs(`class Box:
    def __init__(self):
        self.layer = nn.Linear(3, 3)
    def __setitem__(self, key, value):
        self.layer = value
box = Box()
box[0] = nn.Linear(4, 4)
y = box.layer(torch.randn(1, 4))
`));

  it('claims nothing of a container that a loop of unknown length fills', async () => {
    const found = await shapesOf(`${HEAD}import somewhere
layers = nn.ModuleList()
for size in somewhere.sizes():
    layers.append(nn.Linear(8, 4))
x = torch.zeros(2, 8)
for layer in layers:
    x = layer(x)
y = nn.Sequential(*layers)(torch.zeros(2, 8))
z = torch.zeros(len(layers))
`);
    assert.deepEqual(found.slice(-2), ['y: ?', 'z: (n0,)']);
  });

  it('runs what training and evaluation take', async () => {
    const found = await shapesOf(`${HEAD}class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 4)
    def forward(self, x):
        if self.training:
            return self.fc(x)
        return x
net = nn.Sequential(Head())
a = net(torch.zeros(2, 8))
net.eval()
b = net(torch.zeros(2, 8))
net.train()
c = net(torch.zeros(2, 8))
`);
    const calls = found.filter((claim) => /^[abc]: /.test(claim));
    assert.deepEqual(calls, ['a: (2, 4)', 'b: (2, 8)', 'c: (2, 4)']);
  });
});
