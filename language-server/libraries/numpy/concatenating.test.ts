import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

describe('what stands in the brackets of r_ and c_', () => {
  it('is joined', async () => {
    const shapes = await shapesOf(`import numpy as np
from somewhere import n
a = np.r_[np.zeros(3), 1:4, 7]
b = np.c_[np.zeros(3), np.ones((3, 2))]
c = np.r_[0:1:5j]
d = np.r_['0,2', np.zeros(3)]
e = np.r_[:n]`);
    assert.deepEqual(shapes, ['a: (7,)', 'b: (3, 3)', 'c: ?', 'd: ?', 'e: ?']);
  });

  it('has as many rows in each column', () =>
    check(`import numpy as np
a = np.c_[np.zeros(3), np.ones(4)]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});
