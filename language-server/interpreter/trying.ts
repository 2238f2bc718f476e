/** `try`: what its handlers may begin from, and what is done last whatever happens. */
import type { Expression, Statement } from '../syntax/program';
import { walk } from '../syntax/walk';
import { afterException, paths } from './branches';
import type { Machine } from './machine';
import { isReached } from './raising';
import { run } from './statements';
import { UNKNOWN } from './value';
import { withLast } from './ways-out';

type Try = Extract<Statement, { kind: 'try' }>;

const LEAVES: ReadonlySet<Statement['kind']> = new Set(['return', 'break', 'continue']);

/** What no operation on shapes raises: that it was raised says nothing against what is known of sizes. */
const ELSEWHERE =
  /^(ImportError|ModuleNotFoundError|OSError|IOError|FileNotFoundError|PermissionError|EOFError|StopIteration|KeyboardInterrupt|SystemExit)$/;

const isElsewhere = (type: Expression | undefined): boolean => {
  if (type?.kind === 'sequence') return type.elements.every(isElsewhere);
  return type?.kind === 'name' && ELSEWHERE.test(type.name);
};

export function executeTry(machine: Machine, statement: Try): boolean {
  const { last } = statement;
  if (last.length === 0) return tried(machine, statement, false);
  const swallows = mayLeave(last);
  return withLast(machine, {
    run: () => tried(machine, statement, swallows),
    last: () => run(machine, last),
    swallows,
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

/**
 * All but what comes last. What the body does not fail with as it is known here, a handler may never see: nothing is found
 * in it.
 */
function tried(machine: Machine, { body, handlers, otherwise }: Try, swallows: boolean): boolean {
  const { store, frame } = machine;
  const first = frame.raised.length;
  const guards = Number(swallows || handlers.length > 0);
  machine.guarded += guards;
  const [finished, history] = store.watch(() => run(machine, body));
  machine.guarded -= guards;
  const raised = finished ? [] : frame.raised.slice(first);
  const handle = handlers.map(({ type, name, body: handlerBody }, i) => (): boolean => {
    const doubts = Number(raised.length > 0 ? !isReached(handlers, i, raised) : !isElsewhere(type));
    machine.guarded += doubts;
    afterException(machine, history);
    if (name !== undefined) store.write(frame.scope.cell(name), UNKNOWN);
    const goesOn = run(machine, handlerBody);
    machine.guarded -= doubts;
    return goesOn;
  });
  return paths(machine, [() => finished && run(machine, otherwise), ...handle]);
}
