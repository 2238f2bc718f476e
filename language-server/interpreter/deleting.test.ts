import { expectY } from '../testing/expect-y';

describe('what is deleted', () => {
  it('is a property that has a say in it', async () => {
    const program = `class Box:
    size = 3
    @property
    def n(self):
        return self.size
    @n.deleter
    def n(self):
        self.size = 0
box = Box()
del box.n
y = torch.zeros(box.n)`;
    await expectY(program, ['(0,)']);
  });

  it('is what a descriptor or the class has a say in', async () => {
    const program = `class Size:
    def __get__(self, box, type=None):
        return box.size
    def __delete__(self, box):
        box.size = 7
class Box:
    n = Size()
    size = 3
box = Box()
del box.n
y = torch.zeros(box.n)
class Locked:
    n = 3
    def __delattr__(self, name):
        self.n = 8
locked = Locked()
del locked.m
y = torch.zeros(locked.n)`;
    await expectY(program, ['(7,)', '(8,)']);
  });
});

it('a property with another getter keeps its setter', async () => {
  const program = `class Box:
    def __init__(self, n):
        self.n = n
    @property
    def n(self):
        return self._n
    @n.setter
    def n(self, n):
        self._n = n + 1
class Wide(Box):
    @Box.n.getter
    def n(self):
        return self._n * 2
y = torch.zeros(Wide(3).n)`;
  await expectY(program, ['(8,)']);
});

describe('what the default __delattr__ deletes', () => {
  for (const call of ['super().__delattr__(name)', 'object.__delattr__(self, name)'])
    it(call, () =>
      expectY(
        `class Box:
    n = 3
    def __init__(self):
        self.n = 4
    def __delattr__(self, name):
        ${call}
box = Box()
del box.n
y = torch.zeros(box.n)`,
        ['(3,)'],
      ),
    );
});

it('a module that deletes a child by its class’s __delattr__ no longer runs it', async () => {
  const program = `class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = torch.nn.Linear(3, 4), torch.nn.Linear(3, 5)
    def __delattr__(self, name):
        torch.nn.Module.__delattr__(self, name)
net = Net()
del net.a
y = [child(torch.ones(2, 3)) for child in net.children()][0]`;
  await expectY(program, ['(2, 5)']);
});
