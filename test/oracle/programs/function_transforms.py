"""Functions of functions: batches by vmap, derivatives by functorch and autograd.functional, sequences padded and cut."""
from functools import partial

import torch
from functorch import grad, grad_and_value, hessian, jacfwd, jacrev, vmap
from torch import nn


def dot(a, b):
    s = a @ b
    return s


def both(a, b):
    return a.sum(), torch.outer(a, b)


def loss(w, x):
    h = x @ w
    return (h ** 2).mean()


x, y = torch.randn(5, 3), torch.randn(5, 3)
a = vmap(dot)(x, y)
b = vmap(dot, in_dims=(0, None))(x, torch.randn(3))
c = vmap(dot, in_dims=1)(x, y)
d = vmap(lambda row: row * 2, out_dims=1)(x)
e, f = vmap(both, out_dims=(0, 2))(x, y)
pairs = vmap(vmap(dot, in_dims=(None, 0)), in_dims=(0, None))(x, y)
named = vmap(lambda p: {'twice': p['w'] * 2})({'w': x})['twice']

w = torch.randn(3, 4)
g = grad(loss)(w, x)
h, v = grad_and_value(loss)(w, x)
per_sample = vmap(grad(loss), in_dims=(None, 0))(w, x)
i, j = grad(loss, argnums=(0, 1))(w, x)
k = jacrev(torch.tanh)(x)
m = jacfwd(lambda p: p.sum(0))(x)
n = hessian(lambda p: (p ** 3).sum())(torch.randn(4))

o = torch.autograd.functional.jacobian(lambda p: p.sum(1), x)
p, q = torch.autograd.functional.jacobian(dot, (torch.randn(3), torch.randn(3)))
r = torch.autograd.functional.hessian(lambda p: (p ** 3).sum(), torch.randn(4))
out, s = torch.autograd.functional.vjp(torch.tanh, x, torch.ones(5, 3))
out, t = torch.autograd.functional.jvp(lambda p: p.sum(1), x, torch.ones(5, 3))
out, u = torch.autograd.functional.hvp(lambda p: (p ** 3).sum(), torch.randn(4), torch.ones(4))
out, z = torch.autograd.functional.vhp(lambda p: (p ** 3).sum(), torch.randn(4), torch.ones(4))


@vmap
def normalised(row):
    centred = row - row.mean()
    return centred / row.std()


@partial(vmap, in_dims=(0, None))
def moved(row, by):
    shifted = row + by
    return shifted


scaled = normalised(x)
shifted = moved(x, torch.randn(3))
padded = nn.utils.rnn.pad_sequence([torch.randn(4, 3), torch.randn(2, 3)], batch_first=True)
long, short = nn.utils.rnn.unpad_sequence(padded, torch.tensor([4, 2]), batch_first=True)
