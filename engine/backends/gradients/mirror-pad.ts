/**
 * Mirrored margins are copies of the inside, so their gradients fold back onto it. tfjs drops them.
 * Along one axis: dx = inside + (front margin reversed) + (back margin reversed), each where it was copied from.
 */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';

export const gradient = gradientOf('MirrorPad', [], (dy, _, { paddings, mode }: tf.MirrorPadAttrs) => ({
  x: () =>
    paddings.reduce((folded, [before, after], axis) => fold(folded, axis, [before, after], mode === 'reflect'), dy),
}));

/** Without the border itself (reflect), the copies begin one element further inside. */
function fold(dy: tf.Tensor, axis: number, [before, after]: [number, number], reflect: boolean): tf.Tensor {
  const size = dy.shape[axis]! - before - after;
  const skipped = reflect ? 1 : 0;
  const front = mirrored(dy, axis, 0, before);
  const back = mirrored(dy, axis, before + size, after);
  return tf.addN([
    part(dy, axis, before, size),
    placed(front, axis, skipped, size),
    placed(back, axis, size - after - skipped, size),
  ]);
}

/** `count` elements of x along an axis. */
function part(x: tf.Tensor, axis: number, from: number, count: number): tf.Tensor {
  const begin = x.shape.map((_, i) => (i === axis ? from : 0));
  return tf.slice(
    x,
    begin,
    x.shape.map((size, i) => (i === axis ? count : size)),
  );
}

const mirrored = (x: tf.Tensor, axis: number, from: number, count: number): tf.Tensor =>
  tf.reverse(part(x, axis, from, count), axis);

/** x among zeros, from a place on, where the axis has `size` elements. */
function placed(x: tf.Tensor, axis: number, from: number, size: number): tf.Tensor {
  const margins = x.shape.map((count, i): [number, number] => (i === axis ? [from, size - from - count] : [0, 0]));
  return tf.pad(x, margins);
}
