import assert from 'node:assert/strict';
import { check } from '../testing/check';
import { isViewable, stridesOf } from './layouts';

describe('order of axes in memory', () => {
  it('has no view that joins axes that are apart', () =>
    check(`import torch
from torch import nn
x = nn.Linear(8, 24)(torch.randn(2, 5, 8))
heads = x.view(2, 5, 4, 6).transpose(1, 2)
a = heads.view(2, 5, 24)
#   ^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = heads.contiguous().view(2, 20, 6), heads.reshape(2, 5, 24), heads.view(2, 4, 5, 2, 3)
c = (heads @ heads.transpose(2, 3)).transpose(1, 2).view(2, 5, -1)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = torch.randn(2, 3, 4).permute(2, 0, 1).view(4, 6), torch.randn(2, 1, 4).transpose(0, 1).view(8)
e = heads.relu().view(2, 5, 24), torch.randn(3, 4).t().view(-1), x[:, :, :6].view(2, 30)
`));

  it('follows what layers make of pictures, unless they may be in another order', () =>
    check(`import torch
from torch import nn
net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2))
x = torch.randn(2, 3, 18, 18)
a = net(x).permute(0, 2, 3, 1).view(2, -1)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = (net(x) + net(x)).view(2, 4, 2, 8, 8).transpose(1, 2).view(2, 8, 8, 8)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = net(x.to(memory_format=torch.channels_last)).permute(0, 2, 3, 1).view(2, -1)
d = net(x.contiguous(memory_format=torch.channels_last)).permute(0, 2, 3, 1).view(2, -1)
e = net.to(memory_format=torch.channels_last)(x).permute(0, 2, 3, 1).view(2, -1)
`));

  it('agrees with PyTorch about strides', () => {
    assert.deepEqual(stridesOf([2, 4, 5], [0, 2, 1]), [20, 1, 4]);
    assert.ok(!isViewable([2, 4, 5], [20, 1, 4], [2, 20]));
    assert.ok(isViewable([2, 4, 5], [20, 1, 4], [2, 4, 5]));
    assert.ok(isViewable([2, 4, 5], [20, 1, 4], [2, 2, 2, 5]));
    assert.ok(isViewable([4, 2, 3], [1, 12, 4], [4, 6]));
    assert.ok(isViewable([1, 2, 4], [4, 4, 1], [8]));
    assert.ok(!isViewable([3, 4], [1, 3], [12]));
    assert.ok(isViewable([6], [1], [1, 2, 1, 3, 1]));
  });
});
