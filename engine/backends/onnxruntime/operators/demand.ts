/** What must hold of values, which a graph knows only when it runs: onnxruntime ends a run whose index is out of bounds. */
import type { Value } from '../graph';
import { scalar, where } from './elementwise';
import { gather } from './indexing';
import { reshape } from './shape';

/** What is wrong where a demand is not met, as a clause for people. */
const refusals = {
  negative: 'bincount counts a negative number; pass whole numbers from 0',
  broadcast: 'broadcastArgs is given shapes that do not broadcast; each length must be equal or 1',
  fit: 'sparseReshape is given a shape of another size, or with more than one -1; pass one that the tensor fills',
} as const;

type Refusal = keyof typeof refusals;

/** No axis is as long as the largest indices, of which each stands for a refusal. */
const LARGEST = 2 ** 31 - 1;
const names = Object.keys(refusals) as Refusal[];

/** int32 zeros in the condition's shape, which cannot be computed where it does not hold. */
export function demand(condition: Value, refusal: Refusal): Value {
  const zero = scalar(condition.graph, 0, 'int32');
  return gather(reshape(zero, [1]), where(condition, zero, LARGEST - names.indexOf(refusal)), 0);
}

/** What an index out of bounds says. */
export const refusalOf = (index: number): string | undefined => {
  const name = names[LARGEST - index];
  return name && refusals[name];
};
