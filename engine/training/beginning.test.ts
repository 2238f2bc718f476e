/** What a watch knows before the first step, against closed forms. */
import assert from 'node:assert/strict';
import { InMemory } from '../data/samples';
import type { Target } from '../data/task';
import { beginOf } from './beginning';
import { objectiveOf } from './objective';
import { resolve } from './resolve';

const near = (actual: number | null, expected: number) => {
  assert.ok(actual !== null && Math.abs(actual - expected) < 1e-6, `${actual}, not ${expected}`);
};

function begun(target: Target, targets: number[], overrides: object = {}) {
  const values = target.kind === 'classes' ? Int32Array.from(targets) : Float32Array.from(targets);
  const shape = 'shape' in target ? target.shape : [];
  const count = values.length / (shape[0] ?? 1);
  const train = new InMemory({ shape: [1], values: new Float32Array(count) }, { shape, values });
  const source = { dataset: train, test: null, vocabulary: null, target, fingerprint: '' };
  const objective = objectiveOf(resolve('digits-cnn', { ...overrides }), source, train);
  const inputs = { shape: [4], dtype: 'float32' as const, values: Float32Array.of(1, -3, NaN, 2) };
  const first = {
    count,
    inputs,
    targets: { shape: [count], dtype: 'float32' as const, values: new Float32Array(count) },
  };
  return beginOf({ step: 0, steps: 9, batchSize: 4, data: { objective, train }, layers: [], first });
}

const classes: Target = { kind: 'classes', classes: 3, shape: [] };

describe('the beginning of a run', () => {
  it('knows the loss of the best constant answer: the entropy of the labels that count', () => {
    const begin = begun(classes, [0, 0, 1, -1, 2]);
    near(begin.baseline, -(0.5 * Math.log(0.5) + 2 * 0.25 * Math.log(0.25)));
    assert.deepEqual(begin.targets, { kind: 'classes', minimum: 0, maximum: 2 });
  });

  it('or the variance of the numbers, each about its own mean', () => {
    const begin = begun({ kind: 'numbers', shape: [2] }, [1, 100, 3, 104, 5, 108]);
    near(begin.baseline, (8 / 3 + 32 / 3) / 2);
    assert.deepEqual(begin.targets, { kind: 'numbers', minimum: 1, maximum: 108 });
  });

  it('does not know it where classes weigh unequally or labels are smoothed', () => {
    assert.equal(begun(classes, [0, 1, 2, 0], { 'regularization.labelSmoothing': 0.1 }).baseline, null);
    assert.equal(begun(classes, [0, 1, 2, 0], { 'data.balance': 'classWeights' }).baseline, null);
  });

  it('measures the inputs that are numbers, and counts those that are none', () => {
    const { inputs } = begun(classes, [0, 1, 2, 0]);
    assert.deepEqual([inputs!.minimum, inputs!.maximum, inputs!.mean, inputs!.notFinite], [-3, 2, 0, 1]);
    near(inputs!.deviation, Math.sqrt(14 / 3));
  });
});
