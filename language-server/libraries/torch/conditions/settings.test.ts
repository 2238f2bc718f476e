import { check } from '../../../testing/check';

const HEAD = 'from collections import OrderedDict\nimport torch\nfrom torch import nn\n';

describe('what layers of PyTorch are made with', () => {
  it('takes integers for sizes, and numbers for rates', () =>
    check(`${HEAD}a = nn.Linear(32 / 2, 10)
#   ^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = nn.Conv2d(1, (3, 3), 16)
#   ^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
c = nn.Dropout(nn.ReLU())
#   ^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
d = nn.Linear(32 // 2, 10)
e = nn.Linear(round(2.5 * unknown), 10)
f = nn.Dropout(0)
`));

  it('takes layers into containers', () =>
    check(`${HEAD}a = nn.Sequential(nn.Linear(2, 2), 0.5)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = nn.Sequential(OrderedDict([('act', nn.ReLU())])), nn.Sequential(nn.ReLU(), nn.Tanh())
`));

  it('finds what containers lack, but for what nothing calls', () =>
    check(`${HEAD}net = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
a = net[2]
#   ^^^^^^ index-out-of-range
b = net[-2], net[1], nn.ModuleDict({'0': nn.ReLU()})['0']
def last(layers=nn.Sequential()):
    return layers[0]
`));

  it('takes what gives parameters for an optimizer, and any numbers for the places of those that are not zero', () =>
    check(`${HEAD}weights = nn.ParameterList([nn.Parameter(torch.zeros(2))])
a = torch.optim.Adam(weights), torch.where(torch.ones(3, dtype=torch.int64))
b = torch.optim.Adam(nn.ModuleList([nn.Linear(2, 2)]))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
c = torch.where(torch.ones(3, dtype=torch.int64), 1.0, 0.0)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ type-mismatch
`));
});
