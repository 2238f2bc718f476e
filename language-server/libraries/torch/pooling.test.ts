import { check } from '../../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

describe('pooling', () => {
  it('lets a window that is rounded up hang over the end', () =>
    check(`${HEAD}y = nn.MaxPool2d(3, 2, ceil_mode=True)(torch.randn(1, 1, 2, 2))
z = nn.Linear(1, 1)(y)
`));

  it('reports a window larger than its input once, and claims nothing after it', () =>
    check(`${HEAD}x = F.avg_pool2d(torch.randn(2, 64, 9, 10), 10)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
y = nn.Linear(64, 10)(x.view(x.size(0), -1))
`));
});
