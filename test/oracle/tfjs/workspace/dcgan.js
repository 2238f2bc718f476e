import * as tf from '@tensorflow/tfjs';

const LATENT = 20;

function buildGenerator() {
  const cnn = tf.sequential();
  cnn.add(tf.layers.dense({ units: 4 * 4 * 12, inputShape: [LATENT], activation: 'relu' }));
  cnn.add(tf.layers.reshape({ targetShape: [4, 4, 12] }));
  cnn.add(tf.layers.conv2dTranspose({ filters: 6, kernelSize: 5, strides: 1, padding: 'valid' }));
  cnn.add(tf.layers.batchNormalization());
  cnn.add(tf.layers.conv2dTranspose({ filters: 3, kernelSize: 4, strides: 2, padding: 'same' }));
  const latent = tf.input({ shape: [LATENT] });
  const fake = cnn.apply(latent);
  return tf.model({ inputs: latent, outputs: fake });
}

function buildDiscriminator() {
  const cnn = tf.sequential();
  cnn.add(tf.layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', strides: 2, inputShape: [16, 16, 3] }));
  cnn.add(tf.layers.leakyReLU({ alpha: 0.2 }));
  cnn.add(tf.layers.dropout({ rate: 0.3 }));
  cnn.add(tf.layers.flatten());
  cnn.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
  cnn.compile({ optimizer: tf.train.adam(0.0002, 0.5), loss: 'binaryCrossentropy' });
  return cnn;
}

const generator = buildGenerator();
const discriminator = buildDiscriminator();
const noise = tf.randomNormal([6, LATENT]);
const images = generator.predict(noise);
const verdict = discriminator.predict(images);
const real = tf.zeros([6, 16, 16, 3]);
const x = tf.concat([real, images]);
const y = tf.tidy(() => tf.concat([tf.ones([6, 1]).mul(0.9), tf.zeros([6, 1])]));
discriminator.trainOnBatch(x, y);
