/** Calls that do not return: what follows them is not reached. */
import type { Expression, Statement } from '../syntax/program';
import type { Frame } from './frame';
import type { Machine } from './machine';
import type { Value } from './value';

/** Functions of Python and of test runners that end what runs. */
const ENDING = new Set(
  'exit quit sys.exit os._exit os.abort pytest.exit pytest.fail pytest.skip pytest.xfail'.split(' '),
);

/** unittest's method of a test that goes no further. */
const SKIPPING = 'skipTest';

/** A call of the program's function that was just made without a return. */
export interface Ended {
  frame: Frame;
  branches: number;
}

/** Notes that the call which is under way does not return. */
export function noteEnd(machine: Machine): void {
  machine.ended = { frame: machine.frame, branches: machine.branches };
}

/** A call of another than the program's own functions runs these as it sees fit. */
export function noteCalled(machine: Machine, callee: Value, written: Expression): void {
  const called = callee.kind === 'bound' ? callee.callee : callee;
  if (called.kind !== 'function') machine.ended = undefined;
  if ((called.kind === 'library' || called.kind === 'builtin') && ENDING.has(called.name)) noteEnd(machine);
  if (called.kind === 'unknown' && written.kind === 'attribute' && written.name === SKIPPING) noteEnd(machine);
}

/** Whether a statement is a call, and that does not return. */
export function endsHere(machine: Machine, statement: Statement): boolean {
  const { ended, frame, branches } = machine;
  machine.ended = undefined;
  const isCall = (statement.kind === 'expression' || statement.kind === 'assign') && statement.value?.kind === 'call';
  return isCall && ended?.frame === frame && ended.branches === branches;
}

/** Whether a statement says that those who derive a class are to write what is missing. */
export function isAbstract({ value }: Extract<Statement, { kind: 'raise' }>): boolean {
  const raised = value?.kind === 'call' ? value.callee : value;
  return raised?.kind === 'name' && raised.name === 'NotImplementedError';
}
