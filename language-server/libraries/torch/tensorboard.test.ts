import assert from 'node:assert/strict';
import { shapesOf } from '../../testing/check';

const HEAD = `import torch
from torch import nn
from torch.utils.tensorboard import SummaryWriter
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(4, 3)
    def forward(self, x):
        y = self.head(x)
        return y
net = Net()
`;

describe("TensorBoard's writer", () => {
  it('runs a model on an example to draw it', async () => {
    assert.deepEqual(await shapesOf(`${HEAD}SummaryWriter().add_graph(net, torch.ones(6, 4))\n`), [
      'y: (6, 3)',
      'return: (6, 3)',
    ]);
  });

  it('leaves the model as it is, where there may be no writer too', async () => {
    const program = `writer = SummaryWriter() if flag else None
if writer:
    writer.add_graph(net, examples)
    writer.add_scalars('losses', {'train': 1})
z = net(torch.ones(2, 4))
`;
    assert.ok((await shapesOf(HEAD + program)).includes('z: (2, 3)'));
  });
});
