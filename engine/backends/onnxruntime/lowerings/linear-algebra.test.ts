import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import type { Step } from '../../device';
import { startDevice } from '../../devices';
import { assertAgree } from './testing/agreement';
import { floats } from './testing/tensors';

/** The values of einsum with a label twice stand against PyTorch's in test/golden. */
describe('einsum of an operand with a label twice', () => {
  it('of no elements and of one is as on the reference', async () => {
    const diagonal: Step = ({ x }) => ({ diagonal: tf.einsum('ii->i', x!), trace: tf.einsum('ii->', x!) });
    await assertAgree([
      { title: 'none', step: diagonal, inputs: { x: floats([0, 0], []) } },
      { title: 'one', step: diagonal, inputs: { x: floats([1, 1], [3]) } },
    ]);
  });

  it('refuses axes that are not equally long, and labels for other ranks', async () => {
    for (const id of ['reference', 'cpu'] as const) {
      const { device } = await startDevice(id);
      const run = async (equation: string): Promise<unknown> =>
        device.compile(({ x }) => ({ y: tf.einsum(equation, x!) })).run({ x: floats([2, 3], [1, 2, 3, 4, 5, 6]) });
      await assert.rejects(run('ii->i'), /axes 0 and 1 of \[2,3\] have one label and must be equally long/, id);
      await assert.rejects(run('iij->j'), id);
    }
  });
});
