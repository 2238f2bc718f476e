import { check } from '../../testing/check';

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
#       ^^^^^^^^^^^^^^^ shape-mismatch
y = m(torch.randn(1, 3))
`));

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
});
