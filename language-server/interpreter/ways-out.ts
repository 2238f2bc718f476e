/** What is done on every way out of a body: `finally`, and the `__exit__` of a context. */
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
  last: () => boolean;
  /** Makes the state one after an exception, where `last` has the say of what follows, or nothing but it leads out. */
  raised?: (isOnlyWay: boolean) => boolean;
}

/** Runs a body, and what comes last after it and on each way out of it; false when no path goes on. */
export function withLast(machine: Machine, { run, last, raised }: Body): boolean {
  const { store } = machine;
  const mark = store.mark();
  const takeOut = noteWaysOut(machine);
  const goesOn = run();
  const after = store.changesSince(mark);
  const waysOut = takeOut();
  for (const { changes, since, take } of waysOut) {
    store.rewind(mark);
    store.join([changes]);
    if (last()) take(store.changesSince(since));
  }
  store.rewind(mark);
  if (raised?.(!goesOn && waysOut.length === 0)) {
    last();
    store.rewind(mark);
  }
  store.join([after]);
  return goesOn && last();
}
