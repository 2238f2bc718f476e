import { joinContents } from './join';
import type { Machine } from './machine';
import { unrefined, type Refined } from './refinements';
import type { Changes } from './store';

export const join = (values: readonly unknown[]): unknown => joinContents([...new Set(values)]);

/** Where a path of execution has come, and what it knows of variables from its tests alone. */
interface End {
  changes: Changes;
  refined: Refined;
}

/**
 * Runs each alternative from the present state and joins the states of those that go on; false when none does. What the
 * tests told holds on where one alone goes on.
 */
export function paths(machine: Machine, alternatives: readonly (() => boolean)[]): boolean {
  const { store, refined } = machine;
  const mark = store.mark();
  const ends: End[] = [];
  const choice = alternatives.length > 1 ? 1 : 0;
  machine.branches += choice;
  for (const alternative of alternatives) {
    machine.refined = new Map();
    if (alternative()) ends.push({ changes: store.changesSince(mark), refined: machine.refined });
    store.rewind(mark);
  }
  machine.refined = refined;
  machine.branches -= choice;
  machine.frame.partial ||= 0 < ends.length && ends.length < alternatives.length;
  const [end, ...others] = ends;
  if (end && others.length === 0) for (const [cell, known] of end.refined) refined.set(cell, known);
  store.join(others.length === 0 ? ends.map(({ changes }) => changes) : ends.map(unrefined));
  return ends.length > 0;
}
