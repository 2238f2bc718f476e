/** `try`: what its handlers may begin from, and what is done last whatever happens. */
import type { Statement } from '../syntax/program';
import { walk } from '../syntax/walk';
import { afterException, paths } from './branches';
import type { Machine } from './machine';
import { run } from './statements';
import type { Cell } from './store';
import { UNKNOWN } from './value';
import { withLast } from './ways-out';

type Try = Extract<Statement, { kind: 'try' }>;

/** What cells have held in a body. */
type History = ReadonlyMap<Cell<unknown>, unknown[]>;

const LEAVES: ReadonlySet<Statement['kind']> = new Set(['return', 'break', 'continue']);

export function executeTry(machine: Machine, statement: Try): boolean {
  const { last } = statement;
  if (last.length === 0) return tried(machine, statement, false).goesOn;
  const swallows = mayLeave(last);
  let history: History = new Map();
  return withLast(machine, {
    run: () => {
      const outcome = tried(machine, statement, swallows);
      ({ history } = outcome);
      return outcome.goesOn;
    },
    last: () => run(machine, last),
    raised: (isOnlyWay) => (swallows || isOnlyWay) && afterException(machine, history),
  });
}

/** Whether what comes last may end the path itself, with which an exception under way is gone. */
function mayLeave(last: readonly Statement[]): boolean {
  let leaves = false;
  walk(last, {
    statement: ({ kind }) => {
      leaves ||= LEAVES.has(kind);
    },
  });
  return leaves;
}

/** All but what comes last. */
function tried(
  machine: Machine,
  { body, handlers, otherwise }: Try,
  swallows: boolean,
): { goesOn: boolean; history: History } {
  const { store } = machine;
  const mark = store.mark();
  const guards = Number(swallows || handlers.length > 0);
  machine.guarded += guards;
  const finished = run(machine, body);
  machine.guarded -= guards;
  const history = store.historySince(mark);
  const handle = handlers.map(({ name, body: handlerBody }) => (): boolean => {
    afterException(machine, history);
    if (name !== undefined) store.write(machine.frame.scope.cell(name), UNKNOWN);
    return run(machine, handlerBody);
  });
  return { goesOn: paths(machine, [() => finished && run(machine, otherwise), ...handle]), history };
}
