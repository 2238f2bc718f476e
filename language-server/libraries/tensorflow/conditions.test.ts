import { check } from '../../testing/check';

const HEAD = `import numpy as np
import tensorflow as tf
from keras import backend as K
from keras import ops
x = tf.zeros((2, 28, 5))
v = tf.Variable(tf.zeros((2, 3)))
any = tf.Variable(tf.zeros((2, 3)), shape=tf.TensorShape(None))
picture = tf.zeros((1, 5, 5, 3))
`;

const REFUSED = `
tf.squeeze(x, axis=1)
ops.squeeze(x, axis=[0])
K.squeeze(x, -1)
tf.transpose(x, [1, 0])
ops.transpose(x, (2, 1))
K.permute_dimensions(x, (1, 0))
tf.tile(x, [2, 1])
tf.pad(x, [[1, 1], [0, 0]])
tf.slice(x, [0, 0], [1, 1])
tf.unstack(x, 20, 1)
tf.split(x, [10, 10], axis=1)
tf.broadcast_to(x, (2, 28, 6))
tf.math.top_k(x, k=6)
tf.image.resize(tf.zeros((28, 28)), (32, 32))
tf.nn.conv2d(picture, tf.zeros((7, 7, 3, 8)), strides=1, padding='VALID')
tf.nn.max_pool(picture, ksize=[1, 9, 1, 1], strides=[1, 2, 2, 1], padding='VALID')
v.assign(tf.ones((3, 2)))
v.assign_sub(tf.ones((3,)))`;

const NO_SUCH_AXIS = `
tf.transpose(x, [0, 2, 3])
tf.transpose(x, [0, 1, 1])
tf.expand_dims(x, 4)
ops.expand_dims(x, -5)
tf.concat([x, x], 3)
tf.stack([x, x], axis=4)
tf.gather(x, tf.constant([1]), axis=3)
x[:, :, 5]
x[:, 0, 0, 0]`;

const TAKEN = `
tf.squeeze(x[:, :1], axis=1)
tf.squeeze(x)
tf.squeeze(tf.keras.Input((1,)), 0)
tf.transpose(x)
tf.transpose(x, [0, 2, 1])
tf.tile(x, [2, 1, 1])
ops.tile(x, (2, 1))
tf.pad(x, [[1, 1], [0, 0], [0, 0]])
tf.unstack(x, 28, 1)
tf.split(x, [10, -1], axis=1)
tf.split(x, [10, 18], axis=1)
tf.broadcast_to(x, (4, 2, 28, 5))
tf.math.top_k(x, k=5)
tf.expand_dims(x, 3)
tf.image.resize(picture, (32, 32))
tf.nn.conv2d(picture, tf.zeros((7, 7, 3, 8)), strides=1, padding='SAME')
tf.nn.conv2d(picture, tf.zeros((5, 5, 3, 8)), strides=1, padding='VALID')
tf.nn.conv2d(tf.zeros((1, 3, 5, 5)), tf.zeros((7, 7, 3, 8)), 1, padding='VALID', data_format='NCHW')
tf.nn.max_pool(picture, ksize=[1, 9, 1, 1], strides=[1, 2, 2, 1], padding='SAME')
tf.nn.max_pool(picture, 6, 1, padding='VALID')
v.assign(v + 1)
v.assign_add(tf.ones((2, 3)))
any.assign(tf.ones((4, 7)))
x[:, -1, tf.newaxis]`;

const marked = (calls: string, rule: string): string =>
  calls.trim().replace(/^.*$/gm, (line) => `r = ${line}\n#   ${'^'.repeat(line.length)} ${rule}`);

describe('conditions of TensorFlow', () => {
  it('hold of what has another shape', () => check(`${HEAD}${marked(REFUSED, 'shape-mismatch')}\n`));

  it('hold of axes and places', () => check(`${HEAD}${marked(NO_SUCH_AXIS, 'index-out-of-range')}\n`));

  it('refuse nothing that runs', () => check(`${HEAD}${TAKEN.trim()}\n`));
});
