import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = 'import torch\nimport torch.nn.functional as F\n';

describe('calls that run, though they look as if they did not', () => {
  it('names axes of what diag_embed makes', () =>
    check(`${HEAD}a = torch.diag_embed(torch.ones(4)), torch.diag_embed(torch.ones(4), 0, 0, 1)
b = torch.ones(4).diag_embed(0, 2)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
`));

  it('reshapes a view in place', () =>
    check(`${HEAD}x = torch.rand(2, 3)
x[None].transpose_(0, 1)
x[:1].t_()
`));

  it('adds a product of another type, measures integers against floats, draws below one bound', () =>
    check(`${HEAD}a = torch.baddbmm(torch.ones(2, 3, 5).double(), torch.ones(2, 3, 4), torch.ones(2, 4, 5))
b = torch.dist(torch.arange(4), torch.ones(4))
c = torch.randint(10, size=(4,)), torch.bilinear(torch.ones(5, 8), torch.ones(5, 8), torch.ones(4, 8, 8))
`));

  it('combines nothing, and throws nothing', async () => {
    const shapes = await shapesOf(`${HEAD}a, b = torch.cartesian_prod(), torch.block_diag()`);
    assert.equal(shapes.length, 2);
  });

  it('splits one tuple', () =>
    check('from sklearn.model_selection import train_test_split\na, b = train_test_split((1, 2), test_size=0.5)\n'));
});
