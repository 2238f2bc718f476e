import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import { startReference } from '../backends/reference';
import type { Target, Task } from '../data/task';
import { loss as binaryCrossEntropy } from './binary-cross-entropy';
import { loss as boxes } from './boxes';
import { loss as crossEntropy } from './cross-entropy';
import { loss as hinge } from './hinge';
import type { Loss, LossOptions } from './loss';

const two: Target = { kind: 'classes', classes: 2, shape: [] };
const task: Task = { inputShape: [1], vocabulary: null, target: two, outputs: 1 };
const plain: LossOptions = { classWeights: null, labelSmoothing: 0 };

const value = (loss: Loss, logits: tf.Tensor, labels: number[], options = plain): number =>
  tf.tidy(() => loss.compute(logits, tf.tensor1d(labels, 'int32'), options, task).dataSync()[0]!);

describe('losses of two classes', () => {
  before(startReference);

  it('with one logit z are as cross-entropy of the two logits 0 and z', () => {
    const options = { classWeights: [0.5, 2], labelSmoothing: 0.1 };
    const labels = [0, 1, 1, -1];
    const single = tf.tensor2d([[0.5], [-2], [1], [9]]);
    const pair = tf.concat([tf.zerosLike(single), single], 1);
    const unsmoothed = { ...options, labelSmoothing: 0 };
    const off = value(binaryCrossEntropy, single, labels, unsmoothed) - value(crossEntropy, pair, labels, unsmoothed);
    assert.ok(Math.abs(off) < 1e-6);
    const smooth = { ...options, classWeights: null };
    assert.ok(
      Math.abs(value(binaryCrossEntropy, single, labels, smooth) - value(crossEntropy, pair, labels, smooth)) < 1e-6,
    );
    assert.equal(binaryCrossEntropy.weight(Int32Array.from(labels), 4, options), 4.5);
  });

  it('give nothing for a batch without labels, and no slope', () => {
    for (const loss of [binaryCrossEntropy, hinge]) {
      const slope = tf.grad((z) => loss.compute(z, tf.tensor1d([-1, -1], 'int32'), plain, task))(tf.ones([2, 1]));
      assert.deepEqual([...slope.dataSync()], [0, 0]);
      assert.equal(value(loss, tf.ones([2, 1]), [-1, -1]), 0);
      assert.equal(loss.weight(Int32Array.of(-1, -1), 2, plain), 0);
    }
  });

  it('refuse three classes and say what to use', () => {
    const three: Target = { kind: 'classes', classes: 3, shape: [] };
    assert.throws(() => hinge.outputs(three), /loss "hinge" tells 2 classes apart, the data has 3 classes; use "cross/);
    assert.equal(hinge.outputs(two), 1);
  });

  it('hinge is 0 from the margin on', () => {
    assert.equal(value(hinge, tf.tensor2d([[1], [-1], [50]]), [1, 0, 1]), 0);
    assert.equal(value(hinge, tf.tensor2d([[0], [-1]]), [1, 1]), 1.5);
  });
});

describe('the loss of boxes', () => {
  before(startReference);

  it('is joined over parts of a batch by their weights', () => {
    const [logits, targets] = [tf.randomNormal([5, 3, 7], 0, 1, 'float32', 1), tf.randomUniform([5, 3, 5], -1, 1)];
    const part = (from: number, count: number) => {
      const [z, y] = [tf.slice(logits, from, count), tf.slice(targets, from, count)];
      const weight = boxes.weight(y.dataSync(), count, plain);
      return { loss: boxes.compute(z, y, plain, task).dataSync()[0]!, weight };
    };
    const [whole, one, other] = [part(0, 5), part(0, 2), part(2, 3)];
    const joined = (one.loss * one.weight + other.loss * other.weight) / (one.weight + other.weight);
    assert.ok(Math.abs(joined - whole.loss) < 1e-6);
    assert.equal(boxes.outputs({ kind: 'boxes', classes: 2, most: 3 }), 7);
  });
});
