import assert from 'node:assert/strict';
import { shapesOf } from '../../testing/check';

const HEAD = `import tensorflow as tf
from tensorflow.keras import Input, Sequential
from tensorflow.keras import layers
x = Input((64, None, 3))
y = layers.Conv2D(8, 3)(x)
`;

describe('sizes that tensors and layers state', () => {
  it('are those that are known before anything is computed', async () => {
    const found = await shapesOf(`${HEAD}a = tf.zeros(y.get_shape()[1])
b = tf.zeros(y.get_shape().as_list()[1:2])
c = tf.zeros(y.shape.as_list()[3])
d = tf.zeros((y._keras_shape[3], y.shape[1].value))
model = Sequential([layers.Embedding(100, 50, input_length=40)])
model.add(layers.AveragePooling1D(model.output_shape[1]))
e = tf.zeros(model.output_shape[1:])
f = tf.zeros(model.input_shape[1:])
g = tf.zeros(y.get_shape()[2] or 7)
h = tf.zeros(y.get_shape()[0])
`);
    assert.deepEqual(found.slice(2), [
      ...['a: (62,)', 'b: (62,)', 'c: (8,)', 'd: (8, 62)', 'e: (1, 50)', 'f: (40,)', 'g: ?', 'h: ?'],
    ]);
  });
});
