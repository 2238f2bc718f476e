const tf = require('@tensorflow/tfjs');

const pictures = tf.randomUniform([4, 28, 36, 3]);

const augment = (image) =>
  tf.tidy(() => {
    const padded = image.pad([[2, 2], [2, 2], [0, 0]]);
    const cropped = padded.slice([1, 3, 0], [28, 36, 3]);
    const flipped = cropped.reverse(1);
    const brighter = flipped.mul(1.2).clipByValue(0, 1);
    return brighter;
  });

const augmented = tf.stack(tf.unstack(pictures).map(augment));
const gray = augmented.mul(tf.tensor1d([0.3, 0.59, 0.11])).sum(3, true);
const square = tf.image.resizeBilinear(augmented, [32, 32]);
const nearest = square.resizeNearestNeighbor([16, 16]);
const boxes = tf.tensor2d([[0, 0, 0.5, 0.5], [0.2, 0.2, 0.9, 0.9]]);
const crops = tf.image.cropAndResize(square, boxes, tf.tensor1d([0, 3], 'int32'), [12, 12]);
const tiles = crops.reshape([2, 3, 4, 3, 4, 3]).transpose([0, 1, 3, 2, 4, 5]).reshape([18, 48]);
const blurred = tf.depthwiseConv2d(square, tf.fill([3, 3, 3, 1], 1 / 9), 1, 'same');
const sharper = square.mul(2).sub(blurred);
const pooled = tf.avgPool(sharper, [4, 4], [4, 4], 'valid');
const [top, bottom] = pooled.split(2, 1);
const mirrored = tf.concat([bottom, top], 1);
const mixed = pooled.mul(0.7).add(mirrored.mul(0.3));
const noise = tf.randomNormal(mixed.shape, 0, 0.1);
const noisy = tf.where(noise.greater(0), mixed.add(noise), mixed);
const labels = tf.oneHot(tf.tensor1d([0, 1, 2, 1], 'int32'), 3).toFloat();
const shuffled = labels.gather(tf.tensor1d([2, 0, 3, 1], 'int32'));
const smooth = labels.mul(0.7).add(shuffled.mul(0.3));
const model = tf.sequential({
  layers: [
    tf.layers.conv2d({ filters: 6, kernelSize: 3, inputShape: [8, 8, 3] }),
    tf.layers.cropping2D({ cropping: [[1, 1], [2, 0]] }),
    tf.layers.upSampling2d({ size: [2, 2] }),
    tf.layers.conv2dTranspose({ filters: 2, kernelSize: 2, strides: 2 }),
    tf.layers.averagePooling2d({ poolSize: 4 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 3, activation: 'softmax' }),
  ],
});
const loss = tf.losses.softmaxCrossEntropy(smooth, model.predict(noisy));
