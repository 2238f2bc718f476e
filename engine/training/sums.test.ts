import assert from 'node:assert/strict';
import type { Target } from '../data/task';
import { loss } from '../losses/cross-entropy';
import type { Objective } from './objective';
import { Sums } from './sums';

describe('the sums of an epoch', () => {
  it('count a batch by what its loss is a mean over, of mixed samples by both their targets', () => {
    const target: Target = { kind: 'classes', classes: 2, shape: [] };
    const task = { inputShape: [1], vocabulary: null, target, outputs: 2 };
    const objective: Objective = { loss, metrics: [], options: { classWeights: null, labelSmoothing: 0 }, task };
    const wanted = (...values: number[]) => ({ shape: [2], dtype: 'int32' as const, values: Int32Array.from(values) });
    const inputs = { shape: [2, 1], dtype: 'float32' as const, values: new Float32Array(2) };
    const logits = new Float32Array(4);
    const sums = new Sums(objective);
    const mixed = { targets: wanted(1, 1), weight: 0.25 };
    sums.add({ loss: 2, logits }, { count: 2, inputs, targets: wanted(0, -1), mixed });
    sums.add({ loss: 1, logits }, { count: 2, inputs, targets: wanted(0, 1) });
    assert.equal(sums.meanLoss, (2 * (0.25 * 1 + 0.75 * 2) + 1 * 2) / (1.75 + 2));
  });
});
