import type { Machine } from './machine';
import type { Cell, Changes } from './store';
import { keepUnplaced, unplacedIn, type Stated } from './unplaced-sizes';
import type { Value } from './value';

/** Variables of which a test has told more, with what they held before it and since. */
export type Refined = ReadonlyMap<Cell<unknown>, { before: unknown; after: unknown }>;

export function noteRefined(machine: Machine, refined: Refined): void {
  machine.refined = machine.refined ? new Map([...machine.refined, ...refined]) : refined;
}

/** Writes what a test tells of a variable, which is the same variable as before. */
export function refineCell(
  machine: Machine,
  cell: Cell<Value | undefined>,
  value: Value,
  unplaced: readonly Stated[] = unplacedIn(machine, cell),
): void {
  const known = machine.refined?.get(cell);
  const before = known && known.after === cell.whole ? known.before : cell.whole;
  machine.store.write(cell, value);
  keepUnplaced(machine, cell, value, unplaced);
  noteRefined(machine, new Map([[cell, { before, after: value }]]));
}

/** What a path has changed, without what only its tests told: that is not so on every path. */
export function unrefined({ changes, refined }: { changes: Changes; refined: Refined | undefined }): Changes {
  if (!refined) return changes;
  const without = new Map(changes);
  for (const [cell, { before, after }] of refined) if (changes.get(cell) === after) without.set(cell, before);
  return without;
}
