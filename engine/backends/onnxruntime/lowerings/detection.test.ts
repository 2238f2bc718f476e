import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../../data/random';
import type { Step } from '../../device';
import { assertAgree, type Call } from './testing/agreement';
import { drawn, floats } from './testing/tensors';

const random = new Random(1, 'detection');

interface Attributes {
  count: number;
  overlap: number;
  score: number;
}

const choose =
  ({ count, overlap, score }: Attributes): Step =>
  ({ boxes, scores }) => {
    const { selectedIndices, validOutputs } = tf.image.nonMaxSuppressionPadded(
      boxes as tf.Tensor2D,
      scores as tf.Tensor1D,
      count,
      overlap,
      score,
      true,
    ) as { selectedIndices: tf.Tensor; validOutputs: tf.Tensor };
    return { selectedIndices, validOutputs };
  };

describe('non-maximum suppression', () => {
  it('padded to its limit chooses the boxes that the reference does', async () => {
    const calls = Array.from({ length: 30 }, (_, i): Call => {
      const n = 1 + random.integer(25);
      const attributes = {
        count: 1 + random.integer(n),
        overlap: [0, 0.1, 0.5, 0.75, 1][i % 5]!,
        score: [-Infinity, 0.3, 2][i % 3]!,
      };
      // Corners on a coarse grid, in any order: boxes that are equal, touch, or have no area; scores that tie.
      return {
        title: `${n} boxes, ${JSON.stringify(attributes)}`,
        step: choose(attributes),
        inputs: {
          boxes: drawn(floats, [n, 4], () => random.integer(5) / 4),
          scores: drawn(floats, [n], () => random.integer(6) / 5),
        },
      };
    });
    await assertAgree(calls);
  });

  it('takes no box whose score is no number, and those of infinite scores in order', async () => {
    const inputs = {
      boxes: floats([4, 4], [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7]),
      scores: floats([4], [NaN, -Infinity, 1, Infinity]),
    };
    await assertAgree([{ title: 'special', step: choose({ count: 4, overlap: 0.5, score: -Infinity }), inputs }]);
  });
});
