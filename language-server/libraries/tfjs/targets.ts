import type { Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape, shape } from '../../domain/shape';
import type { Mismatch } from '../../interpreter/event';
import type { Value } from '../../interpreter/value';

/** tfjs holds targets to the output's shape; class numbers have 1 for the classes. */
export function targetProblem(
  loss: Value,
  output: readonly Dimension[],
  target: readonly Dimension[],
): Pick<Mismatch, 'received' | 'expected' | 'advice'> | undefined {
  if (loss.kind !== 'string') return undefined;
  const sparse = loss.value === 'sparseCategoricalCrossentropy';
  const wanted = sparse ? [...output.slice(0, -1), 1] : output;
  const received = `an output of shape ${printShape(shape(output))} and targets of shape ${printShape(shape(target))} with ${loss.value}`;
  if (wanted.length === target.length && !wanted.some((size, i) => i > 0 && different(size, target[i]!)))
    return flatTarget(loss.value, target) ? { received, ...CLASSES } : undefined;
  const classes = loss.value === 'categoricalCrossentropy' && different(output.at(-1)!, 1) && target.at(-1) === 1;
  if (classes) return { received, ...CLASSES };
  return {
    received,
    expected: `targets (N, ${wanted.slice(1).map(printDimension).join(', ')})`,
    advice: sparse
      ? 'pass one class number a sample, or use categoricalCrossentropy for one-hot rows'
      : 'give the last layer as many units as there are targets',
  };
}

/** One column of targets is refused as one-hot rows. */
const flatTarget = (loss: string, target: readonly Dimension[]): boolean =>
  loss === 'categoricalCrossentropy' && target.at(-1) === 1;

const CLASSES = {
  expected: "one-hot rows of the output's width",
  advice: 'use tf.oneHot, or sparseCategoricalCrossentropy for class numbers',
};
