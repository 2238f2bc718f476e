import type { Expression, Statement } from '../syntax/program';
import { attempt } from './attempt';
import { inBlock } from './blocks';
import { paths } from './branches';
import { covers } from './covers';
import { evaluate } from './expressions';
import { elementOf, iterate } from './iteration';
import type { Loop, Machine } from './machine';
import { run } from './statements';
import type { Cell, Changes } from './store';
import { assign } from './targets';
import { refine, truth } from './truth';
import { isValue, UNKNOWN, type Value } from './value';

/** Turns of loops within each other that are run one by one; longer loops are run once for all turns. */
const MAX_TURNS = 256;

/** Times a loop's body is tried until its effects settle; what still changes is then unknown. */
const MAX_TRIALS = 2;

type For = Extract<Statement, { kind: 'for' }>;
type While = Extract<Statement, { kind: 'while' }>;

/** One turn: false when no path leads to the next turn. */
type Turn = () => boolean;

export function executeFor(machine: Machine, statement: For): boolean {
  const iterable = evaluate(machine, statement.iterable);
  const items = iterate(machine, iterable, MAX_TURNS / machine.turns);
  const turn = (value: Value): boolean =>
    inBlock(machine, statement.declares ?? [], () => {
      assign(machine, statement.target, value);
      return run(machine, statement.body);
    });
  if (items)
    return repeat(
      machine,
      items.map((value) => () => turn(value)),
      statement.otherwise,
    );
  const element = (): Value => elementOf(machine, iterable, loopName(statement.target));
  return repeatUnknown(machine, () => turn(element()), statement.otherwise);
}

const loopName = (target: Expression): string => (target.kind === 'name' ? target.name : 'i');

export function executeWhile(machine: Machine, statement: While): boolean {
  const mark = machine.store.mark();
  const turn = (): boolean => wholeTurn(machine, statement);
  const endless = statement.test.kind === 'constant' || statement.test.kind === 'number';
  const known = endless ? undefined : knownTurns(machine, statement.test, turn);
  if (known !== undefined) return known ? run(machine, statement.otherwise) : paths(machine, []);
  machine.store.rewind(mark);
  return repeatUnknown(
    machine,
    () => {
      evaluate(machine, statement.test);
      refine(machine, statement.test, true);
      return turn();
    },
    statement.otherwise,
  );
}

/** The body, and from its end and each of its `continue`s what comes before the next turn. */
function wholeTurn(machine: Machine, { body, update }: While): boolean {
  const outer = machine.frame.loops.at(-1);
  if (!outer || update.length === 0) return run(machine, body);
  const inner: Loop = { ...outer, continues: [] };
  machine.frame.loops.push(inner);
  const goesOn = oneTurn(machine, inner, () => run(machine, body));
  machine.frame.loops.pop();
  return goesOn && run(machine, update);
}

/** Code that may run any number of times, or never: callbacks of functions that are not known. */
export function anyNumberOfTimes(machine: Machine, turn: () => void): void {
  repeatUnknown(machine, () => {
    turn();
    return true;
  }, []);
}

/** Counts a while loop's turns by running it silently; undefined where a test is unknown or there are too many. */
function knownTurns(machine: Machine, test: Expression, turn: Turn): boolean | undefined {
  const first = truth(evaluate(machine, test));
  if (first === false) return true;
  if (first === undefined) return undefined;
  const mark = machine.store.mark();
  const count = silently(machine, () => countTurns(machine, test, turn));
  machine.store.rewind(mark);
  if (count === undefined) return undefined;
  return repeat(
    machine,
    Array.from({ length: count }, () => turn),
    [],
  );
}

function countTurns(machine: Machine, test: Expression, turn: Turn): number | undefined {
  for (let count = 0; count <= MAX_TURNS / machine.turns; count++) {
    const goesOn = truth(evaluate(machine, test));
    if (goesOn === undefined) return undefined;
    if (!goesOn) return count;
    const loop: Loop = { mark: machine.store.mark(), iteration: machine.store.mark(), breaks: [], continues: [] };
    machine.frame.loops.push(loop);
    const next = turn();
    machine.frame.loops.pop();
    if (loop.breaks.length > 0 || loop.continues.length > 0 || !next) return undefined;
  }
  return undefined;
}

