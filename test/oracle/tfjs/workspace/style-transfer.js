const tf = require('@tensorflow/tfjs');

function gram(features) {
  const [, height, width, channels] = features.shape;
  const flat = features.reshape([height * width, channels]);
  return tf.matMul(flat, flat, true, false).div(height * width);
}

const base = tf.sequential({
  layers: [
    tf.layers.conv2d({ inputShape: [20, 20, 3], filters: 4, kernelSize: 3, name: 'style' }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.conv2d({ filters: 8, kernelSize: 3, name: 'content' }),
  ],
});
const image = tf.randomUniform([1, 20, 20, 3]);
const features = base.predict(image);
const matrix = gram(features);
const noise = tf.variable(tf.randomNormal([1, 20, 20, 3]));
const loss = () => tf.losses.meanSquaredError(matrix, gram(base.apply(noise)));
const cost = tf.train.adam(0.1).minimize(loss, true, [noise]);
const mirrored = image.reverse(2).concat(image, 2);
