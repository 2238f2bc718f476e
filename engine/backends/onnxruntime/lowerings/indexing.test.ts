import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../../data/random';
import type { HostTensor, Step } from '../../device';
import { startDevice } from '../../devices';
import { assertAgree, type Call } from './testing/agreement';
import { drawn, floats, integers } from './testing/tensors';

const random = new Random(1, 'indexing');

const toDense =
  (shape: number[]): Step =>
  ({ indices, values, fill }) => ({ y: tf.sparseToDense(indices!, values!, shape, fill as tf.Scalar) });

/** Different elements of a tensor, in any order. */
function places(shape: readonly number[], count: number): HostTensor {
  const order = random.permutation(tf.util.sizeFromShape([...shape]));
  const rows = Array.from(order.slice(0, count), (flat) =>
    tf.util.indexToLoc(
      flat,
      shape.length,
      tf.util
        .computeStrides([...shape])
        .concat(1)
        .slice(0, shape.length),
    ),
  );
  return shape.length === 1 ? integers([rows.length], rows.flat()) : integers([rows.length, shape.length], rows.flat());
}

describe('a sparse tensor made dense', () => {
  it('is that of the reference: of every type, of one value, with a default', async () => {
    const calls = Array.from({ length: 12 }, (_, i): Call => {
      const shape = Array.from({ length: 1 + (i % 3) }, () => 2 + random.integer(4));
      const indices = places(shape, 1 + random.integer(4));
      const make = i % 2 ? floats : integers;
      const isSingle = i % 4 === 3;
      const values = drawn(make, isSingle ? [] : [indices.shape[0]!], () => random.integer(9) - 4);
      return { title: shape.join(), step: toDense(shape), inputs: { indices, values, fill: make([], [i - 5]) } };
    });
    const scalar: Call = {
      title: 'at a single index',
      step: toDense([4]),
      inputs: { indices: integers([], [2]), values: floats([], [5]), fill: floats([], [1]) },
    };
    const truths: Call = {
      title: 'of booleans',
      step: ({ indices }) => ({
        y: tf.sparseToDense(indices!, tf.tensor1d([true, false], 'bool'), [3], tf.scalar(true, 'bool')),
      }),
      inputs: { indices: integers([2], [0, 2]) },
    };
    await assertAgree([...calls, scalar, truths]);
  });

  it('refuses an index out of bounds when the step runs', async () => {
    const { device } = await startDevice('cpu');
    for (const index of [-1, 4]) {
      const inputs = { indices: integers([1], [index]), values: floats([1], [1]), fill: floats([], [0]) };
      await assert.rejects(device.compile(toDense([4])).run(inputs), /onnxruntime/);
    }
  });
});

it('the largest of booleans, and where they are, are those of the reference', async () => {
  const step: Step = ({ x }) => {
    const { values, indices } = tf.topk(tf.greater(x!, 0), 3);
    return { values, indices };
  };
  await assertAgree([{ title: 'booleans', step, inputs: { x: floats([2, 4], [-1, 1, -1, 1, -1, -1, -1, 2]) } }]);
});
