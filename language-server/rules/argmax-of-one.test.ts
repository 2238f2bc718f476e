import { check } from '../testing/check';

describe('argmax-of-one', () => {
  it('tells of classes that are chosen among one', () =>
    check(`import numpy as np
import tensorflow as tf
import torch
a = np.argmax(np.zeros((5, 1)), axis=1)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argmax-of-one
b = np.zeros((5, 1)).argmax(axis=-1)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argmax-of-one
c = tf.argmax(tf.zeros([4, 1]), 1)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argmax-of-one
d = torch.nn.Linear(3, 1)(torch.zeros(4, 3)).argmax(dim=1)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argmax-of-one
`));

  it('is silent about several, other axes, all entries, the only class at each place, and sizes that are not known', () =>
    check(`import numpy as np
import torch
def choose(x):
    n, k = x.shape
    return x.argmax(1)
a = np.argmax(np.zeros((1, 5)), axis=0)
b = np.argmax(np.zeros((5, 1)))
c = torch.zeros(4, 3).argmax(dim=1)
d = torch.zeros(1).argmax(dim=0)
e = torch.zeros(2, 7, 7, 1).argmax(-1)
`));
});
