import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy } from '../../losses/cross-entropy';
import { affine, dense, parameters, type Dense } from '../dense';
import { filled, labels, weight, type Workload } from '../workload';

const [BATCH, CONTEXT, WIDTH, HEADS, LAYERS, VOCABULARY] = [12, 64, 128, 4, 4, 65] as const;
const HEAD_WIDTH = WIDTH / HEADS;

/** Behind a mask: low enough that its exponential is 0, and finite. */
const MASKED = -1e9;

interface Norm {
  scale: tf.Variable;
  shift: tf.Variable;
}

interface Block {
  norms: [Norm, Norm];
  layers: [qkv: Dense, project: Dense, up: Dense, down: Dense];
}

const norm = (): Norm => ({ scale: filled(1, WIDTH), shift: filled(0, WIDTH) });

const block = (): Block => ({
  norms: [norm(), norm()],
  layers: [
    ...dense(WIDTH, 3 * WIDTH),
    ...dense(WIDTH, WIDTH),
    ...dense(WIDTH, 4 * WIDTH),
    ...dense(4 * WIDTH, WIDTH),
  ] as Block['layers'],
});

/** (x − μ) / √(σ² + ε) · scale + shift over the last axis (Ba et al. 2016). */
function layerNorm({ scale, shift }: Norm, x: tf.Tensor2D): tf.Tensor2D {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-5))), scale), shift);
}

/** x Φ(x) with the exact Gaussian distribution function (Hendrycks and Gimpel 2016). */
const gelu = (x: tf.Tensor2D): tf.Tensor2D => tf.mul(tf.mul(0.5, x), tf.add(1, tf.erf(tf.mul(x, Math.SQRT1_2))));

/** (B·T, C) → (B, heads, T, d) */
const split = (x: tf.Tensor): tf.Tensor =>
  tf.transpose(tf.reshape(x, [BATCH, CONTEXT, HEADS, HEAD_WIDTH]), [0, 2, 1, 3]);

/** softmax(q kᵀ / √d + mask) v (Vaswani et al. 2017, equation 1). */
function attention([qkv, project]: Block['layers'], x: tf.Tensor2D, mask: tf.Tensor2D): tf.Tensor2D {
  const [q, k, v] = tf.split(affine(qkv, x), 3, 1).map(split) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const scores = tf.add(tf.mul(tf.matMul(q, k, false, true), HEAD_WIDTH ** -0.5), mask); // (B, heads, T, T)
  const heads = tf.matMul(tf.softmax(scores), v); // (B, heads, T, d)
  return affine(project, tf.reshape(tf.transpose(heads, [0, 2, 1, 3]), [BATCH * CONTEXT, WIDTH]));
}

function transform({ norms, layers }: Block, x: tf.Tensor2D, mask: tf.Tensor2D): tf.Tensor2D {
  const attended: tf.Tensor2D = tf.add(x, attention(layers, layerNorm(norms[0], x), mask));
  const [, , up, down] = layers;
  return tf.add(attended, affine(down, gelu(affine(up, layerNorm(norms[1], attended)))));
}

/** 0 where a position may look (itself and before), MASKED where it may not; (T, T). */
function causalMask(): tf.Tensor2D {
  const values = Float32Array.from({ length: CONTEXT ** 2 }, (_, i) =>
    i % CONTEXT > Math.floor(i / CONTEXT) ? MASKED : 0,
  );
  return tf.tensor2d(values, [CONTEXT, CONTEXT]);
}

export const workload: Workload = {
  id: 'gpt',
  title: 'GPT 4 layers, 4 heads, width 128, context 64, batch 12',
  build() {
    const [token, position] = [weight(VOCABULARY, WIDTH), weight(CONTEXT, WIDTH)];
    const blocks = Array.from({ length: LAYERS }, block);
    const last = norm();
    const head = weight(WIDTH, VOCABULARY);
    const mask = tf.keep(causalMask());
    const norms = blocks.flatMap(({ norms }) => norms).concat(last);
    return {
      variables: [token, position, head]
        .concat(norms.flatMap(({ scale, shift }) => [scale, shift]))
        .concat(blocks.flatMap(({ layers }) => parameters(layers))),
      inputs: { x: labels(BATCH * CONTEXT, VOCABULARY), y: labels(BATCH * CONTEXT, VOCABULARY) },
      loss({ x, y }) {
        const tokens = tf.reshape(tf.gather(token, x as tf.Tensor1D), [BATCH, CONTEXT, WIDTH]);
        const embedded: tf.Tensor2D = tf.reshape(tf.add(tokens, position), [BATCH * CONTEXT, WIDTH]);
        const h = blocks.reduce((h, block) => transform(block, h, mask), embedded);
        const logits = tf.matMul(layerNorm(last, h), head);
        return crossEntropy(logits, y as tf.Tensor1D);
      },
    };
  },
};
