import { check } from '../../testing/check';

describe('the adaptive softmax', () => {
  it('takes its features, in whatever is asked of it', () =>
    check(`import torch
from torch import nn
loss = nn.AdaptiveLogSoftmaxWithLoss(8, 20, [5, 10])
target = torch.zeros(4, dtype=torch.long)
a = loss(torch.rand(4, 7), target)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = loss.log_prob(torch.rand(4, 20))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c, d = loss(torch.rand(4, 8), target)
e = loss.log_prob(torch.rand(4, 8)) + torch.ones(4, 20)
`));
});
