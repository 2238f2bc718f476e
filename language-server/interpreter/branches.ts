import { joinContents } from './join';
import type { Machine } from './machine';
import { noteRefined, unrefined, type Refined } from './refinements';
import type { Changes, History } from './store';

/** After an exception anywhere in a body, a variable holds any of the values it had there. */
export function afterException({ store }: Machine, history: History): boolean {
  for (const [cell, values] of history) store.write(cell, joinContents([...values]));
  return true;
}

/** Where a path of execution has come, and what it knows of variables from its tests alone. */
interface End {
  changes: Changes;
  refined: Refined | undefined;
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
    machine.refined = undefined;
    if (alternative()) ends.push({ changes: store.changesSince(mark), refined: machine.refined });
    store.rewind(mark);
  }
  machine.refined = refined;
  machine.branches -= choice;
  machine.frame.partial ||= 0 < ends.length && ends.length < alternatives.length;
  const [end, ...others] = ends;
  if (end?.refined && others.length === 0) noteRefined(machine, end.refined);
  store.join(others.length === 0 ? ends.map(({ changes }) => changes) : ends.map(unrefined));
  return ends.length > 0;
}
