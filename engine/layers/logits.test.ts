import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import assert from 'node:assert/strict';
import { startReference } from '../backends/reference';
import type { Target } from '../data/task';
import { logitsOfWhole } from './logits';

describe('logitsOfWhole', () => {
  before(startReference);

  const cases: [Target, outputs: number, shape: number[]][] = [
    [{ kind: 'classes', classes: 3, shape: [] }, 3, [2, 3]],
    [{ kind: 'classes', classes: 3, shape: [4] }, 3, [2, 4, 3]],
    [{ kind: 'numbers', shape: [2, 2] }, 4, [2, 4]],
    [{ kind: 'boxes', classes: 2, most: 3 }, 7, [2, 3, 7]],
  ];
  for (const [target, outputs, shape] of cases) {
    it(`gives ${shape.slice(1).join(' × ')} logits for a target of ${target.kind}`, () => {
      const input = layers.input({ shape: [5] });
      const ends = logitsOfWhole({ inputShape: [5], vocabulary: null, target, outputs });
      const last = ends.reduce((value, layer) => layer.apply(value) as layers.SymbolicTensor, input);
      const logits = layers.model({ inputs: input, outputs: last }).predict(tf.ones([2, 5])) as tf.Tensor;
      assert.deepEqual(logits.shape, shape);
    });
  }
});
