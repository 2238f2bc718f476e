import * as tf from '@tensorflow/tfjs';

const ORIGINAL = 36;
const LATENT = 3;

class Sampling extends tf.layers.Layer {
  static className = 'Sampling';

  constructor() {
    super({});
  }

  computeOutputShape(inputShape: tf.Shape[]): tf.Shape {
    return inputShape[0];
  }

  call(inputs: tf.Tensor[]): tf.Tensor {
    const [mean, logVariance] = inputs;
    return tf.tidy(() => {
      const noise = tf.randomNormal([mean.shape[0], LATENT]);
      const deviation = logVariance.mul(0.5).exp();
      return mean.add(deviation.mul(noise));
    });
  }
}

const inputs = tf.input({ shape: [ORIGINAL] });
const h = tf.layers.dense({ units: 12, activation: 'relu' }).apply(inputs) as tf.SymbolicTensor;
const mean = tf.layers.dense({ units: LATENT }).apply(h) as tf.SymbolicTensor;
const logVariance = tf.layers.dense({ units: LATENT }).apply(h) as tf.SymbolicTensor;
const z = new Sampling().apply([mean, logVariance]) as tf.SymbolicTensor;
const encoder = tf.model({ inputs, outputs: [mean, logVariance, z] });
const [m, v, code] = encoder.predict(tf.zeros([4, ORIGINAL])) as tf.Tensor[];
const decoder = tf.sequential({
  layers: [
    tf.layers.dense({ units: 12, inputShape: [LATENT], activation: 'relu' }),
    tf.layers.dense({ units: ORIGINAL, activation: 'sigmoid' }),
  ],
});
const decoded = decoder.predict(code) as tf.Tensor;
const kl = v.add(1).sub(m.square()).sub(v.exp()).mean().mul(-0.5);
