import * as tf from '@tensorflow/tfjs';
const canvas = document.querySelector('canvas');
const model = tf.sequential({layers: [
  tf.layers.conv2d({inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu'}),
  tf.layers.flatten(),
  tf.layers.dense({units: 10, activation: 'softmax'})]});
function getPrediction() {
  const image = tf.browser.fromPixels(canvas).resizeBilinear([28, 28]);  //-
//+   const image = tf.browser.fromPixels(canvas, 1).resizeBilinear([28, 28]);
  const input = image.expandDims(0).toFloat().div(255);
  const scores = model.predict(input);
//> shape-mismatch: model.predict gets data of shape (1, 28, 28, 3), but needs (B, 28, 28, 1), where the first axis is the batch: load the pictures gray (1 channel), for these are in colour (3 channels); or give the first layer their shape, (28, 28, 3).
  return scores.argMax(1).dataSync()[0];
}
canvas.addEventListener('mouseup', () => console.log(getPrediction()));
