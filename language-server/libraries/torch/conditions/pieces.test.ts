import { check, shapesOf } from '../../../testing/check';
import assert from 'node:assert/strict';

describe('pieces of an axis', () => {
  it('are counted from one', () =>
    check(`import torch
x = torch.randn(4, 3)
a = x.chunk(0)
#   ^^^^^^^^^^ argument-mismatch
b = x.split(0, dim=1)
#   ^^^^^^^^^^^^^^^^^ argument-mismatch
c = x.split(len(x) / 2)
#   ^^^^^^^^^^^^^^^^^^^ argument-mismatch
d = torch.tensor_split(x, 0)
#   ^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
e = x[:0].split(0), x.split([1, 3]), x.chunk(torch.tensor(2)), x.tensor_split(sections=2)
`));

  it('are as many as asked for where the axis has no entries', async () => {
    const shapes = await shapesOf('import torch\na, b = torch.zeros(0, 3).chunk(2)');
    assert.deepEqual(shapes, ['a: (0, 3)', 'b: (0, 3)']);
  });

  it('are joined only where there are some', () =>
    check(`import torch, somewhere
a = torch.cat([])
#   ^^^^^^^^^^^^^ argument-mismatch
b = torch.stack(list())
#   ^^^^^^^^^^^^^^^^^^^ argument-mismatch
rows = []
somewhere.fill(rows)
c = torch.stack(rows)
def late(rows=[]):
    return torch.cat(rows)
`));
});
