import assert from 'node:assert/strict';
import { check, shapesOf } from '../testing/check';

describe('what has a shape', () => {
  it("may be NumPy's where the program speaks of it", () =>
    check(`import cv2
import torch
def f(path):
    image = cv2.imread(path)
    return prepared(image)
def prepared(image):
    h, w, c = image.shape
    return torch.from_numpy(image.transpose(2, 0, 1))
def g(image):
    assert image.ndim == 3 and image.shape[-1] == 3
    return torch.from_numpy(image.astype('float32').transpose(2, 0, 1))
`));

  it("is PyTorch's in methods of modules, and where only PyTorch's tensors can be asked so", async () => {
    const claims = await shapesOf(`import numpy as np
import torch
class M(torch.nn.Module):
    def forward(self, x):
        B, C = x.shape
        y = x.unsqueeze(1)
def f(x, z):
    B, C = x.size()
    y = x.unsqueeze(1)
    assert z.dim() == 2 and z.size()[-1] == 3
    y = z.unsqueeze(1)
`);
    assert.deepEqual(
      claims.filter((claim) => claim.startsWith('y')).map((claim) => claim.replace(/n\d/, 'n')),
      ['y: (B, 1, C)', 'y: (B, 1, C)', 'y: (n, 1, 3)'],
    );
  });
});
