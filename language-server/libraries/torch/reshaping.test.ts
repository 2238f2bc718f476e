import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

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

describe('flattening tensors of which not all axes are known', () => {
  it('leaves as many axes as there are before, and a multiple of what is flattened', async () => {
    const shapes = await shapesOf(`import torch
from torch import nn
def f(x):
    a = torch.relu(x).flatten(1)
    b = nn.Conv2d(3, 5, 1)(x)[..., :1, :7].flatten(2)
    c = torch.flatten(nn.Linear(4, 6)(x))
    d = nn.Linear(4, 6)(x).flatten(1)
    e = nn.Linear(4, 6)(x).unflatten(-1, (2, 3)).flatten(-2)
    g = nn.Linear(4, 6)(x).unflatten(-1, (2, 3)).unflatten(-1, (3, 1)).flatten(0, 1)
    h = nn.Linear(4, 6)(x).flatten(-3)
    i = torch.relu(x).flatten(10**9)
`);
    assert.deepEqual(
      shapes.slice(0, 8),
      'a: (n0, n1)|b: (n2, n3, n4)|c: (n5,)|d: (n6, n7)|e: (…, 6)|g: (…, 1)|h: (…)|i: (…)'.split('|'),
    );
  });

  it('is a mistake before a layer that gets no multiple', () =>
    check(`import torch
from torch import nn
def f(x):
    x = nn.Linear(4, 15)(x)
    nn.Linear(16, 1)(x.flatten(1))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
    return nn.Linear(30, 1)(x.flatten(1))
`));
});
