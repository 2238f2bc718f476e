import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const MODULE = `import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.width = width
`;

describe('attributes that an object may lack', () => {
  it('are told where all is known of it, and left open where it is not', async () => {
    const found = await shapesOf(`${MODULE}
class Answers:
    def __getattr__(self, name):
        return 7

net, other = Net(4), Net(mystery())
a = torch.zeros(2 if hasattr(net, 'out_channels') else 3)
b = torch.zeros(2 if hasattr(net, 'width') else 3)
c = torch.zeros(2 if hasattr(net, 'add_module') else 3)
d = torch.zeros(getattr(net, 'depth', 5))
e = torch.zeros(getattr(other, 'width', 5))
f = torch.zeros(getattr(Answers(), 'depth', 5))
mystery(net)
g = torch.zeros(2 if hasattr(net, 'out_channels') else 3)
`);
    assert.deepEqual(found.slice(1), ['a: (3,)', 'b: (2,)', 'c: (2,)', 'd: (5,)', 'e: (…)', 'f: (7,)', 'g: (n0,)']);
  });

  it('may be there in functions that nothing here calls', async () => {
    const found = await shapesOf(`${MODULE}
    def forward(self, x):
        return torch.zeros(2 if hasattr(self, 'cache') else 3)
`);
    assert.deepEqual(found.slice(1), ['return: (n0,)']);
  });
});

describe('methods that every object has for its attributes', () => {
  it('set, get and delete them by name', async () => {
    const found = await shapesOf(`import torch
from torch import nn
class Stack(nn.Module):
    def __init__(self, depth):
        super().__init__()
        for i in range(depth):
            self.__setattr__('stage_%d' % i, nn.Linear(i + 2, i + 3))
    def forward(self, x):
        for i in range(2):
            x = self.__getattr__(f'stage_{i}')(x)
        return x
class Settings(dict):
    pass
stack, settings = Stack(2), Settings()
a = stack(torch.zeros(5, 2))
b = torch.zeros(len(list(stack.children())))
settings.__setattr__('width', 3)
c = torch.zeros(settings.width, settings.__getattribute__('width'))
settings.__delattr__('width')
d = torch.zeros(getattr(settings, 'width', 7))
`);
    assert.deepEqual(
      found.filter((claim) => /^[abcd]:/.test(claim)),
      ['a: (5, 4)', 'b: (2,)', 'c: (3, 3)', 'd: (7,)'],
    );
  });
});
