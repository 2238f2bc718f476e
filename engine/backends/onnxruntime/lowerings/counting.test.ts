import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../../data/random';
import type { HostTensor, Step } from '../../device';
import { startDevice } from '../../devices';
import { assertAgree, type Call } from './testing/agreement';
import { drawn, floats, integers } from './testing/tensors';

const random = new Random(1, 'counting');

/** Whole numbers from 0, of which some are too large to be counted. */
const numbers = (shape: number[], bound: number): HostTensor => drawn(integers, shape, () => random.integer(bound));

/** Of x: float and integer weights, and none. */
function weightsOf({ shape }: HostTensor, kind: number): HostTensor {
  if (kind === 0) return floats([0], []);
  return kind === 1 ? drawn(floats, shape, () => random.normal()) : drawn(integers, shape, () => random.integer(9) - 4);
}

describe('counting', () => {
  it('by number, with weights and without, as the reference does', async () => {
    const calls = Array.from({ length: 18 }, (_, i): Call => {
      const size = i === 0 ? 0 : 1 + random.integer(8);
      const shape = i % 2 ? [1 + random.integer(30)] : [1 + random.integer(4), 1 + random.integer(20)];
      const x = numbers(shape, size + 3);
      const isBinary = i % 4 === 2;
      return {
        title: `${shape.join()} into ${size}`,
        step: ({ x: values, weights }) => ({
          dense: tf.denseBincount(values as tf.Tensor2D, weights as tf.Tensor2D, size, isBinary),
          ...(shape.length === 1 && { flat: tf.bincount(values as tf.Tensor1D, weights as tf.Tensor1D, size) }),
        }),
        inputs: { x, weights: weightsOf(x, i % 3) },
      };
    });
    await assertAgree(calls);
  });

  it('refuses a negative number, at once in tfjs’s words and when the step runs', async () => {
    const { device } = await startDevice('cpu');
    const step: Step = ({ x }) => ({ y: tf.denseBincount(x as tf.Tensor2D, [], 3) });
    const x = integers([2, 2], [0, 1, -1, 2]);
    await assert.rejects(device.compile(step).run({ x }), /cannot be run: bincount counts a negative number/);
    assert.throws(() => tf.bincount(tf.tensor1d([-1], 'int32'), tf.tensor1d([1]), 3), /non-negative/);
  });

  it('of numbers below others, in rows of every length, with ties, out of order and of no number', async () => {
    const lengths = [1, 2, 3, 4, 7, 8, 9, 31, 64, 100];
    const calls = lengths.flatMap((n, i) =>
      (['left', 'right'] as const).map((side): Call => {
        const [rows, count] = [1 + random.integer(3), 1 + random.integer(20)];
        const make = i % 2 ? floats : integers;
        const draw = (): number => random.integer(12) - 3;
        const isOrdered = i % 3 !== 0;
        const row = (): number[] => {
          const values = Array.from({ length: n }, draw);
          return isOrdered ? values.sort((a, b) => a - b) : values;
        };
        const sequence = make([rows, n], Array.from({ length: rows }, row).flat());
        return {
          title: `${rows} rows of ${n}, ${side}`,
          step: ({ sequence: of, values }) => ({ y: tf.searchSorted(of!, values!, side) }),
          inputs: { sequence, values: drawn(make, [rows, count], draw) },
        };
      }),
    );
    const special: Call = {
      title: 'special numbers',
      step: ({ sequence, values }) => ({
        low: tf.lowerBound(sequence!, values!),
        high: tf.upperBound(sequence!, values!),
      }),
      inputs: {
        sequence: floats([5], [-Infinity, -0, 0, 1, Infinity]),
        values: floats([6], [NaN, -Infinity, 0, -0, Infinity, 0.5]),
      },
    };
    await assertAgree([...calls, special]);
  });
});
