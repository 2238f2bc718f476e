import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import assert from 'node:assert/strict';
import { startReference } from '../backends/reference';
import { SelfAttention } from '../layers/attention';
import { Gru } from '../layers/gru-layer';
import { penaltyOf } from './penalty';

describe('the penalty', () => {
  before(startReference);

  it('is on the kernels of every layer, and on no bias', () => {
    const input = layers.input({ shape: [3, 4] });
    const attended = new SelfAttention({ heads: 2 }).apply(input) as layers.SymbolicTensor;
    const output = new Gru({ units: 2 }).apply(attended) as layers.SymbolicTensor;
    const model = layers.model({ inputs: input, outputs: output });
    model.setWeights(model.getWeights().map((weight) => tf.onesLike(weight)));
    // Attention: (4, 12) and (4, 4); GRU: (4, 6) and (2, 6).
    const entries = 48 + 16 + 24 + 12;
    const penalty = penaltyOf(model, { l1: 0.5, l2: 2, labelSmoothing: 0 })!;
    assert.equal(penalty.dataSync()[0], 2.5 * entries);
  });
});
