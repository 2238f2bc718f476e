/** Every loss and its gradient against PyTorch's, in every way that tfjs code is run. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { LossOptions } from '../../engine/losses/loss';
import { losses } from '../../engine/losses/losses.generated';
import type { Task } from '../../engine/data/task';
import { differences } from './closeness';
import { hostTensor, type Values } from './goldens';
import { type Prepare, ways } from './ways';

/** Relative to a tensor's largest magnitude: a few dozen roundings of float32, which has 24 bits. */
const TOLERANCE = 1e-5;

interface Golden extends LossOptions {
  loss: string;
  logits: Values;
  targets: Values;
  value: number;
  /** By the logits. */
  gradient: number[];
}

const goldens = JSON.parse(readFileSync(path.join(__dirname, 'losses.json'), 'utf8')) as Golden[];

/** No loss of these needs to know more. */
const taskOf = ({ logits }: Golden): Task => ({
  inputShape: [],
  vocabulary: null,
  target: { kind: 'classes', classes: logits.shape.at(-1)!, shape: [] },
  outputs: logits.shape.at(-1)!,
});

async function verdict(golden: Golden, prepare: Prepare): Promise<string[]> {
  const loss = losses.find(({ id }) => id === golden.loss)!;
  const step = prepare(({ logits, targets }) => {
    const { value, grad } = tf.valueAndGrad((z) => loss.compute(z, targets!, golden, taskOf(golden)))(logits!);
    return { value, gradient: grad };
  });
  const results = await step.run({ logits: hostTensor(golden.logits), targets: hostTensor(golden.targets) });
  step.dispose();
  const expected = {
    value: hostTensor({ shape: [], values: [golden.value] }),
    gradient: hostTensor({ shape: golden.logits.shape, values: golden.gradient }),
  };
  return differences(results, expected, TOLERANCE);
}

for (const way of ways) {
  describe(`losses as PyTorch's: ${way.name}`, () => {
    let prepare: Prepare;

    before(async () => {
      prepare = await way.start();
    });

    for (const { id } of losses) {
      it(id, async () => {
        const cases = goldens.filter(({ loss }) => loss === id);
        assert.ok(cases.length >= 2);
        const failures = [];
        for (const golden of cases) failures.push(...(await verdict(golden, prepare)));
        assert.deepEqual(failures, []);
      });
    }
  });
}
