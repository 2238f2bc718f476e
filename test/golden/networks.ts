/** The networks of networks.py in tfjs: layers where it has them, operators where it has not. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import type { HostTensor } from '../../engine/backends/device';
import { gru } from '../../engine/layers/gru';
import { lstm } from '../../engine/layers/lstm';
import { crossEntropy } from '../../engine/losses/cross-entropy';

type Inputs = Record<string, tf.Tensor>;

/** A network's variables under the golden's names, and its loss over a batch. */
export interface Network {
  weights: Record<string, tf.Variable>;
  loss: (inputs: Inputs) => tf.Scalar;
  dispose: () => void;
}

type Weights = Record<string, HostTensor>;

const EPSILON = 1e-3;
const HEADS = 2;

/** tfjs types what a weight reads as a tensor; it is the variable itself. */
function variableOf(weight: layers.LayersModel['weights'][number]): tf.Variable {
  const variable: tf.Tensor = weight.read();
  if (variable instanceof tf.Variable) return variable as tf.Variable;
  throw new Error(`weight ${weight.name} is no variable`);
}

/** A network of tfjs-layers; the golden lists its weights in the model's order. */
function ofModel(model: layers.Sequential, initial: Weights): Network {
  model.setWeights(Object.values(initial).map(({ values, shape }) => tf.tensor(values, shape)));
  const variables = model.weights.map(variableOf);
  return {
    weights: Object.fromEntries(Object.keys(initial).map((name, i) => [name, variables[i]!])),
    loss: ({ inputs, labels }) => crossEntropy(model.apply(inputs!, { training: true }) as tf.Tensor, labels!),
    dispose: () => void model.dispose(),
  };
}

/** A network of operators on variables of its own. */
function ofOperators(initial: Weights, loss: (weights: Inputs, inputs: Inputs) => tf.Tensor): Network {
  const made = Object.entries(initial).map(
    ([name, { values, shape }]) => [name, tf.tidy(() => tf.variable(tf.tensor(values, shape)))] as const,
  );
  const weights: Record<string, tf.Variable> = Object.fromEntries(made);
  return {
    weights,
    loss: (inputs) => loss(weights, inputs).asScalar(),
    dispose: () => {
      tf.dispose(weights);
    },
  };
}

/** x W + b over the last axis. */
function dense(weights: Inputs, name: string, x: tf.Tensor): tf.Tensor {
  const kernel = weights[`${name}/kernel`]!;
  const bias = weights[`${name}/bias`];
  const product = tf.matMul(tf.reshape(x, [-1, kernel.shape[0]]), kernel);
  const shape = [...x.shape.slice(0, -1), kernel.shape[1]!];
  return tf.reshape(bias ? tf.add(product, bias) : product, shape);
}

function layerNormalization(weights: Inputs, name: string, x: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  const normal = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, EPSILON)));
  return tf.add(tf.mul(normal, weights[`${name}/gamma`]!), weights[`${name}/beta`]!);
}

/** x Φ(x), Φ the normal distribution's cumulative function. */
const gelu = (x: tf.Tensor) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.mul(x, Math.SQRT1_2))));

/** (T, T): nothing for the past and the present, so much less than any score for the future that it weighs nothing. */
function future(time: number): tf.Tensor {
  const index = [...Array(time).keys()];
  return tf.tensor2d(index.map((row) => index.map((column) => (column > row ? -1e9 : 0))));
}

/** Causal attention of several heads; x (B, T, C). */
function attention(weights: Inputs, x: tf.Tensor): tf.Tensor {
  const [batch, time, width] = x.shape as [number, number, number];
  const [query, key, value] = ['query', 'key', 'value'].map((name) => {
    const heads = tf.reshape(dense(weights, name, x), [batch, time, HEADS, width / HEADS]);
    return tf.transpose(heads, [0, 2, 1, 3]); // (B, heads, T, d)
  }) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const scores = tf.div(tf.matMul(query, key, false, true), Math.sqrt(width / HEADS)); // (B, heads, T, T)
  const mixed = tf.transpose(tf.matMul(tf.softmax(tf.add(scores, future(time))), value), [0, 2, 1, 3]); // (B, T, heads, d)
  return dense(weights, 'projection', tf.reshape(mixed, x.shape));
}

