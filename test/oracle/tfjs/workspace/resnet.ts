import * as tf from '@tensorflow/tfjs';
import { SymbolicTensor } from '@tensorflow/tfjs';

function residual(x: SymbolicTensor, filters: number, stride = 1): SymbolicTensor {
  let y = tf.layers.conv2d({ filters, kernelSize: 3, strides: stride, padding: 'same' }).apply(x) as SymbolicTensor;
  y = tf.layers.batchNormalization({}).apply(y) as SymbolicTensor;
  y = tf.layers.activation({ activation: 'relu' }).apply(y) as SymbolicTensor;
  y = tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same' }).apply(y) as SymbolicTensor;
  const shortcut =
    stride !== 1
      ? (tf.layers.conv2d({ filters, kernelSize: 1, strides: stride }).apply(x) as SymbolicTensor)
      : x;
  const sum = tf.layers.add().apply([y, shortcut]) as SymbolicTensor;
  return tf.layers.reLU().apply(sum) as SymbolicTensor;
}

const input = tf.input({ shape: [24, 24, 8] });
let x: SymbolicTensor = input;
x = residual(x, 8);
x = residual(x, 16, 2);
x = residual(x, 16);
const pooled = tf.layers.globalMaxPooling2d({}).apply(x) as SymbolicTensor;
const logits = tf.layers.dense({ units: 5 }).apply(pooled) as SymbolicTensor;
const model = tf.model({ inputs: input, outputs: logits });
const result = model.predict(tf.randomNormal([2, 24, 24, 8])) as tf.Tensor;
