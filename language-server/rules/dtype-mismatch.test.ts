import assert from 'node:assert/strict';
import { applied } from '../fixes/mends';
import { analyze, check } from '../testing/check';

const HEAD = 'import numpy as np\nimport torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

describe('dtype-mismatch', () => {
  it('follows NumPy’s doubles into layers of singles, and offers the conversion', async () => {
    const text = `${HEAD}x = torch.from_numpy(np.random.rand(8, 16))
y = nn.Linear(16, 4)(x)
`;
    const { findings } = await analyze(text);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['dtype-mismatch'],
    );
    const mended = applied(text, findings[0]!.fix!);
    assert.match(mended, /\(x\.float\(\)\)/);
    assert.deepEqual((await analyze(mended)).findings, []);
  });

  it('follows conversions of modules, and of modules below them', () =>
    check(`${HEAD}class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(4, 4), nn.ReLU())
        self.head = nn.Linear(4, 2, dtype=torch.float64)

    def forward(self, x):
        return self.head(self.body(x))
#              ^^^^^^^^^^^^^^^^^^^^^^^ dtype-mismatch

Net()(torch.rand(2, 4))
Net().double()(torch.rand(2, 4, dtype=torch.float64))
Net().to(torch.float32)(torch.rand(2, 4))
`));

  it('says nothing of floats where autocast or another default may change them', () =>
    check(`${HEAD}layer = nn.Linear(4, 2)
with torch.autocast('cuda'):
    y = layer(torch.rand(2, 4).half())
    z = torch.rand(2, 2) @ y
w = layer(torch.ones(2, 4, dtype=torch.long))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ type-mismatch
`));

  it('claims no width of floats there', async () => {
    const { claims } = await analyze(`${HEAD}torch.set_default_dtype(torch.float64)
a = torch.rand(2)
b = nn.Linear(2, 2)(a)
c = torch.ones(2, dtype=torch.float64)
`);
    assert.deepEqual(
      claims.map(({ name, type }) => [name, type]),
      [
        ['a', 'float'],
        ['b', 'float'],
        ['c', 'float64'],
      ],
    );
  });

  it('says nothing of modules that somebody else may convert', () =>
    check(`${HEAD}class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(torch.zeros(3, 4, dtype=torch.float64))

net = Net()

def use():
    return net.fc(torch.zeros(3, 4, dtype=torch.float64))

def change(model, kind):
    layer = nn.Linear(4, 2).to(kind)
    return layer(torch.zeros(3, 4, dtype=torch.float64))

other = nn.Linear(4, 2)
other.weight.data = torch.rand(2, 4, dtype=torch.float64)
other(torch.zeros(3, 4, dtype=torch.float64))
`));

  it('looks into what is applied to every module', () =>
    check(`${HEAD}def widen(module):
    module.double()

def initialise(module):
    module.weight.data.normal_()

nn.Linear(4, 2).apply(widen)(torch.zeros(3, 4, dtype=torch.float64))
nn.Linear(4, 2).apply(initialise)(torch.zeros(3, 4, dtype=torch.float64))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dtype-mismatch
`));

  it('knows that NumPy converts', () => check(`${HEAD}a = np.ones((2, 2)) @ np.ones((2, 2), dtype=np.float32)\n`));
});
