import assert from 'node:assert/strict';
import { createAnalyzer } from '../analysis';
import { printShape } from '../domain/shape';
import { check } from '../testing/check';
import { expectY } from '../testing/expect-y';

describe('sizes that a program asserts', () => {
  it('are those of single axes, of slices, and of shapes behind a cast', () =>
    expectY(
      `def f(x, z, w, u, v):
    assert x.ndim == 3 and x.size(1) == 4 and 5 == x.shape[-1]
    y = x + 1
    assert z.shape[1:] == (3, 32, 32)
    y = z + 1
    assert w.shape[-2:] == (5, 6)
    y = w + 1
    assert list(u.shape) == [2, 3] and tuple(v.size()) == (4,)
    y = u + 1
    y = v + 1
    assert w.shape == u.shape
`,
      ['(n, 4, 5)', '(n, 3, 32, 32)', '(…, 5, 6)', '(2, 3)', '(4,)'],
    ));

  it('hold where every other path has ended, and after torch._assert', () =>
    expectY(
      `def f(x, C):
    if x.ndim != 3 or x.shape[-1] != C:
        raise ValueError
    y = x + 1
def g(x):
    torch._assert(x.dim() == 2, 'a matrix')
    y = x + 1
`,
      ['(n, n, C)', '(n, n)'],
    ));

  it('hold after the assertions of a test, but for those that it defines itself', () =>
    expectY(
      `import unittest
class Test(unittest.TestCase):
    def check(self, x, z, w):
        self.assertEqual(x.shape, (2, 3))
        y = x + 1
        self.assertSequenceEqual([4, 5], list(z.shape))
        y = z + 1
        self.assertTrue(w.shape[0] == 4 and w.ndim == 2)
        y = w + 1
class Own(unittest.TestCase):
    def assertEqual(self, a, b): ...
    def check(self, x):
        self.assertEqual(x.shape, (2, 3))
        y = x + 1
`,
      ['(2, 3)', '(4, 5)', '(4, n)', '?'],
    ));

  it('stand for each other in all that the function knows', () =>
    expectY(
      `class M(torch.nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim
    def forward(self, x, z):
        B, T, C = x.shape
        flat = x.flatten(1)
        assert C == self.dim and T == 7 and z.shape == (B, C)
        y = flat
        y = z + x.sum(1)
`,
      ['(B, dim*7)', '(B, dim)'],
    ));

  it('are those of tuples, and of all that a chain says is equal', () =>
    expectY(
      `SIZES = (6, 7)
def f(x, z, v, w):
    n, c = x.shape
    assert (n, c) == (4, 5)
    y = x + 1
    assert v.ndim == 2 and [z.size(-1), v.size(0)] == [8, 9]
    y = z + 1
    y = v + 1
    B, T = w.shape
    if (B, T) != SIZES: raise ValueError
    y = w + 1
def g(x, z, w):
    assert x.shape == z.shape == (2, 3) == tuple(w.shape)
    y = x + 1
    y = z + 1
    y = w + 1
`,
      ['(4, 5)', '(…, 8)', '(9, n)', '(6, 7)', '(2, 3)', '(2, 3)', '(2, 3)'],
    ));

  it('are not those that one of several tests says, nor those of a path that may not be taken', () =>
    expectY(
      `def f(x):
    n, c = x.shape
    assert (n, c) == (4, 5) or n == 1
    y = x + 1
    if (n, c) == (4, 5):
        pass
    y = x + 1
    assert (n, c) != (4, 5)
    y = x + 1
    assert not (n == c == 4)
    y = x + 1
    (n, c) == (4, 5)
    y = x + 1
`,
      ['(n, c)', '(n, c)', '(n, c)', '(n, c)', '(n, c)'],
    ));

  it('are those that NumPy compares', () =>
    expectY(
      `import numpy as np
def f(x, z):
    np.testing.assert_equal(x.size(), (2, 3), 'sizes')
    y = x + 1
    np.testing.assert_equal(*z.shape, (4, 5))
    y = z.contiguous()
`,
      ['(2, 3)', '?'],
    ));

  it('are forgotten where a path without them joins', () =>
    expectY(
      `def f(x):
    B, T = x.shape
    z = x
    if T == 3:
        y = x * 2
        z = z + 0
    y = x
    y = z
`,
      ['(B, 3)', '(B, T)', '(B, n)'],
    ));

  it('prove a mistake', () =>
    check(`import torch
def f(x, w):
    assert x.shape[1:] == (4, 5)
    if w.shape != (6, 2):
        raise ValueError
    return x @ w
#          ^^^^^ shape-mismatch
`));

  it('hold in TypeScript after tf.util.assert and a throw', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
function f(x: tf.Tensor, z: tf.Tensor) {
  tf.util.assert(x.rank === 2, () => 'a matrix');
  if (z.shape.length !== 3 || z.shape[2] !== 3) throw new Error('pictures');
  const y = x.add(1);
  const w = z.add(1);
}
`;
    const { claims } = (await createAnalyzer()).analyze({ path: 'a.ts', language: 'typescript', text });
    assert.deepEqual(
      claims.map(({ shape }) => shape && printShape(shape)),
      ['(n0, n1)', '(n2, n3, 3)'],
    );
  });
});
