import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../../data/random';
import type { HostTensor, Step, StepInputs } from '../../device';
import { startDevice } from '../../devices';
import { assertAgree, type Call } from './testing/agreement';
import { integers } from './testing/tensors';

const random = new Random(1, 'shapes');
const vector = (values: number[]) => integers([values.length], values);

const broadcast: Step = ({ a, b }) => ({ y: tf.broadcastArgs(a!, b!) });

const reshapeSparse: Step = ({ indices, from, to }) => {
  const reshaped = tf.sparse.sparseReshape(indices as tf.Tensor2D, from as tf.Tensor1D, to as tf.Tensor1D);
  return { indices: reshaped.outputIndices!, shape: reshaped.outputShape! };
};

/** Elements of a sparse tensor of the shape `from`. */
function places(from: number[], count: number): HostTensor {
  const rows = Array.from({ length: count }, () => from.map((length) => random.integer(length)));
  return integers([count, from.length], rows.flat());
}

/** A run of a compiled step. */
async function compiled(step: Step, inputs: StepInputs): Promise<unknown> {
  const { device } = await startDevice('cpu');
  return device.compile(step).run(inputs);
}

describe('shapes as tensors', () => {
  it('broadcast as the reference does', async () => {
    const calls = Array.from({ length: 12 }, (_, i): Call => {
      const whole = Array.from({ length: 1 + random.integer(4) }, () => 1 + random.integer(5));
      const thin = (): number[] =>
        whole.map((length) => (random.integer(2) ? length : 1)).slice(random.integer(whole.length));
      const [a, b] = i % 2 ? [whole, thin()] : [thin(), thin()];
      return { title: `${a.join()} and ${b.join()}`, step: broadcast, inputs: { a: vector(a), b: vector(b) } };
    });
    const scalar = { title: 'with a scalar', step: broadcast, inputs: { a: vector([]), b: vector([2, 3]) } };
    const empty = { title: 'with an empty axis', step: broadcast, inputs: { a: vector([0, 1]), b: vector([1, 3]) } };
    await assertAgree([...calls, scalar, empty]);
  });

  it('that do not broadcast end the run', async () => {
    await assert.rejects(compiled(broadcast, { a: vector([2, 3]), b: vector([2, 4]) }), /do not broadcast/);
  });

  it('of sparse tensors change as the reference does', async () => {
    const cases: [number[], number[]][] = [
      [
        [2, 3, 4],
        [6, -1],
      ],
      [[24], [2, 3, 4]],
      [[4, 6], [-1]],
      [
        [4, 6],
        [3, 8],
      ],
      [
        [2, 2, 2, 2],
        [4, -1, 2],
      ],
      [[5], [1, 5, 1]],
      [
        [70000, 70000],
        [-1, 7],
      ],
    ];
    const calls = cases.map(([from, to]): Call => ({
      title: `${from.join()} as ${to.join()}`,
      step: reshapeSparse,
      inputs: { indices: places(from, 6), from: vector(from), to: vector(to) },
    }));
    await assertAgree(calls);
  });

  it('of sparse tensors that do not fit end the run', async () => {
    for (const to of [
      [-1, -1],
      [5, -1],
      [2, 2],
      [-2, 3],
      [0, -1],
    ]) {
      const inputs = { indices: places([2, 3], 2), from: vector([2, 3]), to: vector(to) };
      await assert.rejects(compiled(reshapeSparse, inputs), /cannot be run: sparseReshape/, `[${to.join()}]`);
    }
  });
});
