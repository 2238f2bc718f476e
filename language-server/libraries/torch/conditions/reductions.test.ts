import { check } from '../../../testing/check';

const HEAD = `import torch
from torch import nn
import torch.nn.functional as F
x, y, labels = torch.rand(4, 5), torch.rand(4, 5), torch.randint(5, (4,))
`;

describe('reductions of losses', () => {
  it('are of few names, which are asked for when the loss is computed', () =>
    check(`${HEAD}F.mse_loss(x, y, reduction='average')
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
late = nn.CrossEntropyLoss(reduction='batchmean')
late(x, labels)
^^^^^^^^^^^^^^^ argument-mismatch
`));

  it('are not looked at where an older setting says how', () =>
    check(`${HEAD}F.mse_loss(x, y, size_average=True, reduction='average'), F.l1_loss(x, y, reduce=True, reduction='average')
nn.MSELoss(size_average=False, reduction='average')(x, y)
F.huber_loss(x, y, reduction='average')
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
`));

  it('of divergences are one more, and of one an older name', () =>
    check(`${HEAD}F.kl_div(x, y, reduction='batchmean'), nn.KLDivLoss(reduction='batchmean')(x, y)
nn.MSELoss(reduction='elementwise_mean')(x, y), nn.NLLLoss(reduction='none')(x, labels), F.l1_loss(x, y)
from somewhere import way
F.l1_loss(x, y, reduction=way), F.l1_loss(x, y, reduce=False)
`));
});
