import * as v from 'valibot';
import { defineAugmentation, type Surroundings } from './augmentation';

/** No label: what has come in at the edge of a series has none. */
const UNLABELLED = -1;

/**
 * Shifts series by up to some steps, earlier or later; the edge's values are repeated into the gap. Labels of moments
 * move along.
 */
export const augmentation = defineAugmentation({
  id: 'timeShift',
  title: 'Time shift',
  schema: v.strictObject({
    type: v.literal('timeShift'),
    steps: v.pipe(
      v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 4),
      v.description('Most steps, either way.'),
    ),
  }),
  misfit(task, { steps }) {
    const { inputShape, vocabulary, target } = task;
    if (vocabulary !== null) return 'it shifts series of numbers, and the inputs are tokens';
    if (inputShape.length !== 2) {
      return `it shifts series [time, features], and the inputs have shape [${inputShape.join(', ')}]`;
    }
    if (steps >= inputShape[0]!) return `${steps} steps leave nothing of series of ${inputShape[0]!}`;
    return target.kind === 'numbers' ? 'a shifted series goes on with other numbers than those it is to predict' : null;
  },
  apply({ count, inputs, targets }, { steps }, randomOf, { task }) {
    const [time, features] = task.inputShape as [number, number];
    for (let row = 0; row < count; row++) {
      const later = randomOf(row).integer(2 * steps + 1) - steps;
      const series = inputs.subarray(row * time * features, (row + 1) * time * features);
      shift(series, features, later, (original, moment) =>
        original.subarray(moment * features, (moment + 1) * features),
      );
      if (hasMoments(task)) {
        const labels = targets.subarray(row * time, (row + 1) * time);
        shift(labels, 1, later, () => [UNLABELLED]);
      }
    }
  },
});

const hasMoments = ({ inputShape, target }: Surroundings['task']): boolean =>
  target.kind === 'classes' && target.shape.length === 1 && target.shape[0] === inputShape[0];

/** @param edge what comes into the gap, from the series and the moment nearest to it */
function shift<T extends Float32Array | Int32Array | Uint8Array>(
  series: T,
  features: number,
  later: number,
  edge: (original: T, nearest: number) => ArrayLike<number>,
): void {
  const original = series.slice() as T;
  const time = series.length / features;
  for (let moment = 0; moment < time; moment++) {
    const from = moment - later;
    const inside = from >= 0 && from < time;
    const values = inside
      ? original.subarray(from * features, (from + 1) * features)
      : edge(original, from < 0 ? 0 : time - 1);
    series.set(values, moment * features);
  }
}
