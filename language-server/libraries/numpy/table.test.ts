import { check, shapesOf } from '../../testing/check';
import assert from 'node:assert/strict';

describe("NumPy's table", () => {
  it('gives numbers at equal distances, and their distance where it is asked for', async () => {
    const shapes = await shapesOf(
      'import numpy as np\nx = np.linspace(0, 1, 5)\ny, step = np.linspace(2, 10, retstep=True)',
    );
    assert.deepEqual(shapes.slice(-2), ['x: (5,)', 'y: (50,)']);
  });

  it('claims nothing between arrays, which add their axes', async () => {
    const shapes = await shapesOf('import numpy as np\nx = np.linspace(np.zeros(3), np.ones(3), 5)');
    assert.deepEqual(shapes, ['x: ?']);
  });

  it('lets an unknown number of elements be none', () =>
    check('import numpy as np\nfrom somewhere import count\nx = np.arange(int(count())).reshape((0, 4))\n'));

  it('takes one number for sizes', async () => {
    const shapes = await shapesOf(`import numpy as np
import tensorflow as tf
y = np.zeros((6, 2))
a, b, c = np.reshape(y, (-1)), np.reshape(y, 12), np.reshape(y, newshape=(3, 4))
d, e = np.broadcast_to(np.zeros(1), 5), tf.reshape(tf.zeros((6, 2)), -1)
`);
    assert.deepEqual(shapes.slice(1), ['a: (12,)', 'b: (12,)', 'c: (3, 4)', 'd: (5,)', 'e: (12,)']);
  });
});
