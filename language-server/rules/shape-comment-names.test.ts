import assert from 'node:assert/strict';
import { analyze, check } from '../testing/check';

const HEAD = 'import torch\nfrom torch import nn\n';

describe('shape-comment-names', () => {
  it('reports names of other sizes, and writes the shape', async () => {
    const findings = await check(`${HEAD}def f(x):
    B, T, C = x.shape
    y = x * 2  # (B, C, T)
#              ^^^^^^^^^^^ shape-comment-names
    z = x.mean(1)  # z: (B, T)
#                  ^^^^^^^^^^^ shape-comment-names
    w = x[:, : T // 2]  # (B, T, C)
#                       ^^^^^^^^^^^ shape-comment-names
    return y, z
`);
    assert.match(findings[0]!.message, /^the comment says \(B, C, T\), but axis 1 of y is T: correct the comment\.$/);
    assert.equal(findings[0]!.fix!.edits[0]!.newText, '(B, T, C)');
    assert.match(findings[1]!.message, /axis 1 of z is C/);
  });

  it('reports names of variables that hold other numbers', async () => {
    const [finding] = await check(`${HEAD}B, T = 32, 10
x = torch.randn(B, T)  # (T, B)
#                      ^^^^^^^^ shape-comment-names
`);
    assert.match(finding!.message, /but T is 10, and axis 0 of x is 32: correct the comment\.$/);
  });

  it('reads comments of TypeScript behind a semicolon', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
function f(x: tf.Tensor3D) {
  const [B, T, C] = x.shape;
  const y = tf.zeros([B, T]); // (B, C)
  return y;
}
`;
    const { findings } = await analyze(text, 'typescript');
    assert.deepEqual(findings.map(({ rule }) => rule), ['shape-comment-names']); // prettier-ignore
  });

  it('is silent where sizes of two functions have one name', () =>
    check(`${HEAD}def inner(v):
    b, c = v.shape
    return v * 2
def f(x, y):
    b, k = x.shape
    z = inner(y)  # (b, c)
    return z
`));

  it('is silent of names that fit, that the code does not have, and of what is not known by a name', () =>
    check(`${HEAD}def f(x, mask):
    B, T, C = x.shape
    dim = 2
    y = x.transpose(1, 2)  # (B, C, T)
    z = x * 2  # (batch, time, channels)
    w = x.sum(dim)  # (batch, dim)
    N = mask.sum()
    u = x[mask]  # (N, C)
    v = x.reshape(-1, 10)  # (N, C)
    return y, z, w, u, v
def g(x):
    # (B, T)
    return x.relu()  # (T, B)
B, T = 2, 2
x = torch.zeros(B, T)  # (T, B)
`));

  it('is silent where a call fits', () =>
    check(`${HEAD}def f(x, N, M):
    y = x * 2  # (N, M)
    return y
f(torch.zeros(20, 30), 20, 30)
f(torch.zeros(20, 30), 30, 20)
`));
});
