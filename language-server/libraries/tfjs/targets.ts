import { equal, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printShape, shape } from '../../domain/shape';
import type { Mismatch } from '../../interpreter/event';
import type { Value } from '../../interpreter/value';
import { asManyAs } from '../layers/samples';

/** Where a model keeps its loss; no program's attribute is so named. */
export const LOSS = '@loss';

/** tfjs holds targets to the output's shape; class numbers have 1 for the classes. */
export function targetProblem(
  loss: Value,
  given: readonly Dimension[],
  target: readonly Dimension[],
  samples: Dimension | undefined,
): Pick<Mismatch, 'received' | 'expected' | 'advice'> | undefined {
  if (loss.kind !== 'string') return undefined;
  const output = asManyAs(target, given);
  const sparse = loss.value === 'sparseCategoricalCrossentropy';
  const wanted = sparse ? [...output.slice(0, -1), 1] : output;
  const received = `targets of shape ${printShape(shape(target))} for an output of shape ${printShape(shape(output))} with ${loss.value}`;
  if (wanted.length === target.length && !wanted.some((size, i) => i > 0 && different(size, target[i]!)))
    return flatTarget(loss.value, target) ? { received, ...CLASSES } : undefined;
  const classes = loss.value === 'categoricalCrossentropy' && different(output.at(-1)!, 1) && target.at(-1) === 1;
  if (classes) return { received, ...CLASSES };
  return {
    received,
    expected: `targets of shape ${printShape(shape(wanted))}`,
    advice: lying(target, samples)
      ? 'give each sample a row of its targets: transpose them'
      : advise(sparse, wanted, target),
  };
}

/** The targets of all samples in one row. */
const lying = ([rows, columns, ...rest]: readonly Dimension[], samples: Dimension | undefined): boolean =>
  rest.length === 0 &&
  samples !== undefined &&
  samples !== 1 &&
  rows === 1 &&
  columns !== undefined &&
  equal(columns, samples);

/** Whether the sizes are those of `others` with one more axis, last, of size 1. */
const isColumnOf = (sizes: readonly Dimension[], others: readonly Dimension[]): boolean =>
  sizes.length === others.length + 1 && sizes.at(-1) === 1 && others.every((size, i) => !different(size, sizes[i]!));

function advise(sparse: boolean, wanted: readonly Dimension[], target: readonly Dimension[]): string {
  if (isColumnOf(wanted, target)) return 'give the targets that last axis with .expandDims(-1)';
  if (isColumnOf(target, wanted)) return 'drop the last axis of the targets with .squeeze([-1])';
  if (wanted.length > target.length) return 'flatten what the last layer gets with tf.layers.flatten()';
  return sparse
    ? 'pass one class number a sample, or use categoricalCrossentropy for one-hot rows'
    : 'give the last layer as many units as there are targets';
}

/** One column of targets is refused as one-hot rows. */
const flatTarget = (loss: string, target: readonly Dimension[]): boolean =>
  loss === 'categoricalCrossentropy' && target.at(-1) === 1;

const CLASSES = {
  expected: "one-hot rows of the output's width",
  advice: 'use tf.oneHot, or sparseCategoricalCrossentropy for class numbers',
};
