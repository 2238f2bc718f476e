import assert from 'node:assert/strict';
import { check } from '../../testing/check';

const HEAD = 'import torch\nfrom torch import nn\n';

describe('batch norms', () => {
  it('of another number of axes tell the one that fits', async () => {
    const found = await check(`${HEAD}a = nn.BatchNorm2d(3)(torch.randn(2, 3))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = nn.BatchNorm1d(3)(torch.randn(2, 3, 4, 5))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = nn.BatchNorm2d(3)(torch.randn(3))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = nn.BatchNorm2d(3)(torch.randn(3, 4, 5))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
e = nn.BatchNorm2d(3)(torch.randn(2, 3, 4, 5))
`);
    assert.deepEqual(
      found.map(({ message }) => /with (.*?),.*: (.*)\.$/.exec(message)!.slice(1)),
      [
        ['2 axes', 'use nn.BatchNorm1d, or change what comes before'],
        ['4 axes', 'use nn.BatchNorm2d, or change what comes before'],
        ['1 axis', 'reshape, or change what comes before'],
        ['3 axes', 'give it the batch axis that is missing with .unsqueeze(0)'],
      ],
    );
  });
});

describe('instance norms', () => {
  it('take a batch or one sample, and know the number of channels only where they keep some', () =>
    check(`${HEAD}a = nn.InstanceNorm2d(3)(torch.randn(2, 3))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = nn.InstanceNorm1d(3)(torch.randn(2, 3, 4, 5))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = nn.InstanceNorm2d(3, affine=True)(torch.randn(2, 4, 5, 5))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = nn.InstanceNorm2d(3, affine=True)(torch.randn(4, 5, 5))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
e = nn.InstanceNorm2d(3, affine=True)(torch.randn(3, 5, 5))
f = nn.InstanceNorm2d(3)(torch.randn(2, 4, 5, 5))
g = nn.InstanceNorm3d(3)(torch.randn(3, 5, 5, 5))
`));
});
