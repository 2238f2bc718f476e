/** What is done on every way out of a body: `finally`, and the `__exit__` of a context. */
import { afterException } from './branches';
import type { Machine } from './machine';
import type { Changes } from './store';

/** A way out that a `return`, `break` or `continue` has taken, and the moment that its state is told from. */
interface WayOut {
  changes: Changes;
  since: number;
  /** Lets it lead on with another state. */
  take: (changes: Changes) => void;
}

/** Begins a body: the function that is returned takes out the ways that lead out of it. */
function noteWaysOut({ frame }: Machine): () => WayOut[] {
  const { exits, mark } = frame;
  const loop = frame.loops.at(-1);
  const ends = loop
    ? [
        { list: loop.breaks, since: loop.mark },
        { list: loop.continues, since: loop.iteration },
      ]
    : [];
  const first = exits.length;
  const firsts = ends.map(({ list }) => list.length);
  return () => [
    ...exits.splice(first).map(({ value, changes }) => ({
      changes,
      since: mark,
      take: (after: Changes) => exits.push({ value, changes: after }),
    })),
    ...ends.flatMap(({ list, since }, i) =>
      list.splice(firsts[i]!).map((changes) => ({ changes, since, take: (after: Changes) => list.push(after) })),
    ),
  ];
}

interface Body {
  run: () => boolean;
  /** `raised`: whether an exception is under way. */
  last: (raised: boolean) => boolean;
  /** Whether what comes last may keep an exception from going on. */
  swallows?: boolean;
}

/** Runs a body, and what comes last after it and on each way out of it; false when no path goes on. */
export function withLast(machine: Machine, { run, last, swallows = false }: Body): boolean {
  const { store } = machine;
  const mark = store.mark();
  const takeOut = noteWaysOut(machine);
  const [goesOn, history] = store.watch(run);
  const after = store.changesSince(mark);
  const waysOut = takeOut();
  for (const { changes, since, take } of waysOut) {
    store.rewind(mark);
    store.join([changes]);
    if (last(false)) take(store.changesSince(since));
  }
  store.rewind(mark);
  const isOnlyWay = !goesOn && waysOut.length === 0;
  // Where somebody catches it, an exception goes through what comes last.
  if (swallows || isOnlyWay || machine.guarded > 0) {
    afterException(machine, history);
    last(true);
    store.rewind(mark);
  }
  store.join([after]);
  return goesOn && last(false);
}
