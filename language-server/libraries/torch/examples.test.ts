import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = `import torch
from torch import nn
import torchsummary
from torchinfo import summary
from thop import profile
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
    def forward(self, x, w=None):
        y = self.conv(x)
        return y
`;

describe('example inputs of tools', () => {
  for (const [use, shape] of [
    ['summary(Net(), (1, 3, 10, 10))', '(1, 8, 8, 8)'],
    ['summary(Net(), input_data=torch.randn(5, 3, 10, 10))', '(5, 8, 8, 8)'],
    ['torchsummary.summary(Net(), (3, 6, 6))', '(B, 8, 4, 4)'],
    ['profile(Net(), inputs=(torch.randn(2, 3, 5, 5),))', '(2, 8, 3, 3)'],
    ['torch.jit.trace(Net(), torch.randn(2, 3, 7, 7))', '(2, 8, 5, 5)'],
    ["torch.onnx.export(Net(), (torch.randn(2, 3, 7, 7), {'w': None}), 'net.onnx')", '(2, 8, 5, 5)'],
    ['summary(Net(), sizes)', '(…, 8, n0 - 2, n1 - 2)'],
  ] as const)
    it(`show a model as ${use} runs it`, async () => {
      const found = await shapesOf(`${HEAD}${use}\n`);
      assert.equal(found[0], `y: ${shape}`);
    });

  it('must fit it', () =>
    check(
      `${HEAD}summary(Net(), [(1, 4, 10, 10)])
`.replace('y = self.conv(x)\n', 'y = self.conv(x)\n#           ^^^^^^^^^^^^ shape-mismatch\n'),
    ));
});
