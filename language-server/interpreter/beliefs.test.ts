import assert from 'node:assert/strict';
import { check, shapesOf } from '../testing/check';

/** The shapes of y. */
const expect = async (program: string, shapes: string[]): Promise<void> => {
  const found = await shapesOf(`import torch\nfrom torch import nn\n${program}`);
  assert.deepEqual(
    found.flatMap((claim) => (claim.startsWith('y: ') ? [claim.slice(3)] : [])),
    shapes,
  );
};

describe('what authors say of parameters', () => {
  it('stands in comments behind parameters and behind the signature', () =>
    expect(
      `def attend(
    q,  # (B, H, T, D)
    k,  # [B, H, S, D]
):
    y = q @ k.transpose(-2, -1)
class Head(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.out = nn.Linear(dim, 10)
    def forward(self, x):  # N x T x C
        y = self.out(x)
def masked(a, mask):
    # a: (N, L), mask: (N, 1)
    y = a * mask
`,
      ['(N, T, 10)', '(B, H, T, S)', '(N, L)'],
    ));

  it('stands in docstrings of functions and classes', () =>
    expect(
      `def google(x, w):
    """Projects.

    Args:
        x (torch.Tensor): tokens of shape (N, T, C)
        w (torch.Tensor): the weight, which has the
            shape [C, K]
    """
    y = x @ w
def numpy_style(d, e):
    """
    Parameters
    ----------
    d : Tensor of shape (M, 3)
    e : torch.Tensor, shape (3, batch size)
    """
    y = d @ e
def rest(v):
    """:param v: vectors, shape (R, 2*R)"""
    y = v.mean(0)
class Pool(nn.Module):
    r"""Shape:
        - Input: :math:\`(P, C_{in}, H, W)\`
        - Output: (P, C_in)
    """
    def forward(self, input):
        y = input.mean((2, 3))
`,
      ['(P, C_in)', '(N, T, K)', '(M, batch_size)', '(R*2,)'],
    ));

  it('may be that they are tensors alone', () =>
    expect(
      `from typing import Optional
from torch import Tensor
def annotated(x: Tensor, n: int):
    y = x.view(-1, 8)
    y = y @ torch.ones(8, n)
def quoted(x: 'torch.Tensor'):
    y = x.mean()
import numpy as np
def array(x: 'np.ndarray'):
    y = x.ravel()
def absent(x: Tensor = None):
    if x is None:
        y = torch.ones(3)
    else:
        y = x.sum()
def other(x: Tensor):
    y = x.sum()
    x.rows()
def any_of(x: Tensor | float, z: Optional[Tensor]):
    y = x.sum()
`,
      ['(n0, 8)', '(n0, n)', '()', '(n0,)', '(3,)', '()', '()', '?'],
    ));

  it('is not of a class of the same name', () =>
    expect(
      `class Tensor:
    def sum(self):
        return torch.zeros(3)
def own(x: Tensor):
    y = x.sum()
`,
      ['?'],
    ));

  it('may be so in TypeScript, of what a file exports too', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
export function total(x: tf.Tensor, w: number) {
  const y = x.sum();
}
export class Head {
  apply(x: tf.Tensor) { const y = x.reshape([-1, 4]); }
}
`;
    assert.deepEqual(await shapesOf(text, 'typescript'), ['y: (n0, 4)', 'y: ()']);
  });

  it('is not used of a function that the program may call, or that it does not fit', () =>
    expect(
      `def called(x):  # (B, T)
    y = x + 1
registry = {'f': called}
def misfit(x):  # (B, T)
    y = x + 1
    B, C, H = x.shape
def refusing(x):  # (B, T)
    y = x + 1
    assert x.ndim == 3
def various(x):
    """
    Args:
        x: tensor of shape (N, C) or (C,)
    """
    y = x + 1
def several(x):
    """
    Args:
        x: list of tensors of shape (N, C)
    """
    y = x[0] + 1
`,
      ['?', '?', '?', '?', '?'],
    ));

  it('leaves other branches as they are', () =>
    expect(
      `def f(x, mask=None):
    """
    Args:
        x: features of shape (B, C)
        mask: shape (B, C)
    """
    if x.ndim == 3:
        y = x[0].sum(0)
    if mask is None:
        y = torch.ones(2)
    else:
        y = x * mask
`,
      ['(n0,)', '(2,)', '(B, C)'],
    ));

  it('names sizes by parameters of the same name', () =>
    expect(
      `def f(x, B):
    """
    Args:
        x: shape (B, 3)
    """
    y = x.view(B * 3)
`,
      ['(B*3,)'],
    ));

  it('proves nothing', () =>
    check(`import torch
def f(x, w):
    """
    Args:
        x: shape (2, 3)
        w: shape (4, 5)
    """
    return x @ w
`));
});

describe('functions that nothing calls', () => {
  it('are seen as a test or an example further down calls them', () =>
    expect(
      `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
    def encode(self, x):
        y = self.conv(x)
        return y
    def forward(self, x):
        y = self.encode(x).flatten(1)
        return y
def test_net():
    y = Net()(torch.randn(2, 3, 10, 10))
`,
      ['(2, 8, 8, 8)', '(2, 512)', '(2, 512)'],
    ));

  it('may be called with anything where code that runs mentions them', () =>
    expect(
      `class Net(nn.Module):
    def forward(self, x):
        y = x.flatten(1)
        return y
train(Net)
def test_net():
    y = Net()(torch.randn(2, 3, 10, 10))
`,
      ['?', '(2, 300)'],
    ));
});
