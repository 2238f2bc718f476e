import { check } from '../../testing/check';

describe('tensors that are given the shape of another one', () => {
  it('have as many elements', () =>
    check(`import torch
x = torch.rand(2, 3, 4)
a = x.view_as(torch.zeros(5, 4))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ reshape-element-count
b = x.reshape_as(torch.zeros(5))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ reshape-element-count
`));

  it('may have other sizes, or none that are known', () =>
    check(`import torch
def f(x, y):
    return torch.zeros(2, 3).view_as(y), x.reshape_as(torch.zeros(3))
x = torch.rand(2, 3, 4).view_as(torch.zeros(4, 6))
y = torch.zeros(0, 3).view_as(torch.zeros(3, 0))
z = torch.zeros(()).reshape_as(torch.zeros(1))
`));
});
