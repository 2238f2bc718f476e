/** What a kernel is called with. */
import type * as tf from '@tensorflow/tfjs-core';
import { isNumeric } from './backend';

/** The inputs of a kernel as tfjs passes them: a record or an array, with arrays and gaps inside. */
export type KernelInputs = Readonly<Record<string, tf.TensorInfo | tf.TensorInfo[] | undefined>>;

/** One call of a kernel. */
export interface KernelCall {
  readonly inputs: KernelInputs;
  readonly attributes: object;
}

/** Replaces every tensor in a kernel's inputs, keeping their form. */
export function mapInputs<T>(inputs: KernelInputs, replace: (x: tf.TensorInfo) => T): Mapped<T> {
  const entries = Object.entries(inputs).map(([name, x]) => [
    name,
    Array.isArray(x) ? x.map(replace) : x && replace(x),
  ]);
  const result = Object.fromEntries(entries) as Mapped<T>;
  return Array.isArray(inputs) ? (Object.values(result) as unknown as Mapped<T>) : result;
}

type Mapped<T> = Readonly<Record<string, T | T[] | undefined>>;

/** Whether onnxruntime has a type for each of a kernel's inputs. */
export const isExpressible = ({ inputs }: KernelCall): boolean =>
  Object.values(inputs)
    .flatMap((x) => x ?? [])
    .every(({ dtype }) => isNumeric(dtype));
