import { check } from '../../../testing/check';

describe('sizes that tensors are reshaped to', () => {
  it('are integers', () =>
    check(`import torch
x = torch.zeros(2, 3, 4)
a = x.view(2, 24 / 2)
#   ^^^^^^^^^^^^^^^^^ argument-mismatch
b = x.reshape(2, None)
#   ^^^^^^^^^^^^^^^^^^ argument-mismatch
c = x.view(2, 24 // 2), x.reshape([2, 12]), x.view(torch.tensor(24)), x.view(torch.int32)
`));

  it('leave one to be found at most', () =>
    check(`import torch
x = torch.zeros(2, 3, 4)
a = x.reshape(-1, -1)
#   ^^^^^^^^^^^^^^^^^ argument-mismatch
b = torch.reshape(x, (2, -2))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
c = x.view(-1, 4), x.expand(-1, -1, -1)
`));

  it('may be replaced where nothing makes an instance of the class', () =>
    check(`import torch
class Head(torch.nn.Module):
    def __init__(self, size=2.0):
        super().__init__()
        self.size = size
    def forward(self, x: torch.Tensor):
        return torch.zeros(2, 3, 4).view(-1, self.size)
`));
});
