/**
 * Gated recurrent unit (Cho et al. 2014) over a whole sequence, with its own gradient; the reset gate works on the
 * product, as in cuDNN, PyTorch and Keras's default, so that all products of a step are one.
 *
 * Gates stand in Keras's order z, r, n along the last axis; x W + b and h U + c are (B, 3H):
 *   z = σ(xz + hz),  r = σ(xr + hr),  n = tanh(xn + r ⊙ hn),  h_t = z ⊙ h_{t−1} + (1 − z) ⊙ n
 */
import * as tf from '@tensorflow/tfjs-core';
import { overTime, rows, shifted, stackTime } from './sequence';

/**
 * What the forward pass keeps for the backward one; each (T, B, H). `recurrentCandidate` is h_{t−1} U_n + c_n, what
 * the reset gate scales.
 */
const kept = ['hidden', 'update', 'reset', 'candidate', 'recurrentCandidate'] as const;
type Kept = Record<(typeof kept)[number], tf.Tensor>;

/** Runs the recurrence over projected inputs (T, B, 3H) from a zero state. */
function recur(projected: tf.Tensor, recurrent: tf.Tensor, recurrentBias: tf.Tensor): Kept {
  const [, batch, gates] = projected.shape as [number, number, number];
  const units = gates / 3;
  let hidden: tf.Tensor = tf.zeros([batch, units]);
  const steps = overTime(projected).map((x) => {
    const product = tf.add(tf.matMul(hidden, recurrent), recurrentBias);
    const [xGates, xCandidate] = tf.split(x, [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
    const [hGates, recurrentCandidate] = tf.split(product, [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
    const [update, reset] = tf.split(tf.sigmoid(tf.add(xGates, hGates)), 2, 1) as [tf.Tensor, tf.Tensor];
    const candidate: tf.Tensor = tf.tanh(tf.add(xCandidate, tf.mul(reset, recurrentCandidate)));
    hidden = tf.add(candidate, tf.mul(update, tf.sub(hidden, candidate)));
    return { hidden, update, reset, candidate, recurrentCandidate };
  });
  return Object.fromEntries(kept.map((name) => [name, stackTime(steps.map((step) => step[name]))])) as Kept;
}

/** ∂loss/∂(x W + b) and ∂loss/∂(h U + c), (T, B, 3H) each, from ∂loss/∂h (T, B, H). */
function recurBack(dHidden: tf.Tensor, recurrent: tf.Tensor, saved: Kept): [tf.Tensor, tf.Tensor] {
  const { hidden, update, reset, candidate, recurrentCandidate } = saved;
  // What one unit of ∂h adds to each pre-activation, for all steps at once.
  const toCandidate = tf.mul(tf.sub(1, update), tf.sub(1, tf.square(candidate)));
  const toUpdate = tf.mul(tf.sub(shifted(hidden), candidate), tf.mul(update, tf.sub(1, update)));
  const toReset = tf.mul(toCandidate, tf.mul(recurrentCandidate, tf.mul(reset, tf.sub(1, reset))));
  const toRecurrent = tf.concat([toUpdate, toReset, tf.mul(toCandidate, reset)], 2); // (T, B, 3H)
  const factors = overTime(toRecurrent);
  const carried = overTime(update);
  const gradients = overTime(dHidden);
  let dProduct: tf.Tensor | null = null;
  let dDirect: tf.Tensor | null = null;
  const products: tf.Tensor[] = [];
  for (let t = gradients.length - 1; t >= 0; t--) {
    const passed = dProduct ? tf.add(tf.matMul(dProduct, recurrent, false, true), dDirect!) : null;
    const dh: tf.Tensor = passed ? tf.add(gradients[t]!, passed) : gradients[t]!;
    dProduct = tf.mul(tf.concat([dh, dh, dh], 1), factors[t]!);
    dDirect = tf.mul(dh, carried[t]!);
    products[t] = dProduct;
    gradients[t] = dh;
  }
  const dRecurrent = stackTime(products);
  const [dUpdate, dReset] = tf.split<tf.Tensor>(dRecurrent, 3, 2);
  return [tf.concat([dUpdate!, dReset!, tf.mul(stackTime(gradients), toCandidate)], 2), dRecurrent];
}

/** The weights of a GRU: W (I, 3H), U (H, 3H), b and c (3H). */
export interface GruWeights {
  kernel: tf.Tensor2D;
  recurrent: tf.Tensor2D;
  bias: tf.Tensor1D;
  recurrentBias: tf.Tensor1D;
}

/**
 * The hidden states of a GRU over a batch of sequences, from a zero state.
 *
 * @param x (B, T, I)
 * @returns (B, T, H)
 */
export function gru(x: tf.Tensor3D, { kernel, recurrent, bias, recurrentBias }: GruWeights): tf.Tensor3D {
  const forward = tf.customGrad((...args) => {
    const save = args.pop() as unknown as (tensors: tf.Tensor[]) => void;
    const [x, kernel, recurrent, bias, recurrentBias] = args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const [batch, time, inputs] = x.shape as [number, number, number];
    const flat = tf.reshape(tf.transpose(x, [1, 0, 2]), [time * batch, inputs]);
    const projected = tf.reshape(tf.add(tf.matMul(flat, kernel), bias), [time, batch, -1]);
    const states = recur(projected, recurrent, recurrentBias);
    save([flat, kernel, recurrent, ...kept.map((name) => states[name])]);
    return { value: tf.transpose(states.hidden, [1, 0, 2]), gradFunc };
  });
  return forward(x, kernel, recurrent, bias, recurrentBias) as tf.Tensor3D;
}

/** ∂loss/∂(x, W, U, b, c) from ∂loss/∂h (B, T, H). */
function gradFunc(dy: tf.Tensor, saves: tf.Tensor[]): tf.Tensor[] {
  const [flat, kernel, recurrent, ...states] = saves as [tf.Tensor, tf.Tensor, tf.Tensor, ...tf.Tensor[]];
  const saved = Object.fromEntries(kept.map((name, i) => [name, states[i]!])) as Kept;
  const [batch, time] = dy.shape as [number, number];
  const [dInput, dRecurrent] = recurBack(tf.transpose(dy, [1, 0, 2]), recurrent, saved).map(rows);
  const dx = tf.reshape(tf.matMul(dInput!, kernel, false, true), [time, batch, -1]);
  return [
    tf.transpose(dx, [1, 0, 2]),
    tf.matMul(flat, dInput!, true, false),
    tf.matMul(rows(shifted(saved.hidden)), dRecurrent!, true, false),
    tf.sum(dInput!, 0),
    tf.sum(dRecurrent!, 0),
  ];
}
