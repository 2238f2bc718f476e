import { check } from '../testing/check';

describe('comparisons of arrays', () => {
  it("are no mistake where NumPy's are compared for being equal: before 1.25 they are unequal then", () =>
    check(`import numpy as np
a = np.zeros(3) == np.zeros(4)
b = np.zeros(3) != np.zeros(4)
`));

  it('crash where they do not fit else', () =>
    check(`import numpy as np
import torch
a = np.zeros(3) < np.zeros(4)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = torch.zeros(3) == torch.zeros(4)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});

describe("comparisons of a library's members", () => {
  it('with texts decide nothing: a version may be any', () =>
    check(`import tensorflow as tf
import torch
assert tf.__version__ == '1.8.0'
x = torch.zeros(2) + torch.zeros(3)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
if torch.__version__ != '2.0':
    torch.zeros(2) + torch.zeros(3)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('of two libraries decide nothing: types of NumPy are equal to those of TensorFlow', () =>
    check(`import numpy as np
import tensorflow as tf
if tf.float32 == np.float32:
    tf.zeros([2]) + tf.zeros([3])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});

describe('comparisons with None', () => {
  it('of sizes that are open decide nothing: Keras has None for them, behind which a vector may be a column', () =>
    check(`import keras
from keras import layers, ops
a, b = keras.Input(()), keras.Input((3,))
if a.shape[-1] is None:
    a = ops.expand_dims(a, -1)
layers.concatenate([a, b])
if b.shape[-1] is None:
    b = layers.Dense(4)(ops.zeros((2, 2, 2)))
c = layers.Add()([b, ops.zeros((2, 4))])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});

it('comparisons of complex numbers decide nothing', () =>
  check(`import torch
for n in (3 if 1j == 2j else 5, 3 if 1j is 2j else 5, 3 if 1j in [2j] else 5):
    torch.zeros(n) + torch.zeros(5)
`));
