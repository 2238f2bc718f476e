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
