/** Copies' gradients add up. tfjs slices them out one by one, and gives up at scalars and above four axes. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';

export const gradient = gradientOf('Tile', ['x'], (dy, [x], { reps }: tf.TileAttrs) => ({
  x: () => {
    const folded = reps.reduce((sum, count, axis) => (count === 1 ? sum : fold(sum, x!.shape, axis, count)), dy);
    return tf.reshape(folded, x!.shape);
  },
}));

/** Adds up the copies along an axis, where the axes before it have x's sizes again: (before, count, size · after). */
function fold(dy: tf.Tensor, shape: number[], axis: number, count: number): tf.Tensor {
  const [before, after] = [shape.slice(0, axis), [shape[axis]!, ...dy.shape.slice(axis + 1)]];
  const copies = tf.reshape(dy, [tf.util.sizeFromShape(before), count, tf.util.sizeFromShape(after)]);
  return tf.reshape(tf.sum(copies, 1), [...before, ...after]);
}
