import type { Dimension } from '../domain/dimension';
import type { Expression } from '../syntax/program';
import type { Machine } from './machine';
import type { Cell } from './store';
import type { Value } from './value';

/** Axes of a variable's tensor, as a slice of its shape has them. */
export interface Axes {
  variable: Expression;
  /** What asked for them. */
  asked: Expression;
  from: number;
  to?: number;
  /** Whether it is the size of one axis. */
  single?: boolean;
}

export type Sizes = readonly (Dimension | undefined)[];

/** What a test told of some axes. */
export interface Stated {
  axes: Axes;
  sizes: Sizes;
}

/** What was told of a variable's axes whose places from the end are not known before its tensor's rank is. */
interface Unplaced {
  cell: Cell<unknown>;
  stated: readonly Stated[];
}

/** By the value that the variable got for it: a path on which the variable has another value was not told. */
export type UnplacedSizes = WeakMap<object, Unplaced>;

export function unplacedIn(machine: Machine, cell: Cell<Value | undefined>): readonly Stated[] {
  const { whole } = cell;
  const known = whole && machine.unplaced.get(whole);
  return known?.cell === cell ? known.stated : [];
}

/** The variable has this very value, which no other has: it was told what has no place yet. */
export function keepUnplaced(
  machine: Machine,
  cell: Cell<Value | undefined>,
  value: Value,
  stated: readonly Stated[],
): void {
  if (stated.length > 0) machine.unplaced.set(value, { cell, stated });
  else machine.unplaced.delete(value);
}

/**
 * Whether what has no place may be kept for a variable: not for those of a module, whose statements are analysed one by
 * one, nor in loops, where a size may be another in each turn, nor where a tensor may get another shape in place.
 */
export function mayKeep(machine: Machine, name: string): boolean {
  const { scope, loops } = machine.frame;
  if (machine.javascript || loops.length > 0 || scope.kind !== 'function' || scope.ownerOf(name) !== scope)
    return false;
  return !machine.asked(({ reshapesInPlace }) => reshapesInPlace);
}
