import { check, shapesOf } from '../testing/check';
import assert from 'node:assert/strict';

const HEAD = 'import torch\nfrom torch import nn\n';

describe('layers that are altered', () => {
  it('take what their new weights take: nothing is said of it', () =>
    check(`${HEAD}c = nn.Conv2d(3, 8, 3)
c.weight.data = c.weight.data.sum(1, keepdim=True)
c(torch.ones(1, 1, 9, 9))
d = nn.Conv2d(3, 8, 3)
d.weight = nn.Parameter(d.weight[:, :1])
d(torch.ones(1, 1, 9, 9))
bn = nn.BatchNorm2d(8)
bn.num_features = 4
bn(torch.ones(1, 8, 3, 3))
`));

  it('are as before where the weights keep their shape, or steps and padding are set', async () => {
    const found = await shapesOf(`${HEAD}c = nn.Conv2d(3, 8, 3)
c.weight.data = torch.zeros(8, 3, 3, 3)
c.stride = (2, 2)
a = c(torch.ones(1, 3, 9, 9))
d = nn.Conv2d(3, 8, 3)
d.kernel_size = (5, 5)
b = d(torch.ones(1, 3, 9, 9))
`);
    assert.deepEqual(
      found.filter((each) => /^[ab]:/.test(each)).map((each) => each.replace(/\(.*n\d.*\)/, '(…)')),
      ['a: (1, 8, 4, 4)', 'b: (…)'],
    );
  });
});

describe("Keras' layers whose sizes are set", () => {
  it('may have been built by what they were before', async () => {
    const found = await shapesOf(`import numpy as np
from tensorflow import keras
a = keras.layers.Dense(4)
x = a(np.zeros((2, 3)))
a.units = 9
a.trainable = False
y = a(np.zeros((2, 3)))
z = keras.layers.Dense(5)(x)
`);
    assert.deepEqual(found, ['x: (2, 4)', 'y: (2, n0)', 'z: (2, 5)']);
  });

  it('are the own affair of classes of the program', async () => {
    const found = await shapesOf(`import numpy as np
from tensorflow import keras
class Own(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units
    def build(self, shape):
        self.w = self.add_weight(shape=(shape[-1], self.units))
    def call(self, x):
        return x @ self.w
y = Own(7)(np.zeros((2, 3)))
`);
    assert.ok(found.includes('y: (2, 7)'), found.join());
  });
});

describe('parameters said to be tensors', () => {
  it('get the names of the sizes that they are parted into', async () => {
    const found = await shapesOf(`import torch
def merge(x: torch.Tensor):
    B, T, C = x.shape
    y = x.reshape(B * T, C)
    return y
`);
    assert.ok(found.includes('y: (B*T, C)'), found.join());
  });

  it('may be of another library', () =>
    check(`class Tensor:
    def transpose(self):
        return self
def turned(x: Tensor):
    return x.transpose()
`));
});
