import assert from 'node:assert/strict';
import { check, analyze } from '../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

describe('shape-mismatch', () => {
  it('reports a Linear that does not fit what reaches it, and corrects its number', async () => {
    const text = `${HEAD}class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 16, 3)
        self.fc = nn.Linear(100, 10)

    def forward(self, x):
        x = F.relu(self.conv(x))
        x = torch.flatten(x, 1)
        return self.fc(x)
#              ^^^^^^^^^^ shape-mismatch

Net()(torch.randn(4, 1, 28, 28))
`;
    const [finding] = await check(text);
    assert.match(finding!.message, /nn\.Linear .*\(4, 10816\).*in_features=100.*set in_features=10816/);
    assert.equal(finding!.fix?.edits[0]?.newText, '10816');
    const plain = text.replace(/^#.*\^.*\n/m, '');
    const { start, end } = finding!.fix.edits[0].range;
    assert.equal(plain.slice(start, end), '100');
    assert.deepEqual((await analyze(plain.slice(0, start) + '10816' + plain.slice(end))).findings, []);
    assert.deepEqual(
      finding!.related?.map(({ range }) => plain.slice(range.start, range.end)),
      ['100', 'torch.flatten(x, 1)'],
    );
  });

  it('reports layers of a Sequential that never fit, whatever the input', () =>
    check(`${HEAD}model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(64, 10))
#                                                     ^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('reports a wrong number of channels without an example input', () =>
    check(`${HEAD}class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 32, 3)
        self.b = nn.Conv2d(16, 8, 3)

    def forward(self, x):
        return self.b(self.a(x))
#              ^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('reports what does not broadcast, multiply or concatenate', () =>
    check(`${HEAD}a = torch.randn(3, 4) + torch.randn(3)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = torch.randn(3, 4) @ torch.randn(3, 4)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = torch.cat([torch.zeros(2, 3), torch.zeros(2, 4)])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('reports a feature map that is smaller than the kernel', () =>
    check(`${HEAD}x = nn.MaxPool2d(2)(nn.MaxPool2d(4)(torch.randn(1, 3, 4, 4)))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('is silent about what may be an array of NumPy', () =>
    check(`import numpy as np\ndef gram(x):\n  n, m = x.shape\n  return x.dot(x.T)\n`));

  it('is silent where nothing is proven', () =>
    check(`${HEAD}import somewhere
def f(x, width):
    layer = nn.Linear(width, 10)
    y = nn.Linear(20, 30)(x)
    if somewhere.flag():
        y = nn.Linear(30, 40)(y)
    y = nn.Linear(40, 2)(y)
    try:
        torch.randn(2, 3) @ torch.randn(2, 3)
    except RuntimeError:
        pass
    layers = [nn.Linear(3, 4)]
    somewhere.change(layers)
    somewhere.Model(nn.Flatten(), nn.Linear(3, 4))(torch.randn(3, 7))
    return layers[0](torch.randn(2, 7)), layer(y)
`));

  it('stands at the call that crashes, names the layer inside, and corrects none that another call fits', async () => {
    const model = (calls: string) => `${HEAD}model = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 10),
)
${calls}`;
    const wrong = `y = model(torch.rand(5, 28, 27))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`;
    const [alone] = await check(model(wrong));
    assert.equal(alone?.fix?.title, 'Set in_features to 756');
    assert.ok(alone.related?.some(({ message }) => message === 'the layer that does not fit is made here'));
    const [beside] = await check(model(`x = model(torch.rand(5, 28, 28))\n${wrong}`));
    assert.equal(beside?.fix, undefined);
    assert.match(beside!.message, /another call fits this layer/);
  });

  it('is silenced by a comment on the line', () =>
    check(`${HEAD}a = torch.randn(3, 4) @ torch.randn(3, 4)  # nabla: ignore[shape-mismatch]
b = torch.randn(3, 4) @ torch.randn(3, 4)  # nabla: ignore
c = torch.randn(3, 4) @ torch.randn(3, 4)  # nabla: ignore[softmax-before-cross-entropy]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});
