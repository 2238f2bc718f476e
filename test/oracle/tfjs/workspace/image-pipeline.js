const tf = require('@tensorflow/tfjs');

const camera = tf.randomUniform([48, 64, 3], 0, 255, 'int32');

function preprocess(image, size) {
  return tf.tidy(() => {
    const [height, width] = image.shape;
    const side = Math.min(height, width);
    const top = (height - side) / 2;
    const left = (width - side) / 2;
    const square = image.slice([top, left, 0], [side, side, 3]);
    const resized = tf.image.resizeBilinear(square, [size, size]);
    return resized.toFloat().div(127).sub(1).expandDims();
  });
}

const batch = preprocess(camera, 32);
const flipped = tf.image.flipLeftRight(batch);
const both = tf.concat([batch, flipped], 0);
const gray = both.mean(3, true);
const kernel = tf.tensor4d([1, 0, -1, 2, 0, -2, 1, 0, -1], [3, 3, 1, 1]);
const edges = tf.conv2d(gray, kernel, 1, 'same');
const valid = gray.conv2d(kernel, [2, 2], 'valid');
const pooled = tf.maxPool(edges, 2, 2, 'valid');
const average = edges.avgPool([4, 4], 4, 'same');
const deep = tf.depthwiseConv2d(both, tf.ones([3, 3, 3, 2]), 1, 'same');
const colours = tf.image.grayscaleToRGB(gray);

const pixels = { data: new Uint8Array(6 * 4 * 4), width: 6, height: 4 };
const colour = tf.browser.fromPixels(pixels);
const level = tf.browser.fromPixels(pixels, 1).toFloat().div(255);
const one = level.expandDims(0);
(async () => {
  const later = await tf.browser.fromPixelsAsync(pixels, 4);
  const top = later.slice([0, 0, 0], [2, 6, 4]);
  await tf.browser.toPixels(colour);
})();