function transformer(weights: Inputs, { inputs, labels }: Inputs): tf.Tensor {
  const attended = tf.add(inputs!, attention(weights, layerNormalization(weights, 'norm1', inputs!)));
  const expanded = gelu(dense(weights, 'expand', layerNormalization(weights, 'norm2', attended)));
  const block = tf.add(attended, dense(weights, 'contract', expanded)); // (B, T, C)
  return crossEntropy(dense(weights, 'logits', block), labels!);
}

/** −ELBO, mean over the batch. */
function vae(weights: Inputs, { inputs, noise }: Inputs): tf.Tensor {
  const hidden = tf.relu(dense(weights, 'encoder', inputs!));
  const [mean, logVariance] = [dense(weights, 'mean', hidden), dense(weights, 'logVariance', hidden)];
  const latent = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise!));
  const logits = dense(weights, 'pixels', tf.relu(dense(weights, 'decoder', latent)));
  const reconstruction = tf.sum(tf.sub(tf.softplus(logits), tf.mul(inputs!, logits)));
  const divergence = tf.sum(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1)));
  return tf.div(tf.add(reconstruction, tf.mul(divergence, 0.5)), inputs!.shape[0]);
}

/** (B, T, H) → (B, H), the last step's. */
function lastOf(states: tf.Tensor3D): tf.Tensor {
  const [batch, time, units] = states.shape;
  return tf.reshape(tf.slice(states, [0, time - 1, 0], [batch, 1, units]), [batch, units]);
}

const { conv2d, batchNormalization, activation, maxPooling2d, flatten, dense: denseLayer } = layers.layers;

/** By the golden's name of a network; several ways to write it are several entries. */
export const networks: Record<string, Record<string, (initial: Weights) => Network>> = {
  mlp: {
    layers: (initial) =>
      ofModel(
        layers.sequential({
          layers: [denseLayer({ units: 8, activation: 'relu', inputShape: [6] }), denseLayer({ units: 3 })],
        }),
        initial,
      ),
  },
  cnn: {
    layers: (initial) =>
      ofModel(
        layers.sequential({
          layers: [
            conv2d({ filters: 4, kernelSize: 3, padding: 'same', useBias: false, inputShape: [6, 6, 2] }),
            batchNormalization({ epsilon: EPSILON, momentum: 0.99 }),
            activation({ activation: 'relu' }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
            denseLayer({ units: 3 }),
          ],
        }),
        initial,
      ),
  },
  lstm: {
    layers: (initial) =>
      ofModel(
        layers.sequential({
          layers: [
            layers.layers.lstm({ units: 5, recurrentActivation: 'sigmoid', inputShape: [6, 3] }),
            denseLayer({ units: 3 }),
          ],
        }),
        initial,
      ),
    "the engine's layer": (initial) =>
      ofOperators(initial, (weights, { inputs, labels }) => {
        const states = lstm(
          inputs as tf.Tensor3D,
          weights['lstm/kernel'] as tf.Tensor2D,
          weights['lstm/recurrent'] as tf.Tensor2D,
          weights['lstm/bias'] as tf.Tensor1D,
        );
        return crossEntropy(dense(weights, 'logits', lastOf(states)), labels!);
      }),
  },
  gru: {
    "the engine's layer": (initial) =>
      ofOperators(initial, (weights, { inputs, labels }) => {
        const states = gru(inputs as tf.Tensor3D, {
          kernel: weights['gru/kernel'] as tf.Tensor2D,
          recurrent: weights['gru/recurrent'] as tf.Tensor2D,
          bias: weights['gru/bias'] as tf.Tensor1D,
          recurrentBias: weights['gru/recurrentBias'] as tf.Tensor1D,
        });
        return crossEntropy(dense(weights, 'logits', lastOf(states)), labels!);
      }),
  },
  transformer: { operators: (initial) => ofOperators(initial, transformer) },
  vae: { operators: (initial) => ofOperators(initial, vae) },
};
