import type { Machine } from './machine';
import type { Cell, Changes } from './store';
import type { Value } from './value';

/** Variables of which a test has told more, with what they held before it and since. */
export type Refined = Map<Cell<unknown>, { before: unknown; after: unknown }>;

/** Writes what a test tells of a variable, which is the same variable as before. */
export function refineCell(machine: Machine, cell: Cell<Value | undefined>, value: Value): void {
  const known = machine.refined.get(cell);
  const before = known && known.after === cell.value ? known.before : cell.value;
  machine.store.write(cell, value);
  machine.refined.set(cell, { before, after: value });
}

/** What a path has changed, without what only its tests told: that is not so on every path. */
export const unrefined = ({ changes, refined }: { changes: Changes; refined: Refined }): Changes =>
  new Map(
    [...changes].map(([cell, value]) => {
      const known = refined.get(cell);
      return [cell, known && known.after === value ? known.before : value];
    }),
  );
