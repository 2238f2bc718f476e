import { equal, type Dimension } from '../domain/dimension';
import type { Shape } from '../domain/shape';
import { symbolsOf } from '../domain/symbols';
import { areEntries, describes } from './dictionaries';
import { Each } from './each';
import { Perhaps, present } from './perhaps';
import { isValue, type Tensor, type Value } from './value';

/**
 * Whether the content `old` of a cell at a turn's start describes `joined` too; sizes made by this very loop, which have
 * a serial from `from` on, describe any.
 */
export function covers(old: unknown, joined: unknown, from: number): boolean {
  if (old === joined) return true;
  if (old instanceof Perhaps) return covers(old.value, present(joined), from);
  if (isValue(old) && isValue(joined)) return coversValue(old, joined, from);
  if (old instanceof Each && joined instanceof Each)
    return isAsMany(old, joined) && covers(old.value, joined.value, from);
  if (areEntries(old) && areEntries(joined)) return describes(old, joined, (a, b) => covers(a, b, from));
  return old === undefined || coversElements(old, joined, from);
}

/** Whether nothing is said of all the elements together that no longer holds. */
const isAsMany = (old: Each, joined: Each): boolean =>
  (old.count === undefined || (joined.count !== undefined && equal(old.count, joined.count))) &&
  (!old.ending || joined.ending !== undefined);

function coversValue(old: Value, joined: Value, from: number): boolean {
  if (old.kind === 'unknown') return old.among ? old === joined : coversUnknown(old.size, joined);
  if (old.kind === 'integer' && joined.kind === 'integer') return coversSize(old.value, joined.value, from);
  if (old.kind === 'tensor' && joined.kind === 'tensor')
    return coversShape(old.shape, joined.shape, from) && coversContent(old, joined);
  if (old.kind === 'tuple' && joined.kind === 'tuple') return coversElements(old.elements, joined.elements, from);
  return false;
}

/** What may be anything; one that is known to be a certain size is that same size only. */
const coversUnknown = (old: Dimension | undefined, joined: Value): boolean =>
  old === undefined || (joined.kind === 'unknown' && joined.size !== undefined && equal(old, joined.size));

const coversSize = (old: Dimension, joined: Dimension, from: number): boolean =>
  equal(old, joined) || symbolsOf(old).some((each) => each >= from);

const coversShape = (old: Shape, joined: Shape, from: number): boolean =>
  old.open === joined.open &&
  old.dimensions.length === joined.dimensions.length &&
  old.dimensions.every((size, i) => coversSize(size, joined.dimensions[i]!, from));

/** Whether what is said of the entries of `old` holds of those of `joined`, too. */
const coversContent = (old: Tensor, { type, device, values, bounds }: Tensor): boolean =>
  (old.type === undefined || old.type === type) &&
  (old.device === undefined || old.device === device) &&
  (old.bounds === undefined || old.bounds === bounds) &&
  (old.values === undefined || areEqual(old.values, values));

const areEqual = (some: readonly number[], others: readonly number[] | undefined): boolean =>
  some.length === others?.length && some.every((each, i) => each === others[i]);

const coversElements = (old: unknown, joined: unknown, from: number): boolean =>
  Array.isArray(old) &&
  Array.isArray(joined) &&
  old.length === joined.length &&
  old.every((each, i) => covers(each, joined[i], from));
