import { check } from '../../../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

describe('conditions of PyTorch', () => {
  it('refuses axes and indices that are not there', () =>
    check(`${HEAD}x = torch.randn(2, 3, 4)
a = x.sum(3)
#   ^^^^^^^^ index-out-of-range
b = x.permute(0, 0, 1)
#   ^^^^^^^^^^^^^^^^^^ index-out-of-range
c = x[:, 3]
#   ^^^^^^^ index-out-of-range
d = x.unsqueeze(3).sum((0, -1))
e = x[1, 2, -4]
`));

  it('holds losses to their targets', () =>
    check(`${HEAD}scores = torch.randn(8, 10)
a = F.cross_entropy(scores, torch.zeros(7, dtype=torch.long))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = F.cross_entropy(scores, torch.zeros(8))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ type-mismatch
c = nn.BCELoss()(torch.rand(8, 1), torch.ones(8))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = F.cross_entropy(scores, torch.rand(8, 10))
e = F.cross_entropy(scores, torch.zeros(8, dtype=torch.long))
f = F.mse_loss(torch.rand(8, 1), torch.rand(8))
`));

  it('holds states of recurrent layers to the batch and the sizes of the layer', () =>
    check(`${HEAD}gru = nn.GRU(8, 16, batch_first=True)
a = gru(torch.randn(3, 7, 8), torch.zeros(1, 7, 16))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = gru(torch.randn(3, 7, 8), torch.zeros(1, 3, 16))
c = nn.LSTMCell(8, 16)(torch.randn(3, 8), (torch.zeros(3, 16), torch.zeros(3, 16)))
`));

  it('refuses what layers are made with', () =>
    check(`${HEAD}a = nn.MultiheadAttention(32, 5)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = nn.Conv2d(8, 8, 3, groups=3)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
c = nn.Conv2d(8, 8)
#   ^^^^^^^^^^^^^^^ argument-mismatch
d = nn.MultiheadAttention(32, 4)
e = nn.Conv2d(8, 8, 3, (1, 2), padding="same")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
f = F.conv1d(torch.randn(2, 3, 9), torch.randn(4, 3, 3), stride=2, padding="same")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
g = nn.Conv2d(8, 8, 3, 1, "same")
`));

  it('refuses another number of names than of parts, and is silent about what it does not know', () =>
    check(`${HEAD}import somewhere
a, b = torch.randn(2, 3, 4).shape
^^^^ unpack-mismatch
c, *d = torch.randn(2, 3, 4).shape
e, f = somewhere.make()
g, h = somewhere.make().shape
`));
});
