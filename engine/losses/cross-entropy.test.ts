import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import { startReference } from '../backends/reference';
import { crossEntropy } from './cross-entropy';

const loss = (logits: number[][], labels: number[]): number =>
  tf.tidy(() => crossEntropy(tf.tensor2d(logits), tf.tensor1d(labels, 'int32')).dataSync()[0]!);

describe('cross-entropy', () => {
  before(startReference);

  it('is ln(classes) for equal logits', () => {
    assert.ok(Math.abs(loss([[2, 2, 2, 2]], [3]) - Math.log(4)) < 1e-6);
  });

  it('is the mean over samples of −log softmax', () => {
    const expected = (Math.log(1 + Math.exp(-1)) + Math.log(1 + Math.exp(3))) / 2;
    assert.ok(
      Math.abs(
        loss(
          [
            [1, 0],
            [3, 0],
          ],
          [0, 1],
        ) - expected,
      ) < 1e-6,
    );
  });

  it('stays finite for logits far apart', () => {
    assert.equal(loss([[1000, -1000]], [1]), 2000);
  });

  it('has the gradient softmax − one-hot, over the batch size', () => {
    const logits = tf.tensor2d([
      [1, 2, 3],
      [0, 0, 0],
    ]);
    const labels = tf.tensor1d([2, 0], 'int32');
    const gradient = tf.grad((x) => crossEntropy(x, labels))(logits);
    const expected = tf.div(tf.sub(tf.softmax(logits), tf.oneHot(labels, 3)), 2);
    assert.ok(tf.max(tf.abs(tf.sub(gradient, expected))).dataSync()[0]! < 1e-6);
  });
});
