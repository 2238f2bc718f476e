import { executeAssignment } from './assignment';
import { claim } from './claiming';
import { definitionOfClass, definitionOfFunction } from './definitions';
import { evaluate } from './expressions';
import { executeWith } from './contexts';
import { bindImports } from './imports';
import { inBlock } from './blocks';
import { endsHere, isAbstract } from './ending';
import { paths } from './branches';
import { executeFor, executeWhile } from './loops';
import { executeMatch } from './matching';
import type { Machine } from './machine';
import { asksOfSizes, test } from './tests';
import { nameRaised } from './raising';
import { refine, refineAsserted } from './truth';
import { executeTry } from './trying';
import { forget } from './deleting';
import type { Expression, Statement } from '../syntax/program';
import { NONE, UNKNOWN, type Value } from './value';

/** Runs statements in order; false when no path goes on after them (returned, raised, left the loop). */
export function run(machine: Machine, statements: readonly Statement[]): boolean {
  const { guarded } = machine;
  const goesOn = statements.every((statement) => execute(machine, statement));
  machine.guarded = guarded;
  return goesOn;
}

const execute = (machine: Machine, statement: Statement): boolean =>
  machine.step(true, perform, statement) && !endsHere(machine, statement);

type Kind = Statement['kind'];
type Of<K extends Kind> = Extract<Statement, { kind: K }>;
type Perform<K extends Kind> = (machine: Machine, statement: Of<K>) => boolean;

const perform = <K extends Kind>(machine: Machine, statement: Of<K>): boolean =>
  (STATEMENTS[statement.kind] as Perform<K>)(machine, statement);

/** Branches that no test decides are run within each other: more would fill the stack. */
const MAX_BRANCHES = 1200;

function executeIf(machine: Machine, statement: Of<'if'>): boolean {
  const choose = (index: number): boolean => {
    const branch = statement.branches[index];
    if (!branch) return run(machine, statement.otherwise);
    if (index >= MAX_BRANCHES) {
      machine.budgets.giveUp();
      return true;
    }
    const outcome = test(machine, branch.test);
    if (outcome !== undefined) return outcome ? run(machine, branch.body) : choose(index + 1);
    return undecided(machine, branch.test, [() => run(machine, branch.body), () => choose(index + 1)]);
  };
  return choose(0);
}

/** Runs both ways. Where one alone goes on, what the test keeps for other sizes is all that follows in the block. */
function undecided(machine: Machine, test: Expression, ways: readonly [() => boolean, () => boolean]): boolean {
  const guards = Number(asksOfSizes(test));
  const { guarded } = machine;
  machine.guarded += guards;
  const went = ways.map(() => false);
  const go = (nth: number) => (): boolean => {
    refine(machine, test, nth === 0);
    return (went[nth] = ways[nth]!());
  };
  const goesOn = paths(machine, [go(0), go(1)]);
  if (went[0] === went[1]) machine.guarded = guarded;
  return goesOn;
}

/** What JavaScript imports stays what it is. */
const isPackage = ({ javascript }: Machine, value: Value | undefined): boolean =>
  javascript && value?.kind === 'library' && !value.name.includes('.');

function executeReturn(machine: Machine, statement: Of<'return'>): boolean {
  // Who awaits an asynchronous function awaits what it returns.
  machine.awaited = machine.frame.function?.definition.async ? statement.value : undefined;
  const value = statement.value ? evaluate(machine, statement.value) : NONE;
  if (statement.value) claim(machine, statement, { name: 'return', target: statement.value, value });
  const { frame, store } = machine;
  frame.exits.push({ value, changes: store.changesSince(frame.mark) });
  return false;
}

function leaveLoop(machine: Machine, kind: 'break' | 'continue'): boolean {
  const loop = machine.frame.loops.at(-1);
  if (loop && kind === 'break') loop.breaks.push(machine.store.changesSince(loop.mark));
  if (loop && kind === 'continue') loop.continues.push(machine.store.changesSince(loop.iteration));
  return false;
}

function declareOuter(machine: Machine, { names, scope: kind }: Of<'outer'>): boolean {
  const { scope } = machine.frame;
  for (const name of names) {
    let owner = kind === 'global' ? scope.module : scope.parent;
    while (kind === 'nonlocal' && owner?.parent && !owner.variables.has(name)) owner = owner.parent;
    if (owner) scope.share(name, owner);
  }
  return true;
}

/** A test that is certainly false ends the path; otherwise what it says is used. */
function executeAssert(machine: Machine, { test: asserted }: Of<'assert'>): boolean {
  if (test(machine, asserted) === false) {
    machine.contradict();
    machine.frame.raised.push('AssertionError');
    return false;
  }
  refine(machine, asserted, true);
  return true;
}

const STATEMENTS: { [K in Kind]: Perform<K> } = {
  expression: (machine, { value }) => {
    evaluate(machine, value);
    refineAsserted(machine, value);
    return true;
  },
  assign: executeAssignment,
  if: executeIf,
  for: executeFor,
  while: executeWhile,
  try: executeTry,
  with: executeWith,
  match: executeMatch,
  return: executeReturn,
  raise: (machine, statement) => {
    machine.frame.isAbstract ||= isAbstract(statement);
    machine.frame.raised.push(nameRaised(statement.value));
    if (machine.branches === machine.frame.branches) machine.contradict();
    return false;
  },
  break: (machine) => leaveLoop(machine, 'break'),
  continue: (machine) => leaveLoop(machine, 'continue'),
  pass: () => true,
  assert: executeAssert,
  delete: (machine, { targets }) => {
    for (const target of targets) forget(machine, target);
    return true;
  },
  outer: declareOuter,
  import: bindImports,
  function: definitionOfFunction,
  class: definitionOfClass,
  block: (machine, { body, declares }) => inBlock(machine, declares ?? [], () => run(machine, body)),
  unparsed: (machine, { names }) => {
    for (const name of names) {
      const cell = machine.frame.scope.cell(name);
      if (!isPackage(machine, cell.value)) machine.store.write(cell, UNKNOWN);
    }
    return true;
  },
};
