import { check } from '../../testing/check';

describe('parameters of functions', () => {
  it('are those that PyTorch has', () =>
    check(`import torch
import torch.nn.functional as F
x = torch.ones(2, 3, 4)
a = F.softmax(x, axis=1)
#   ^^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = F.dropout(x, rate=0.5)
#   ^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
c = F.relu(x, True, 3)
#   ^^^^^^^^^^^^^^^^^^ argument-mismatch
d = x.softmax(dim=1, dims=2)
#   ^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
`));

  it('have NumPy’s names where they are not written in Python, and older ones', () =>
    check(`import torch
x = torch.ones(2, 3, 4)
a = x.sum(axis=1, keepdims=True), torch.softmax(x, axis=1), torch.topk(x, 2, axis=1), torch.stack([x], axis=0)
b = torch.split(tensor=x, split_size_or_sections=2), torch.swapaxes(x, axis0=0, axis1=1), torch.sum(a=x), torch.pow(self=2, exponent=x)
c = torch.add(x, 2, x), torch.squeeze(x, 1), x.squeeze(1, 2)
settings = {'unknown': 1}
d = torch.sum(x, **settings)
#   ^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
`));
});
