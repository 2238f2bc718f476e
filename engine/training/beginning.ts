/** The watch of a run: what it must know before the first step. */
import type { Batch } from '../data/batches';
import type { Dataset, Field } from '../data/samples';
import type { Begin, LayerAnatomy, ValueStatistics } from '../diagnosis/watch/observation';
import type { Objective } from './objective';
import type { PreparedData } from './prepare';

/** Of the numbers that the model is fed first; null for tokens. */
function statisticsOf({ dtype, values }: Batch['inputs']): ValueStatistics | null {
  if (dtype !== 'float32') return null;
  let [count, sum, squares, minimum, maximum] = [0, 0, 0, Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    squares += value * value;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  const mean = count ? sum / count : 0;
  const deviation = count ? Math.sqrt(Math.max(0, squares / count - mean * mean)) : 0;
  return { mean, deviation, minimum, maximum, notFinite: values.length - count };
}

/** Entropy of the classes, in nats; labels below 0 do not count. */
function entropy(labels: Field['values']): number {
  const counts = new Map<number, number>();
  let all = 0;
  for (const label of labels) {
    if (label < 0) continue;
    all++;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => sum - (count / all) * Math.log(count / all), 0);
}

/** Mean variance of the numbers of a target, each about its own mean. */
function variance(values: Field['values'], width: number): number {
  const rows = values.length / width;
  let sum = 0;
  for (let column = 0; column < width; column++) {
    let [mean, squares] = [0, 0];
    for (let row = 0; row < rows; row++) {
      const value = values[row * width + column]!;
      const before = mean;
      mean += (value - mean) / (row + 1);
      squares += (value - before) * (value - mean);
    }
    sum += squares / rows;
  }
  return sum / width;
}

/** The loss of the best answer that is the same for every sample, by loss. */
const baselines: Readonly<Record<string, (targets: Dataset['targets']) => number>> = {
  crossEntropy: ({ values }) => entropy(values),
  binaryCrossEntropy: ({ values }) => entropy(values),
  meanSquaredError: ({ shape, values }) =>
    variance(
      values,
      shape.reduce((size, length) => size * length, 1),
    ),
};

/** Null where it is not known: other losses, weights of classes, smoothed labels. */
function baselineOf({ loss, options }: Objective, { targets }: Dataset): number | null {
  if (options.classWeights || options.labelSmoothing > 0) return null;
  return baselines[loss.id]?.(targets) ?? null;
}

/** Least and most of the targets that count. */
function targetsOf({ task: { target } }: Objective, { targets }: Dataset): Begin['targets'] {
  let [minimum, maximum] = [Infinity, -Infinity];
  for (const value of targets.values) {
    if (target.kind === 'classes' && value < 0) continue;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return minimum <= maximum ? { kind: target.kind, minimum, maximum } : null;
}

export interface Beginning {
  /** Done, and of the whole run. */
  step: number;
  steps: number;
  /** Samples a step, of which the epoch's last may have fewer. */
  batchSize: number;
  data: Pick<PreparedData, 'objective' | 'train'>;
  layers: LayerAnatomy[];
  first: Batch;
}

export const beginOf = ({ step, steps, batchSize, data: { objective, train }, layers, first }: Beginning): Begin => ({
  step,
  steps,
  batchSize,
  layers,
  inputs: statisticsOf(first.inputs),
  targets: targetsOf(objective, train),
  outputs: objective.task.outputs,
  loss: objective.loss.id,
  baseline: baselineOf(objective, train),
});
