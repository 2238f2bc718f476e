/** What the tests of augmentations share. */
import * as v from 'valibot';
import { Random } from '../../random';
import type { Target } from '../../task';
import { targetShape } from '../../task';
import { sizeOf } from '../../samples';
import type { Augmentation, AugmentedBatch, Surroundings } from '../augmentation';

const CLASSES: Target = { kind: 'classes', classes: 10, shape: [] };

export const imagesOf = (height: number, width: number, channels: number, target: Target = CLASSES): Surroundings => ({
  task: { inputShape: [height, width, channels], vocabulary: null, target },
  white: 255,
  units: [1],
});

/** A batch whose inputs are numbers of the index, and whose targets count up. */
export function batchOf(count: number, { task }: Surroundings, value: (index: number) => number): AugmentedBatch {
  const targets = Array.from({ length: count * sizeOf(targetShape(task.target)) }, (_, index) => index % 10);
  return {
    count,
    inputs: Float32Array.from({ length: count * sizeOf(task.inputShape) }, (_, index) => value(index)),
    targets: task.target.kind === 'classes' ? Int32Array.from(targets) : Float32Array.from(targets),
    mixed: null,
  };
}

/** A copy of the batch, altered. */
export function altered<T extends AugmentedBatch>(
  augmentation: Augmentation,
  parameters: object,
  batch: T,
  surroundings: Surroundings,
  seed = 1,
): T {
  const copy = { ...batch, inputs: batch.inputs.slice(), targets: batch.targets.slice() };
  const decoded = v.parse(augmentation.schema, { type: augmentation.id, ...parameters });
  augmentation.apply(copy, decoded, (row) => new Random(seed, 'test', row), surroundings);
  return copy;
}
