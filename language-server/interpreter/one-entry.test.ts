import { check } from '../testing/check';

describe('arrays that are asked for one truth or one number', () => {
  it('have one entry where they are tested', () =>
    check(`import torch
x = torch.randn(2, 3)
if x > 0:
#  ^^^^^ shape-mismatch
    pass
a = 1 if x == x else 2
#        ^^^^^^ shape-mismatch
b = x.any() and not x
#                   ^ shape-mismatch
while x:
#     ^ shape-mismatch
    break
assert x < 9
#      ^^^^^ shape-mismatch
c = [1 for _ in [1, 2] if x]
#                         ^ shape-mismatch
d = bool(x)
#   ^^^^^^^ shape-mismatch
`));

  it('have one entry where they become a number', () =>
    check(`import torch, numpy as np
x = torch.randn(2, 3)
a = float(x)
#   ^^^^^^^^ shape-mismatch
b = int(np.ones(2))
#   ^^^^^^^^^^^^^^^ shape-mismatch
c = x.item()
#   ^^^^^^^^ shape-mismatch
d = torch.zeros(0).item()
#   ^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
e = x.mean().item(), float(x[:1, :1]), int(x[0, 0]), x[1, 2].item()
`));

  it('may have one where their sizes are not known', () =>
    check(`import torch
def step(scores: torch.Tensor, labels: torch.Tensor, mask=None):
    B = scores.shape[0]
    right = scores.view(B).argmax(0) == labels
    if mask is not None and right and scores.view(B) > 0:
        return scores.view(B).item(), float(scores)
x = torch.ones(1, 1)
if x and x.sum() > 0 and torch.zeros(2) is not None and torch.ones(2) in [None]:
    pass
`));
});
