import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const HEAD = 'import torch\n';

const expect = async (program: string, claims: string[]): Promise<void> => {
  assert.deepEqual(
    (await shapesOf(HEAD + program)).filter((claim) => claim.startsWith('x: ')),
    claims,
  );
};

describe('classes that extend dict', () => {
  it('have entries, which may be attributes as well', () =>
    expect(
      `class Config(dict):
    __getattr__ = dict.__getitem__
class Shared(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__ = self
class Set(dict):
    def __setattr__(self, name, value): self[name] = value
    def __getattr__(self, name): return self[name]
a, b, c = Config(n=2), Shared({'n': 3}), Set()
b.m = 4
c.k = 5
x = torch.zeros(a.n, b.n, b['m'], c['k'], c.k, len(c))
`,
      ['x: (2, 3, 4, 5, 5, 1)'],
    ));

  it('are not known any more once unknown code has them', () =>
    expect(
      `import other
class Config(dict):
    __getattr__ = dict.__getitem__
a = Config(n=2)
other.fill(a)
x = torch.zeros(2).expand(a.n, 2)
`,
      ['x: (n0, 2)'],
    ));
});

describe('sizes of a tensor as arguments', () => {
  it('are as many as the tensor has axes, which may not be known', () =>
    expect(
      `import other
y = torch.zeros(2, 3) + other.values()
x = torch.zeros(3).expand(y.shape)
x = torch.zeros(y.shape)
`,
      ['x: (…)', 'x: (…)'],
    ));

  it('make an array of that shape, where other tuples are its entries', () =>
    expect(
      `y = torch.zeros(2, 3, 4)
x = torch.FloatTensor(y.shape[:2])
x = torch.FloatTensor((2, 3))
x = torch.FloatTensor(tuple(y.shape))
x = y.new(y.size())
`,
      ['x: (2, 3)', 'x: (2,)', 'x: (…)', 'x: (2, 3, 4)'],
    ));
});
