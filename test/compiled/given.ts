/** What programs are given: inputs and variables, and the numbers that they hold. */
import type { HostTensor } from '../../engine/backends/device';
import type { Random } from '../../engine/data/random';
import { sizeOf } from './shapes';

/** What is known of a value before a program runs. */
export interface Known {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: HostTensor['dtype'];
}

export interface Given extends Known {
  readonly kind: Kind;
  readonly scale: number;
}

/** Integers at which division goes wrong, and others. */
const EXTREMES = [-(2 ** 31), 2 ** 31 - 1, -7, -1, 0, 3];

/** Types, and what numbers of them are drawn from. */
const kinds = {
  normal: { dtype: 'float32', draw: (random: Random) => random.normal() },
  mask: { dtype: 'bool', draw: (random: Random) => random.integer(2) },
  /** Of an axis of two elements or more. */
  index: { dtype: 'int32', draw: (random: Random) => random.integer(2) },
  whole: { dtype: 'int32', draw: (random: Random) => random.integer(7) - 3 },
  extreme: { dtype: 'int32', draw: (random: Random) => EXTREMES[random.integer(EXTREMES.length)]! },
} as const;

export type Kind = keyof typeof kinds;

export const given = (name: string, shape: readonly number[], kind: Kind = 'normal', scale = 1): Given => ({
  name,
  shape,
  dtype: kinds[kind].dtype,
  kind,
  scale,
});

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array };

export function valuesOf({ shape, dtype, kind, scale }: Given, random: Random): HostTensor {
  const numbers = Array.from({ length: sizeOf(shape) }, () => scale * kinds[kind].draw(random));
  return { shape: [...shape], dtype, values: arrays[dtype].from(numbers) };
}
