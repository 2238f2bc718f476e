import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../../data/random';
import { assertAgree, byReference, type Call } from './testing/agreement';
import { filled } from './testing/tensors';

describe('depth to space with the channels first', () => {
  /** tfjs's cpu backend has it with the channels last only. */
  const call = (seed: number, moved: (x: tf.Tensor4D, block: number) => tf.Tensor): Call => {
    const random = new Random(seed, 'blocks');
    const [block, B, C, H, W] = [
      2 + random.integer(2),
      ...[2, 3, 4, 4].map((most) => 1 + random.integer(most)),
    ] as const;
    const shape = [B!, block * block * C!, H!, W!];
    return {
      title: JSON.stringify({ shape, block }),
      step: ({ x }) => ({ y: moved(x as tf.Tensor4D, block) }),
      inputs: { x: filled(random, shape) },
    };
  };
  const seeds = Array.from({ length: 10 }, (_, seed) => seed);

  it('is that with the channels last between two transposes', async () => {
    const around = (x: tf.Tensor4D, block: number): tf.Tensor =>
      tf.transpose(tf.depthToSpace(tf.transpose(x, [0, 2, 3, 1]), block), [0, 3, 1, 2]);
    const expected = await byReference(seeds.map((seed) => call(seed, around)));
    assert.ok(expected.every(({ y }) => y!.values.length > 0));
    await assertAgree(
      seeds.map((seed) => call(seed, (x, block) => tf.depthToSpace(x, block, 'NCHW'))),
      { expected },
    );
  });
});
