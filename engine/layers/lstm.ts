/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997) over a whole sequence, with its own gradient.
 *
 * tfjs's autodiff through T steps multiplies each weight gradient out T times. Here the products of the inputs, and
 * the gradients of all weights, are one matrix product over (T·B) rows each; only what is truly sequential is a loop.
 *
 * Gates stand in Keras's order i, f, g, o along the last axis:
 *   z_t = x_t W + h_{t−1} U + b          (B, 4H)
 *   c_t = σ(f) ⊙ c_{t−1} + σ(i) ⊙ tanh(g)
 *   h_t = σ(o) ⊙ tanh(c_t)
 */
import * as tf from '@tensorflow/tfjs-core';
import { overTime, rows, shifted, stackTime } from './sequence';

/** What the forward pass keeps for the backward one; each (T, B, H). */
const kept = ['hidden', 'cell', 'input', 'forget', 'candidate', 'output'] as const;
type Kept = Record<(typeof kept)[number], tf.Tensor>;

/** Runs the recurrence over projected inputs (T, B, 4H) from zero states. */
function recur(projected: tf.Tensor, recurrent: tf.Tensor): Kept {
  const [, batch, gates] = projected.shape as [number, number, number];
  const units = gates / 4;
  let hidden: tf.Tensor = tf.zeros([batch, units]);
  let cell = hidden;
  const steps = overTime(projected).map((x) => {
    const [inputForget, g, o] = tf.split(tf.add(tf.matMul(hidden, recurrent), x), [2 * units, units, units], 1);
    const [input, forget] = tf.split(tf.sigmoid(inputForget!), 2, 1) as [tf.Tensor, tf.Tensor];
    const candidate = tf.tanh(g!);
    const output = tf.sigmoid(o!);
    cell = tf.add(tf.mul(forget, cell), tf.mul(input, candidate));
    hidden = tf.mul(output, tf.tanh(cell));
    return { hidden, cell, input, forget, candidate, output };
  });
  return Object.fromEntries(kept.map((name) => [name, stackTime(steps.map((step) => step[name]))])) as Kept;
}

/** σ′ in terms of σ: s (1 − s). */
const sigmoidSlope = (s: tf.Tensor): tf.Tensor => tf.mul(s, tf.sub(1, s));

/** tanh′ in terms of tanh: 1 − y². */
const tanhSlope = (y: tf.Tensor): tf.Tensor => tf.sub(1, tf.square(y));

/** ∂loss/∂z (T, B, 4H) from ∂loss/∂h (T, B, H), the recurrence run backwards. */
function recurBack(dHidden: tf.Tensor, recurrent: tf.Tensor, saved: Kept): tf.Tensor {
  const { cell, input, forget, candidate, output } = saved;
  const squashed = tf.tanh(cell);
  // What one unit of ∂c (or, for the output gate, of ∂h) adds to each gate's z, for all steps at once.
  const byCell = [
    tf.mul(candidate, sigmoidSlope(input)),
    tf.mul(shifted(cell), sigmoidSlope(forget)),
    tf.mul(input, tanhSlope(candidate)),
  ].map(overTime);
  const byHidden = overTime(tf.mul(squashed, sigmoidSlope(output)));
  const hiddenToCell = overTime(tf.mul(output, tanhSlope(squashed)));
  const carried = overTime(forget);
  const gradients = overTime(dHidden);
  let dNext: tf.Tensor | null = null; // ∂z of the step after
  let dCell: tf.Tensor | null = null; // ∂c that the step after hands back
  for (let t = gradients.length - 1; t >= 0; t--) {
    const dh: tf.Tensor = dNext ? tf.add(tf.matMul(dNext, recurrent, false, true), gradients[t]!) : gradients[t]!;
    const own: tf.Tensor = tf.mul(dh, hiddenToCell[t]!);
    const dc: tf.Tensor = dCell ? tf.add(own, dCell) : own;
    dNext = tf.concat([...byCell.map((factor) => tf.mul(dc, factor[t]!)), tf.mul(dh, byHidden[t]!)] as tf.Tensor[], 1);
    dCell = tf.mul(dc, carried[t]!);
    gradients[t] = dNext;
  }
  return stackTime(gradients);
}

/**
 * The hidden states of an LSTM over a batch of sequences, from zero states.
 *
 * @param x (B, T, I)
 * @param kernel W, (I, 4H)
 * @param recurrent U, (H, 4H)
 * @param bias b, (4H)
 * @returns (B, T, H)
 */
export function lstm(x: tf.Tensor3D, kernel: tf.Tensor2D, recurrent: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor3D {
  const forward = tf.customGrad((...args) => {
    const save = args.pop() as unknown as (tensors: tf.Tensor[]) => void;
    const [x, kernel, recurrent, bias] = args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const [batch, time, inputs] = x.shape as [number, number, number];
    const flat = tf.reshape(tf.transpose(x, [1, 0, 2]), [time * batch, inputs]);
    const projected = tf.reshape(tf.add(tf.matMul(flat, kernel), bias), [time, batch, -1]);
    const states = recur(projected, recurrent);
    save([flat, kernel, recurrent, ...kept.map((name) => states[name])]);
    return { value: tf.transpose(states.hidden, [1, 0, 2]), gradFunc };
  });
  return forward(x, kernel, recurrent, bias) as tf.Tensor3D;
}

/** ∂loss/∂(x, W, U, b) from ∂loss/∂h (B, T, H). */
function gradFunc(dy: tf.Tensor, saves: tf.Tensor[]): tf.Tensor[] {
  const [flat, kernel, recurrent, ...states] = saves as [tf.Tensor, tf.Tensor, tf.Tensor, ...tf.Tensor[]];
  const saved = Object.fromEntries(kept.map((name, i) => [name, states[i]!])) as Kept;
  const [batch, time] = dy.shape as [number, number];
  const dz = rows(recurBack(tf.transpose(dy, [1, 0, 2]), recurrent, saved)); // (T·B, 4H)
  const dx = tf.reshape(tf.matMul(dz, kernel, false, true), [time, batch, -1]);
  return [
    tf.transpose(dx, [1, 0, 2]),
    tf.matMul(flat, dz, true, false),
    tf.matMul(rows(shifted(saved.hidden)), dz, true, false),
    tf.sum(dz, 0),
  ];
}
