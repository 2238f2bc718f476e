/** Tables of statistics: what a step computes of several things comes out of it as one matrix. */
import * as tf from '@tensorflow/tfjs-core';
import type { HostTensor } from '../../backends/device';
import { finite } from '../sums';

/** How each statistic of a thing is computed, as a scalar. */
export type Table<Thing, Name extends string> = Readonly<Record<Name, (thing: Thing) => tf.Tensor>>;

/** (things, statistics) */
export function tabulate<Thing, Name extends string>(table: Table<Thing, Name>, things: readonly Thing[]): tf.Tensor {
  const columns = Object.values<(thing: Thing) => tf.Tensor>(table);
  return tf.stack(things.map((thing) => tf.stack(columns.map((statistic) => statistic(thing)))));
}

/** The rows of such a matrix; what is not finite is null. */
export function rowsOf<Name extends string>(
  table: Table<never, Name>,
  { shape: [count], values }: HostTensor,
): Record<Name, number | null>[] {
  const names = Object.keys(table) as Name[];
  return Array.from({ length: count! }, (_, row) => {
    const entries = names.map((name, column) => [name, finite(values[row * names.length + column]!)] as const);
    return Object.fromEntries(entries) as Record<Name, number | null>;
  });
}

/** ‖x‖ over all elements. */
export const norm = (x: tf.Tensor): tf.Tensor => tf.sqrt(tf.sum(tf.square(x)));

/** The share of elements for which a condition holds. */
export const share = (condition: tf.Tensor): tf.Tensor => tf.mean(tf.cast(condition, 'float32'));

/** How many elements are NaN or infinite. */
export const countNotFinite = (x: tf.Tensor): tf.Tensor => tf.sum(tf.cast(tf.logicalNot(tf.isFinite(x)), 'float32'));
