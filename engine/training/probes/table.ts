/** Tables of statistics: what a step measures of several things comes out of it as one vector. */
import * as tf from '@tensorflow/tfjs-core';
import type { HostTensor } from '../../backends/device';
import { finite } from '../sums';

/** What is told of things of a kind: what the device folds them to, and what follows from that on the host. */
export interface Table<Thing, Statistic extends string> {
  /** Folds each of the things, on the device: (things · measures) */
  tabulate(things: readonly Thing[]): tf.Tensor;
  /** What such a vector tells, thing by thing. */
  rowsOf(vector: HostTensor): Row<Statistic>[];
}

/** What is not finite is null. */
export type Row<Statistic extends string> = Record<Statistic, number | null>;

/**
 * @param measures () each
 * @param statistics worked out of one thing's measures
 */
export function tableOf<Thing, Measure extends string, Statistic extends string>(
  measures: Readonly<Record<Measure, (thing: Thing) => tf.Tensor>>,
  statistics: Readonly<Record<Statistic, (measured: Readonly<Record<Measure, number>>) => number>>,
): Table<Thing, Statistic> {
  const columns = Object.entries<(thing: Thing) => tf.Tensor>(measures);
  const told = Object.entries<(measured: Record<Measure, number>) => number>(statistics);
  const rowOf = (values: HostTensor['values']): Row<Statistic> => {
    const measured = Object.fromEntries(columns.map(([name], column) => [name, values[column]!]));
    const row = told.map(([name, statistic]) => [name, finite(statistic(measured as Record<Measure, number>))]);
    return Object.fromEntries(row) as Row<Statistic>;
  };
  return {
    tabulate: (things) => tf.stack(things.flatMap((thing) => columns.map(([, measure]) => measure(thing)))),
    rowsOf: ({ values }) =>
      Array.from({ length: values.length / columns.length }, (_, thing) =>
        rowOf(values.subarray(thing * columns.length, (thing + 1) * columns.length)),
      ),
  };
}

/** Σ x² over all elements: () */
export const sumOfSquares = (x: tf.Tensor): tf.Scalar => tf.sum(tf.square(x));

/** Σ (x − mean)² over all elements: (); the difference first, since two large sums would leave none of its digits. */
export const squaredDeviations = (x: tf.Tensor): tf.Scalar => sumOfSquares(tf.sub(x, tf.mean(x)));

/** The share of elements for which a condition holds: () */
export const share = (condition: tf.Tensor): tf.Scalar => tf.mean(tf.cast(condition, 'float32'));

/** Of what was not measured: (); told as null. */
export const notMeasured = (): tf.Scalar => tf.scalar(NaN);