function silently<T>(machine: Machine, action: () => T): T {
  machine.speculative += 1;
  const exits = machine.frame.exits.length;
  try {
    return action();
  } finally {
    machine.frame.exits.length = exits;
    machine.speculative -= 1;
  }
}

/** Turns one after the other, each from the state the one before left. */
function repeat(machine: Machine, each: readonly Turn[], otherwise: readonly Statement[]): boolean {
  const { store, frame } = machine;
  const loop: Loop = { mark: store.mark(), iteration: store.mark(), breaks: [], continues: [] };
  const outer = machine.turns;
  machine.turns *= Math.max(1, each.length);
  const changing = { from: machine.serial, to: Infinity };
  if (each.length > 1) frame.changing.push(changing);
  frame.loops.push(loop);
  const finished = each.every((turn) => oneTurn(machine, loop, turn));
  frame.loops.pop();
  changing.to = machine.serial;
  machine.turns = outer;
  return leave(machine, loop, finished, otherwise);
}

function oneTurn({ store }: Machine, loop: Loop, turn: Turn): boolean {
  loop.iteration = store.mark();
  loop.continues = [];
  const goesOn = turn();
  if (loop.continues.length === 0) return goesOn;
  const ends = goesOn ? [store.changesSince(loop.iteration), ...loop.continues] : loop.continues;
  store.rewind(loop.iteration);
  store.join(ends);
  return true;
}

function leave(machine: Machine, loop: Loop, finished: boolean, otherwise: readonly Statement[]): boolean {
  const { store } = machine;
  const ends: Changes[] = [...loop.breaks];
  if (finished && run(machine, otherwise)) {
    if (ends.length === 0) return true;
    ends.push(store.changesSince(loop.mark));
  }
  store.rewind(loop.mark);
  store.join(ends);
  return ends.length > 0;
}

/**
 * A loop of unknown length: its body is run from a state that describes the start of every turn. It is tried from the
 * present one, which is widened by what the turn changes until no turn changes more: that run is then the loop's.
 */
function repeatUnknown(machine: Machine, turn: Turn, otherwise: readonly Statement[]): boolean {
  const { frame, serial } = machine;
  const changing = { from: serial, to: Infinity, endless: true };
  frame.changing.push(changing);
  const goesOn = leave(machine, settled(machine, serial, turn), true, otherwise);
  changing.to = machine.serial;
  return goesOn;
}

/** Runs one turn that stands for all. */
function settled(machine: Machine, serial: number, turn: Turn): Loop {
  const { store } = machine;
  for (let trial = 0; ; trial++) {
    const takeBack = attempt(machine);
    const loop = perhapsOneTurn(machine, turn);
    const changed = trial > MAX_TRIALS ? [] : changedCells(machine, loop.mark, serial);
    if (changed.length === 0) return loop;
    const after = store.changesSince(loop.mark);
    store.rewind(loop.mark);
    takeBack();
    store.join([after]);
    if (trial === MAX_TRIALS) for (const cell of changed) store.write(cell, forgotten(cell));
  }
}

/** Leaves what holds whether the turn was taken or not. */
function perhapsOneTurn(machine: Machine, turn: Turn): Loop {
  const { store, frame } = machine;
  const loop: Loop = { mark: store.mark(), iteration: store.mark(), breaks: [], continues: [] };
  frame.loops.push(loop);
  oneTurn(machine, loop, () => paths(machine, [() => true, turn]));
  frame.loops.pop();
  return loop;
}

/** The cells whose content at `mark` does not describe what they hold now. */
const changedCells = ({ store }: Machine, mark: number, serial: number): Cell<unknown>[] =>
  [...store.before(mark)].filter(([cell, old]) => !covers(old, cell.value, serial)).map(([cell]) => cell);

const forgotten = (cell: Cell<unknown>): unknown => {
  if (typeof cell.value === 'boolean') return true;
  return isValue(cell.value) ? UNKNOWN : undefined;
};
