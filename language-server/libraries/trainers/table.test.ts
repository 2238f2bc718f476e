import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = `import pytorch_lightning as pl
import torch
from torch import nn
class Net(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(4, 3)
        self.other = nn.Linear(4, 2)
    def configure_model(self):
        self.other = nn.Linear(4, 9)
    def training_step(self, batch, index):
        loss = self.head(batch).mean()
        return loss
net = Net()
x = torch.ones(5, 4)
`;

const namedIn = async (program: string): Promise<string[]> =>
  (await shapesOf(HEAD + program)).filter((claim) => /^[yz]: /.test(claim));

describe("PyTorch Lightning's trainer", () => {
  it('leaves the layers that no method of the module sets', async () => {
    assert.deepEqual(await namedIn('pl.Trainer().fit(net)\ny = net.head(x)\n'), ['y: (5, 3)']);
  });

  it('may call the methods that set others', async () => {
    assert.deepEqual(await namedIn('z = net.other(x)\npl.Trainer().fit(net)\ny = net.other(x)\n'), [
      'z: (5, 2)',
      'y: ?',
    ]);
  });

  it('may leave the module in either mode', async () => {
    const own = 'if net.training:\n    y = torch.ones(1)\nelse:\n    y = torch.ones(2)\nz = y\n';
    assert.deepEqual(await namedIn(`pl.Trainer().test(net)\n${own}`), ['y: (1,)', 'y: (2,)', 'z: (n0,)']);
  });
});

describe('what other trainers get', () => {
  const head = 'import torch\nfrom torch import nn\nimport transformers\nfrom accelerate import Accelerator\n';

  for (const [how, program] of [
    ['accelerate', 'model = Accelerator().prepare(nn.Linear(4, 3))'],
    ['several at once', 'model, rest = Accelerator().prepare(nn.Linear(4, 3), loader)'],
    ['transformers', 'model = nn.Sequential(nn.Linear(4, 3))\ntransformers.Trainer(model=model).train()'],
  ] as const)
    it(`keeps its layers and may be on another device: ${how}`, async () => {
      const text = `${head}${program}\ny = model(torch.ones(2, 4).cuda())\n`;
      await check(text);
      assert.equal((await shapesOf(text)).at(-1), 'y: (2, 3)');
    });
});
