import { check } from '../../../testing/check';

const HEAD = 'import torch\nimport torch.nn.functional as F\nx = torch.zeros(3, 4)\n';

describe('types of indices', () => {
  it('are those that every version of PyTorch takes', () =>
    check(`${HEAD}a = x.gather(1, torch.zeros(3, 4, dtype=torch.uint8))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ type-mismatch
b = x.index_select(0, torch.zeros(2, dtype=torch.int16))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ type-mismatch
c = x.index_fill(0, torch.zeros(2, dtype=torch.int32), 1.0)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ type-mismatch
d = torch.take_along_dim(x, torch.zeros(3, 4), 1)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ type-mismatch
`));

  it('may be of 32 bits where later versions take them, and of any type where there are none', () =>
    check(`${HEAD}i = torch.zeros(3, 4, dtype=torch.int32)
a = x.gather(1, i), x.scatter(1, i, 1.0), x.index_select(0, i[0]), x.index_add(0, i[0, :2], x[:2])
b = F.embedding(i, x), x.gather(1, torch.zeros(0, 4, dtype=torch.int16)), x[i]
c = x[0].scatter(0, torch.tensor([]), torch.tensor([])), x[0].gather(0, torch.tensor([]))
`));
});

describe('linear algebra', () => {
  it('is of no integers, but for products and powers', () =>
    check(`import torch
x = torch.eye(3, dtype=torch.long)
a = torch.linalg.inv(x)
#   ^^^^^^^^^^^^^^^^^^^ type-mismatch
b = x.det()
#   ^^^^^^^ type-mismatch
c = torch.linalg.matrix_power(x, 2), torch.linalg.multi_dot([x, x]), torch.linalg.inv(x.float())
`));
});
