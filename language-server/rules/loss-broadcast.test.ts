import assert from 'node:assert/strict';
import { check } from '../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

describe('loss-broadcast', () => {
  it('reports a column beside a vector, whichever is which', async () => {
    const findings = await check(`${HEAD}x, y = torch.randn(100, 3), torch.randn(100)
model = nn.Linear(3, 1)
loss = nn.MSELoss()(model(x), y)
#      ^^^^^^^^^^^^^^^^^^^^^^^^^ loss-broadcast
loss = F.l1_loss(y, target=model(x), reduction='sum')
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ loss-broadcast
`);
    assert.match(findings[0]!.message, /broadcast to \(100, 100\).*Give the target/);
    assert.match(findings[1]!.message, /Give the input/);
    assert.deepEqual(
      findings.map(({ fix }) => fix?.edits[0]?.newText),
      ['y.unsqueeze(1)', 'y.unsqueeze(1)'],
    );
  });

  it('follows batches', () =>
    check(`${HEAD}from torch.utils.data import DataLoader, TensorDataset
loader = DataLoader(TensorDataset(torch.randn(64, 5), torch.randn(64)), batch_size=16)
model = nn.Linear(5, 1)
criterion = nn.SmoothL1Loss()
for x, y in loader:
    loss = criterion(model(x), y)
#          ^^^^^^^^^^^^^^^^^^^^^^ loss-broadcast
`));

  it('is silent where shapes agree, one number stretches, one sample comes, or pairs are asked for', () =>
    check(`${HEAD}x, y = torch.randn(8, 1), torch.randn(8)
F.mse_loss(x, y.unsqueeze(1)) + F.mse_loss(x.squeeze(1), y) + F.mse_loss(y, torch.tensor(0.5))
F.mse_loss(torch.randn(1, 1), torch.randn(1)) + F.mse_loss(torch.randn(5, 8), y)
F.mse_loss(x, y, reduction='none')
nn.HuberLoss(reduction='none')(x, y)
`));

  it('reports one target for many outputs of Keras, which stretches it, but not where Keras refuses', async () => {
    const findings = await check(`import numpy as np
import keras
from keras import layers
x, y = np.zeros((8, 6, 3)), np.zeros((8, 1))
steps = keras.Sequential([keras.Input((6, 3)), layers.LSTM(4, return_sequences=True), layers.Dense(1)])
steps.compile('adam', 'mse')
h = steps.fit(x, y)
#   ^^^^^^^^^^^^^^^ loss-broadcast
wide = keras.Sequential([keras.Input((3,)), layers.Dense(4, 'softmax')])
wide.compile('adam', 'kl_divergence')
h = wide.fit(x[:, 0], y)
#   ^^^^^^^^^^^^^^^^^^^^ loss-broadcast
wide.compile('adam', 'binary_crossentropy')
h = wide.fit(x[:, 0], y)
#   ^^^^^^^^^^^^^^^^^^^^ shape-mismatch
wide.fit(x[:, 0], np.zeros((8, 4)))
pairs = keras.Sequential([keras.Input((6, 3)), layers.Dense(2)])
pairs.compile('adam', 'mse')
h = pairs.fit(x, y)
#   ^^^^^^^^^^^^^^^ shape-mismatch
`);
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['warning', 'warning', 'error', 'error'],
    );
  });
});
