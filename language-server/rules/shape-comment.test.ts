import assert from 'node:assert/strict';
import { analyze, check } from '../testing/check';

const HEAD = 'import torch\nfrom torch import nn\n';

describe('shape-comment', () => {
  it('reports a rank or a number that cannot be, and writes the shape', async () => {
    const text = `${HEAD}x = torch.zeros(2, 3, 4)  # (B, T)
#                         ^^^^^^^^ shape-comment
y = x.transpose(1, 2)  # y: (2, 3, 4)
#                      ^^^^^^^^^^^^^^ shape-comment
z = x[0]  # [T, 5]
#         ^^^^^^^^ shape-comment
`;
    const findings = await check(text);
    const plain = text.replace(/^#.*\^.*\n/gm, '');
    const edits = findings.flatMap(({ fix }) => fix!.edits).reverse();
    const fixed = edits.reduce(
      (t, { range, newText }) => t.slice(0, range.start) + newText + t.slice(range.end),
      plain,
    );
    assert.match(fixed, /# \(2, 3, 4\)\ny.*# y: \(2, 4, 3\)\nz.*# \(3, 4\)/);
    assert.deepEqual((await analyze(fixed)).findings, []);
  });

  it('reads comments of JavaScript, behind a semicolon too', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
const a = tf.zeros([2, 3]); // (2, 4)
const b = tf.zeros([2, 3]); // (2, 3)
const c = tf.zeros([2, 3]) // (2, 4)
`;
    const { findings } = await analyze(text, 'javascript');
    assert.deepEqual(
      findings.map(({ rule, range }) => [rule, text.slice(0, range.start).split('\n').length]),
      [
        ['shape-comment', 2],
        ['shape-comment', 4],
      ],
    );
  });

  it('is silent where names differ, one call fits, or the words are no shape', () =>
    check(`${HEAD}def f(a):
    b = a + 1  # (2, 3)
    return b
f(torch.zeros(2, 3))
f(torch.zeros(4))
x = torch.zeros(2, 3)  # (T, B)
y = torch.zeros(2, 3)  # (see above, again)
z = torch.zeros(2, 3)  # (optional)
u, v = torch.zeros(2, 3), torch.zeros(4)  # (4, 5, 6)
w = torch.zeros(2, 3)
# (1, 2, 3)
k = torch.zeros(2, 3)  # other: (1, 2, 3)
`));

  it('reports what no call passes, where it is said of a parameter', () =>
    check(`${HEAD}def f(
    a,  # (B, T)
    b,  # (B, 3)
#         ^^^^^^ shape-comment
):
    return a.sum() + b.sum()
f(torch.zeros(2, 3), torch.zeros(2, 4))
f(torch.zeros(2, 3), torch.zeros(2, 5))
def g(x, y):
    """
    Args:
        x (Tensor): of shape (B, T)
#                            ^^^^^^ shape-comment
        y: shape [N, C]
    """
    return x + y.sum()
g(torch.zeros(7, 8, 9), torch.zeros(2, 3))
class Net(nn.Module):
    """Shape:
        - Input: N x C x L
#                ^^^^^^^^^ shape-comment
    """
    def forward(self, x):
        return x
Net()(torch.zeros(2, 3))
`));

  it('is silent of parameters of which one call passes what is said, or something unknown', () =>
    check(`${HEAD}def f(x):  # (B, T)
    return x
f(torch.zeros(2, 3))
f(torch.zeros(2, 3, 4))
def g(x):  # (B, T)
    return x
g(torch.zeros(2, 3, 4))
g(load())
def h(x, mask=None):
    # x: (N, *, H), mask: (B, T)
    return x
h(torch.zeros(2), None)
def k(x):
    """
    Args:
        x: shape (N, C, L) or (C, L)
    """
    return x
k(torch.zeros(2, 3))
def m(x):
    # the sum (B,)
    # (B, T)
    return x.sum(0)
m(torch.zeros(2, 3, 4))
`));
});
