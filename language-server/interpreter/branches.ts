import { joinContents } from './join';
import type { Machine } from './machine';
import type { Changes } from './store';

export const join = (values: readonly unknown[]): unknown => joinContents([...new Set(values)]);

/**
 * Runs each alternative from the present state and joins the states of those that go on; false when none does.
 */
export function paths(machine: Machine, alternatives: readonly (() => boolean)[]): boolean {
  const { store } = machine;
  const mark = store.mark();
  const ends: Changes[] = [];
  const choice = alternatives.length > 1 ? 1 : 0;
  machine.branches += choice;
  for (const alternative of alternatives) {
    if (alternative()) ends.push(store.changesSince(mark));
    store.rewind(mark);
  }
  machine.branches -= choice;
  machine.frame.partial ||= 0 < ends.length && ends.length < alternatives.length;
  store.join(ends);
  return ends.length > 0;
}
