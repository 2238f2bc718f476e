import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { createAnalyzer, type Analyzer, type Finding } from '../analysis';
import { inferredNumber } from './inferred-number';

const program = (layer: string): string => `import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.MaxPool2d(2), nn.Flatten())
        self.classifier = ${layer}

    def forward(self, x):
        return self.classifier(self.features(x))

Net()(torch.randn(4, 3, 32, 32))
`;

describe('the inferred number', () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await createAnalyzer();
  });

  /** What is offered at the bar. */
  async function offered(marked: string): Promise<string | undefined> {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    const check = (changed: string): Promise<readonly Finding[]> =>
      Promise.resolve(analyzer.findings({ path: 'a.py', language: 'python', text: changed }));
    return (await inferredNumber(text, offset, check))?.number;
  }

  for (const layer of [
    'nn.Linear(|',
    'nn.Linear(|)',
    'nn.Linear(|, 10)',
    'nn.Linear(12|, 10)',
    'nn.Linear(1|23)',
    'nn.Linear(\n            |',
    'nn.Linear(\n            |\n        )',
    'nn.Linear(in_features=|)',
    'nn.Linear(in_features=|',
    'nn.Linear(out_features=10, in_features=|)',
    'nn.Linear(in_features=12|, out_features=10)',
  ]) {
    it(`is offered in ${layer.replace(/\s+/g, ' ')}`, async () => {
      assert.equal(await offered(program(layer)), '2048');
    });
  }

  for (const [layer, input, number] of [
    ['nn.Conv2d(|', 'h', '8'],
    ['nn.Conv2d(|, 16, 3)', 'h', '8'],
    ['nn.Conv2d(in_channels=|', 'h', '8'],
    ['nn.LSTM(input_size=|)', 'h.flatten(2)', '1024'],
    ['nn.BatchNorm2d(num_features=|)', 'h', '8'],
    ['nn.MultiheadAttention(embed_dim=|', 'h[0], h[0], h[0]', '32'],
    ['nn.ConvTranspose2d(|', 'h', '8'],
    ['nn.BatchNorm2d(|', 'h', '8'],
    ['nn.BatchNorm2d(|)', 'h', '8'],
    ['nn.BatchNorm1d(|', 'h.flatten(1)', '8192'],
    ['nn.LayerNorm(|', 'h', '32'],
    ['nn.LayerNorm(6|)', 'h.flatten(2)', '1024'],
    ['nn.LSTM(|', 'h.flatten(2)', '1024'],
    ['nn.MultiheadAttention(|, 4)', 'h[0], h[0], h[0]', '32'],
  ] as const) {
    it(`is offered in ${layer} for ${input}`, async () => {
      const text = `import torch\nfrom torch import nn\nh = nn.Conv2d(3, 8, 3, padding=1)(torch.randn(4, 3, 32, 32))\nlayer = `;
      assert.equal(await offered(`${text}${layer}\nout = layer(${input})\n`), number);
    });
  }

  it('is not offered where any number fits', async () => {
    const text = 'import torch\nfrom torch import nn\nnorm = nn.InstanceNorm2d(|)\nnorm(torch.randn(4, 8, 32, 32))\n';
    assert.equal(await offered(text), undefined);
  });

  it('is offered for the layer after another', async () => {
    assert.equal(
      await offered('from torch import nn\nnet = nn.Sequential(nn.Linear(784, 128), nn.Linear(|, 10))\n'),
      '128',
    );
  });

  it('is offered in a call that another one’s bracket follows', async () => {
    const text = 'from torch import nn\nnet = nn.Sequential(\n    nn.Linear(784, 128),\n    nn.Linear(|\n)\n';
    assert.equal(await offered(text), '128');
  });

  for (const layer of ['nn.Linear(2048, |)', 'nn.ReLU(|)', 'nn.Linear(out_features=|)', 'nn.|Linear(1, 2)']) {
    it(`is not offered in ${layer}`, async () => {
      assert.equal(await offered(program(layer)), undefined);
    });
  }
});
