import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

/** The claims of a program's variables x, y, z. */
const claimsOf = async (program: string): Promise<string[]> =>
  (await shapesOf(`import functools, torch\n${program}`)).filter((claim) => /^[xyz]: /.test(claim));

describe('what a program’s classes do in their own way', () => {
  it('sets and gets attributes by methods, and by what stands in the class', async () => {
    const program = `class Doubled:
    def __set_name__(self, owner, name):
        self.name = '_' + name
    def __get__(self, thing, owner):
        return getattr(thing, self.name) + 1
    def __set__(self, thing, value):
        setattr(thing, self.name, 2 * value)
class Thing:
    n = Doubled()
    def __setattr__(self, name, value):
        super().__setattr__(name, value)
    @functools.cached_property
    def turns(self):
        self.count = getattr(self, 'count', 0) + 1
        return self.count
class More(Thing):
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value + 1)
class Any:
    def __init__(self): self.n = 3
    def __getattribute__(self, name): return 6
more, thing = More(), Thing()
more.k = 3
class Plain:
    n = Doubled()
plain = Plain()
plain.n = 4
x = torch.zeros(more.k, plain.n)
y = torch.zeros(thing.turns, thing.turns)
z = torch.zeros(Any().n)`;
    assert.deepEqual(await claimsOf(program), ['x: (4, 9)', 'y: (1, 1)', 'z: (…)']);
  });

  it('makes objects by a metaclass, and tells ancestors of new classes', async () => {
    const program = `class Single(type):
    made = {}
    def __call__(cls, *given):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*given)
        return cls.made[cls]
class Settings(metaclass=Single):
    def __init__(self, size): self.size = size
class Narrow(Settings): pass
class Known:
    all = []
    def __init_subclass__(cls, size=1):
        cls.size = size
        Known.all.append(cls)
class One(Known, size=4): pass
class Two(Known): pass
Settings(4)
x = torch.zeros(Settings(8).size)
y = torch.zeros(Narrow(8).size)
z = torch.zeros(One.size, Two.size, len(Known.all))`;
    assert.deepEqual(await claimsOf(program), ['x: (…)', 'y: (…)', 'z: (4, 1, 2)']);
  });

  it('has operators that are asked first, and containment', async () => {
    const program = `class Left:
    def __init__(self): self.n = 2
    def __add__(self, other): return 3
    def __isub__(self, other):
        self.n = other
        return self
    def __contains__(self, element): return element == 3
    def __iter__(self): return iter([1])
class Right(Left):
    def __radd__(self, other): return 5
left = Left()
left -= 7
x = torch.zeros(left.n)
y = torch.zeros(Left() + Right())
z = torch.zeros(1 if 3 in left else 2)`;
    assert.deepEqual(await claimsOf(program), ['x: (7,)', 'y: (…)', 'z: (1,)']);
  });
});
