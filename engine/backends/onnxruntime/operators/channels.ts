/** tfjs keeps channels last, ONNX first. */
import type { Value } from '../graph';
import { transpose } from './shape';

const channelsFirst = (rank: number): number[] => [0, rank - 1, ...Array.from({ length: rank - 2 }, (_, i) => i + 1)];
const channelsLast = (rank: number): number[] => [0, ...Array.from({ length: rank - 2 }, (_, i) => i + 2), 1];

/** (B, …, C) → (B, C, …) */
export const toChannelsFirst = (x: Value): Value => transpose(x, channelsFirst(x.shape.length));
/** (B, C, …) → (B, …, C) */
export const toChannelsLast = (x: Value): Value => transpose(x, channelsLast(x.shape.length));

/** A filter (…kernel, C, K) → (K, C, …kernel). */
export function toOutputFirst(filter: Value): Value {
  const rank = filter.shape.length;
  return transpose(filter, [rank - 1, rank - 2, ...Array.from({ length: rank - 2 }, (_, i) => i)]);
}

/** A filter (K, C, …kernel) → (…kernel, C, K). */
export function toOutputLast(filter: Value): Value {
  const rank = filter.shape.length;
  return transpose(filter, [...Array.from({ length: rank - 2 }, (_, i) => i + 2), 1, 0]);
}
