import { check } from '../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

describe('activation-before-loss', () => {
  it('reports a sigmoid where the loss applies one', () =>
    check(`${HEAD}x, y = torch.randn(8, 1), torch.ones(8, 1)
a = F.binary_cross_entropy_with_logits(torch.sigmoid(x), y)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ activation-before-loss
b = nn.BCEWithLogitsLoss()(nn.Sequential(nn.Linear(1, 1), nn.Sigmoid())(x), y)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ activation-before-loss
`));

  it('reports a softmax where its logarithm is needed', () =>
    check(`${HEAD}x, y = torch.randn(8, 3), torch.zeros(8).long()
loss = F.nll_loss(F.softmax(x, dim=1), y)
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ activation-before-loss
loss = nn.NLLLoss()(nn.Softmax(dim=1)(x), y)
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ activation-before-loss
`));

  it('is silent about what fits', () =>
    check(`${HEAD}x, y = torch.randn(8, 3), torch.zeros(8).long()
F.nll_loss(F.log_softmax(x, dim=1), y) + nn.NLLLoss()(torch.log(F.softmax(x, dim=1)), y)
F.binary_cross_entropy(torch.sigmoid(x), torch.rand(8, 3))
F.binary_cross_entropy_with_logits(x, torch.sigmoid(x)) + F.binary_cross_entropy_with_logits(torch.tanh(x), x)
`));
});
