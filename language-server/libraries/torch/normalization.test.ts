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
