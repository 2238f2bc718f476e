import { check } from '../../../testing/check';

describe('axes that calls name', () => {
  it('are those of the input, whatever its parameter is called', () =>
    check(`import torch
import torch.nn.functional as F
x = torch.ones(2, 3, 4)
a = torch.linalg.norm(x, dim=7)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
b = F.gumbel_softmax(x, dim=3)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
c = x.unflatten(-4, (1, 2))
#   ^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
d = x.repeat_interleave(2, 3)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
e = torch.concatenate([x, x], 3)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
f = F.cosine_similarity(x, x[0], 3)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
g = F.cosine_similarity(x[0], x, -3), torch.linalg.matrix_norm(x), x.unflatten(2, (2, 2)), x.repeat_interleave(2, -3)
`));
});
