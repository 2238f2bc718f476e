import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const expect = async (program: string, claims: string[]): Promise<void> => {
  const found = await shapesOf(`import torch\nfrom torch import Tensor\nfrom jaxtyping import Float\n${program}`);
  assert.deepEqual(
    found.filter((claim) => claim.startsWith('y: ')).map((claim) => claim.replace(/n\d+/g, 'n')),
    claims,
  );
};

describe('shapes that a program states', () => {
  it('hold after an assertion of a shape or a rank', () =>
    expect(
      `def f(x, z, w):
    B, size = z.shape[0], 32
    assert x.shape == (B, 3, size, size)
    y = x.flatten(1)
    assert z.ndim == 2 and len(w.shape) == 3
    y = z.unsqueeze(0)
    y = w.transpose(1, 2)
    if w.dim() != 4:
        return y
    y = w
`,
      ['y: (B, 3072)', 'y: (1, n, n)', 'y: (n, n, n)'],
    ));

  it('are those that jaxtyping annotates, of one name in all parameters', () =>
    expect(
      `def f(q: Float[Tensor, "batch heads time 64"], k: Float[Tensor, "batch heads time 64"], m: Float[Tensor, "*any 7"]):
    y = q @ k.transpose(-1, -2)
    y = m + 0
`,
      ['y: (batch, heads, time, time)', 'y: (…, 7)'],
    ));

  it('are those that torchtyping annotates', () =>
    expect(
      `def f(q: TensorType["batch", "time", 64], k: TensorType["batch", -1, 64, float], m: TensorType["any": ..., "c": 7]):
    y = q @ k.transpose(-1, -2)
    y = m + 0
def g(a: TensorType[float], b: TensorType[size, 3], c: TensorType[3, "d", torch.float32], d: TensorType["d"]):
    y = a + 0
    y = c + d
    y = b + 0
def h(a: TensorType["n": 5, 3], b: TensorType["n"], c: Float[Tensor, "m=2 n"], d: Float[Tensor, "m"]):
    y = a.T + b
    y = c.T * d
`,
      ['y: (batch, time, n)', 'y: (…, 7)', 'y: ?', 'y: (3, d)', 'y: ?', 'y: (3, 5)', 'y: (5, 2)'],
    ));
});
