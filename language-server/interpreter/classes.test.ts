import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const HEAD = 'import torch\nfrom torch import nn\n';

const expect = async (program: string, claims: string[]): Promise<void> => {
  assert.deepEqual(
    (await shapesOf(HEAD + program)).filter((claim) => claim.startsWith('x: ')),
    claims,
  );
};

describe('classes and decorators', () => {
  it('follows decorators that wrap, and what they ask of the signature', () =>
    expect(
      `import functools, inspect
def keyword(fn):
    first = next(i for i, p in enumerate(inspect.signature(fn).parameters.values()) if p.kind == p.KEYWORD_ONLY)
    names = tuple(inspect.signature(fn).parameters)[first:]
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        args, more = args[:first], args[first:]
        kwargs.update(dict(zip(names, more)))
        return fn(*args, **kwargs)
    return wrapper
REGISTRY = {}
def register(name=None):
    def add(fn):
        if fn.__name__ in REGISTRY:
            raise ValueError(fn.__name__)
        REGISTRY[fn.__name__] = fn
        return fn
    return add
@register()
@keyword
def make(n, *, width=2): return torch.zeros(n, width)
@register()
@keyword
def other(*, width=2): return torch.zeros(width)
x = make(5, 3)
x = REGISTRY['other'](7)
`,
      ['x: (5, 3)', 'x: (7,)'],
    ));

  it('knows the members of enums', () =>
    expect(
      `from enum import Enum, auto
class Size(Enum):
    SMALL = 3
    LARGE = 9
    BIG = 9
    @classmethod
    def verify(cls, value):
        return value if isinstance(value, cls) else cls(value)
class Kind(Enum):
    A = auto()
    B = auto()
x = torch.zeros(Size.verify(3).value, Size['BIG'].value, Size.BIG is Size.LARGE, len([s for s in Size]))
x = torch.zeros(2 if Kind.A == Kind.B else Kind.B.value + 1)
`,
      ['x: (3, 9, 1, 2)', 'x: (3,)'],
    ));

  it('builds dataclasses: defaults, factories, inheritance, __post_init__ and replace', () =>
    expect(
      `from dataclasses import dataclass, field, replace, asdict
@dataclass
class Base:
    dim: int = 4
    sizes: list = field(default_factory=lambda: [1, 2])
@dataclass
class Config(Base):
    heads: int = 2
    def __post_init__(self): self.head = self.dim // self.heads
class Own(Base):
    def __init__(self, dim): super().__init__(dim * 2)
a, b = Config(8), Config(dim=12, heads=3)
a.sizes.append(3)
x = torch.zeros(a.head, b.head, len(a.sizes), len(b.sizes))
x = torch.zeros(Own(5).dim, replace(a, heads=7).heads, asdict(b)['heads'])
`,
      ['x: (4, 4, 3, 2)', 'x: (10, 7, 3)'],
    ));

  it('unpacks named tuples and takes their fields', () =>
    expect(
      `from collections import namedtuple
from typing import NamedTuple
Pair = namedtuple('Pair', 'left right')
class Sizes(NamedTuple):
    rows: int
    columns: int = 6
    def area(self): return self.rows * self.columns
p, s = Pair(2, right=3), Sizes(5)
rows, columns = s
x = torch.zeros(p.left, p[1], rows, s.area())
`,
      ['x: (2, 3, 5, 30)'],
    ));

  it('calls setters and getters of properties', () =>
    expect(
      `class Model:
    @property
    def width(self): return self._width * 2
    @width.setter
    def width(self, value): self._width = value + 1
m = Model()
m.width = 4
x = torch.zeros(m.width, vars(m)['_width'])
`,
      ['x: (10, 5)'],
    ));

  it('is what its decorators give, which may keep it', () =>
    expect(
      `KEPT = {}
def register(name):
    def add(made):
        KEPT[name] = made
        return made
    return add
@register('wide')
class Wide:
    width = 7
x = torch.zeros(Wide.width, KEPT['wide'].width)
`,
      ['x: (7, 7)'],
    ));
});
