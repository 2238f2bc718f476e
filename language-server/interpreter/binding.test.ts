import { check } from '../testing/check';

const HEAD = `import torch
from torch import nn
import torch.nn.functional as F
`;

describe('calls that do not fit what they call', () => {
  it('refuses what a function of the program does not take', () =>
    check(`${HEAD}def scale(x, by, *, shift=0):
    return x * by + shift
x = torch.ones(2)
a = scale(x)
#   ^^^^^^^^ argument-mismatch
b = scale(x, 2, 3)
#   ^^^^^^^^^^^^^^ argument-mismatch
c = scale(x, 2, x=1)
#   ^^^^^^^^^^^^^^^^ argument-mismatch
def placed(a, /, b):
    return a
e = placed(a=x, b=x)
#   ^^^^^^^^^^^^^^^^ argument-mismatch
d = scale(x, 2, shifts=1)
#   ^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
e = scale(x, by=2, shift=1)
`));

  it('refuses what a constructor or a method does not take', () =>
    check(`${HEAD}class Net(nn.Module):
    def __init__(self, width, depth):
        super().__init__()
        self.body = nn.Linear(width, depth)

    def forward(self, x):
        return self.body(x)


net = Net(3)
#     ^^^^^^ argument-mismatch
right = Net(3, depth=4)
y = right(torch.ones(2, 3), torch.ones(2, 3))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
`));

  it('refuses calls of PyTorch without what has no default', () =>
    check(`${HEAD}x = torch.ones(2, 3)
a = torch.softmax(x)
#   ^^^^^^^^^^^^^^^^ argument-mismatch
b = torch.roll(x, dims=1)
#   ^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
c = x.softmax(-1)
d = torch.randint(high=3, size=(2,))
e = torch.randint_like(x, high=3)
f = torch.arange(end=5)
`));

  it('refuses what a layer of PyTorch does not take, by name or by place', () =>
    check(`${HEAD}a = nn.ReLU(inplace=True, alpha=2)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = nn.Sigmoid(64)
#   ^^^^^^^^^^^^^^ argument-mismatch
c = nn.ReLU(True, device='cpu')
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
d = nn.Linear(3, 4, True, 'cpu', torch.float64)
e = nn.Linear(3, 4, True, 'cpu', torch.float64, None)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
f = nn.Sequential(nn.ReLU(), nn.Sigmoid(), nn.Identity(3, 4, 5, name=6))
g = nn.Sigmoid(*[])
`));

  it('takes the methods of a class of PyTorch that is no module for its own', () =>
    check(`${HEAD}class Sign(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.sign()


y = Sign.apply(torch.ones(2))
`));

  it('takes what a function that nothing calls passes by default for one of many', () =>
    check(`${HEAD}def first(arguments=()):
    return arguments[0]


def operation(arguments=()):
    return first(arguments)
`));

  it('is silent where it is not certain what is called, or that it is', () =>
    check(`${HEAD}import functools
import somewhere


class Base(nn.Module):
    def step(self):
        raise NotImplementedError

    def forward(self, x):
        return self.step(x)


def decorated(f):
    return lambda *a: f(*a, 1)


@somewhere.wrap
def wrapped(a):
    return a


@decorated
def shorter(a, b):
    return a


def many(*args, **kwargs):
    return args


def one(a, b=1):
    return a


wrapped(1, 2)
shorter(1)
many(1, 2, x=3)
one(*somewhere.values())


def placed(a, b=2, /, **rest):
    return rest


placed(1, a=3, b=4)
functools.partial(one, b=2)(1)
if somewhere.flag:
    one(1, 2, 3)
try:
    one()
except TypeError:
    pass
list(map(one, [1, 2]))
`));
});
