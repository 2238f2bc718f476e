import { check } from '../testing/check';

describe('targets', () => {
  it('that are a function’s code or defaults make it another function', () =>
    check(`import torch
def widened(x, width=3):
    return x @ torch.ones(width, 2)
widened.__defaults__ = (4,)
widened(torch.ones(1, 4))
class Reader:
    def read(self, width=3):
        return torch.ones(width)
Reader.read.__code__ = widened.__code__
Reader().read() + torch.ones(4)
def named(x, width=3):
    return x @ torch.ones(width, 2)
#          ^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
named.__name__ = 'other'
named(torch.ones(1, 4))
`));

  it('that are a function’s defaults make it another one wherever and under whatever name they are set', () =>
    check(`import torch
def widened(x, width=3):
    return x @ torch.ones(width, 2)
def change():
    widened.__defaults__ = (4,)
change()
widened(torch.ones(1, 4))
def read(width=3):
    return torch.ones(width)
same = read
setattr(same, '__defaults__', (4,))
read() + torch.ones(4)
def unused(x, width=3):
    return torch.ones(width) + torch.ones(4)
unused.__defaults__ = (4,)
def sized(width=3):
    return torch.ones(width)
def resize():
    sized.__defaults__ = (4,)
def use():
    sized() + torch.ones(4)
`));
});
