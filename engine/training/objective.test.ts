import assert from 'node:assert/strict';
import { InMemory } from '../data/samples';
import type { Target } from '../data/task';
import { objectiveOf } from './objective';
import { parseOverrides } from './overrides';
import { resolve } from './resolve';

/** The objective of four samples under these settings. */
function objective(target: Target, settings: string[]) {
  const specification = resolve('moons-mlp', parseOverrides(settings));
  const values = target.kind === 'classes' ? Int32Array.of(0, 1, 0, 1) : Float32Array.of(0, 1, 0, 1);
  const dataset = new InMemory({ shape: [1], values: new Float32Array(4) }, { shape: [], values });
  const data = { dataset, target, test: null, vocabulary: null, fingerprint: '' };
  return objectiveOf({ ...specification, metrics: null }, data, dataset);
}

const two: Target = { kind: 'classes', classes: 2, shape: [] };
const numbers: Target = { kind: 'numbers', shape: [] };
const smoothing = 'regularization.labelSmoothing=0.1';

describe('the objective', () => {
  it('smooths labels for the losses that do', () => {
    for (const loss of ['crossEntropy', 'binaryCrossEntropy']) {
      assert.equal(objective(two, [`loss=${loss}`, smoothing]).options.labelSmoothing, 0.1);
    }
  });

  it('refuses smoothing that would have no effect', () => {
    assert.throws(() => objective(two, ['loss=hinge', smoothing]), {
      code: 'wrong-value',
      message: /labelSmoothing has no effect on loss "hinge"; set it to 0, or loss to .*crossEntropy/,
    });
    assert.throws(() => objective(numbers, ['loss=huber', smoothing]), /has no effect on loss "huber"; set it to 0$/);
  });

  it('refuses balance where there is not one class a sample', () => {
    for (const balance of ['classWeights', 'sampling']) {
      assert.throws(() => objective(numbers, ['loss=huber', `data.balance=${balance}`]), {
        code: 'wrong-value',
        message: new RegExp(`data.balance "${balance}" needs one class a sample; set it to none`),
      });
    }
  });
});
