import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { gru } from './gru';
import { lstm } from './lstm';

const [B, T, I, H] = [3, 5, 4, 2] as const;

/** Sequences are read out with different weights for every element, so that no gradient cancels. */
const read = (states: tf.Tensor): tf.Scalar =>
  tf.sum(tf.mul(states, tf.reshape(tf.linspace(-1, 2, B * T * H), [B, T, H])));

/** The same recurrence as plain ops, one step at a time, differentiated by tfjs. */
function plain(x: tf.Tensor, step: (x: tf.Tensor, h: tf.Tensor) => tf.Tensor): tf.Tensor {
  const states: tf.Tensor[] = [];
  let h: tf.Tensor = tf.zeros([B, H]);
  for (const xt of tf.unstack(x, 1)) states.push((h = step(xt, h)));
  return tf.stack(states, 1);
}

function plainLstm(x: tf.Tensor, w: tf.Tensor, u: tf.Tensor, b: tf.Tensor): tf.Tensor {
  let c: tf.Tensor = tf.zeros([B, H]);
  return plain(x, (xt, h) => {
    const [i, f, g, o] = tf.split(tf.add(tf.add(tf.matMul(xt, w), tf.matMul(h, u)), b), 4, 1);
    c = tf.add(tf.mul(tf.sigmoid(f!), c), tf.mul(tf.sigmoid(i!), tf.tanh(g!)));
    return tf.mul(tf.sigmoid(o!), tf.tanh(c));
  });
}

function plainGru(x: tf.Tensor, w: tf.Tensor, u: tf.Tensor, b: tf.Tensor, c: tf.Tensor): tf.Tensor {
  return plain(x, (xt, h) => {
    const [xz, xr, xn] = tf.split(tf.add(tf.matMul(xt, w), b), 3, 1);
    const [hz, hr, hn] = tf.split(tf.add(tf.matMul(h, u), c), 3, 1);
    const z = tf.sigmoid(tf.add(xz!, hz!));
    const n = tf.tanh(tf.add(xn!, tf.mul(tf.sigmoid(tf.add(xr!, hr!)), hn!)));
    return tf.add(tf.mul(z, h), tf.mul(tf.sub(1, z), n));
  });
}

/** Value and gradients of both agree to float32's rounding. */
function assertSame(
  ours: (...t: tf.Tensor[]) => tf.Scalar,
  theirs: (...t: tf.Tensor[]) => tf.Scalar,
  shapes: number[][],
): void {
  const arguments_ = shapes.map((shape, i) => tf.randomNormal(shape, 0, 0.5, 'float32', i + 1));
  const [mine, plain] = [ours, theirs].map((f) => tf.valueAndGrads(f)(arguments_));
  const pairs = [[mine!.value, plain!.value], ...mine!.grads.map((g, i) => [g, plain!.grads[i]!])] as [
    tf.Tensor,
    tf.Tensor,
  ][];
  for (const [a, b] of pairs) {
    assert.deepEqual(a.shape, b.shape);
    assert.ok(tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]! <= 1e-5 * (1 + tf.max(tf.abs(b)).dataSync()[0]!));
  }
}

describe('recurrent layers', () => {
  before(() => tf.setBackend('cpu'));

  it('lstm has the value and gradients of the recurrence written out', () => {
    const shapes = [[B, T, I], [I, 4 * H], [H, 4 * H], [4 * H]];
    type Arguments = [tf.Tensor3D, tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
    assertSame(
      (...a) => read(lstm(...(a as Arguments))),
      (...[x, w, u, b]) => read(plainLstm(x!, w!, u!, b!)),
      shapes,
    );
  });

  it('gru has the value and gradients of the recurrence written out', () => {
    const shapes = [[B, T, I], [I, 3 * H], [H, 3 * H], [3 * H], [3 * H]];
    assertSame(
      (...a) => {
        const [x, kernel, recurrent, bias, recurrentBias] = a as [
          tf.Tensor3D,
          tf.Tensor2D,
          tf.Tensor2D,
          tf.Tensor1D,
          tf.Tensor1D,
        ];
        return read(gru(x, { kernel, recurrent, bias, recurrentBias }));
      },
      (...[x, w, u, b, c]) => read(plainGru(x!, w!, u!, b!, c!)),
      shapes,
    );
  });
});
