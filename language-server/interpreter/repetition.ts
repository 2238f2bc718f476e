/** Turns of loops: one after the other, or any number of them. */
import type { Statement } from '../syntax/program';
import { attempt } from './attempt';
import { paths } from './branches';
import { covers } from './covers';
import type { Ending } from './each';
import type { Loop } from './frame';
import type { Machine } from './machine';
import { run } from './statements';
import type { Cell, Changes } from './store';
import { isValue, UNKNOWN, type Value } from './value';

/** Times a loop's body is tried until its effects settle; what still changes is then unknown. */
const MAX_TRIALS = 2;

/** One turn: false when no path leads to the next turn. */
export type Turn = () => boolean;

/** Code that may run any number of times, or never: callbacks of functions that are not known. */
export function anyNumberOfTimes(machine: Machine, turn: () => void): void {
  repeatUnknown(machine, () => {
    turn();
    return true;
  }, []);
}

/**
 * Turns one after the other, each from the state the one before left, and what comes after the last. Behind one that may
 * leave the loop no other may come: nothing is found in those.
 */
export function repeat(machine: Machine, each: readonly Turn[], after: () => boolean): boolean {
  const { store, frame } = machine;
  const left = frame.exits.length;
  const loop: Loop = { mark: store.mark(), iteration: store.mark(), breaks: [], continues: [] };
  const outer = machine.turns;
  machine.turns *= Math.max(1, each.length);
  const changing = { from: machine.serial, to: Infinity };
  if (each.length > 1) frame.changing.push(changing);
  frame.loops.push(loop);
  const finished = each.every((turn) => {
    const mayHaveLeft = loop.breaks.length > 0 || frame.exits.length > left;
    machine.guarded += Number(mayHaveLeft);
    const goesOn = oneTurn(machine, loop, turn);
    machine.guarded -= Number(mayHaveLeft);
    return goesOn;
  });
  frame.loops.pop();
  changing.to = machine.serial;
  machine.turns = outer;
  return leave(machine, loop, finished, after);
}

export function oneTurn({ store }: Machine, loop: Loop, turn: Turn): boolean {
  loop.iteration = store.mark();
  loop.continues = [];
  const goesOn = turn();
  if (loop.continues.length === 0) return goesOn;
  const ends = goesOn ? [store.changesSince(loop.iteration), ...loop.continues] : loop.continues;
  store.rewind(loop.iteration);
  store.join(ends);
  return true;
}

function leave(machine: Machine, loop: Loop, finished: boolean, after: () => boolean): boolean {
  const { store } = machine;
  const ends: Changes[] = [...loop.breaks];
  if (finished && after()) {
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
export function repeatUnknown(machine: Machine, turn: Turn, otherwise: readonly Statement[]): boolean {
  return endless(machine, turn, (loop) => leave(machine, loop, true, () => run(machine, otherwise)));
}

/** The same where nothing but a `break` leads on. */
export const repeatEndlessly = (machine: Machine, turn: Turn): boolean =>
  endless(machine, turn, (loop) => leave(machine, loop, false, () => true));

/**
 * Any number of turns with what is usual, then perhaps one with what is last. Where a turn may leave the loop the last one
 * may never come: nothing is found in it.
 */
export function repeatToLast(
  machine: Machine,
  turn: (value: Value) => boolean,
  ending: () => Ending,
  otherwise: readonly Statement[],
): boolean {
  const { exits } = machine.frame;
  const left = exits.length;
  let goesOn = true;
  const usual = (): boolean => {
    goesOn = turn(ending().usual);
    return goesOn;
  };
  return endless(machine, usual, (loop) => {
    const mayLeave = loop.breaks.length > 0 || exits.length > left;
    machine.guarded += Number(mayLeave);
    if (goesOn || !ending().certain) perhapsTurn(machine, loop, () => turn(ending().last));
    machine.guarded -= Number(mayLeave);
    return leave(machine, loop, true, () => run(machine, otherwise));
  });
}

/** What comes after any number of turns. */
function endless(machine: Machine, turn: Turn, after: (loop: Loop) => boolean): boolean {
  const { frame, serial } = machine;
  const changing = { from: serial, to: Infinity, endless: true };
  frame.changing.push(changing);
  const goesOn = after(settled(machine, serial, turn));
  changing.to = machine.serial;
  return goesOn;
}

/** Runs one turn that stands for all. */
function settled(machine: Machine, serial: number, turn: Turn): Loop {
  const { store } = machine;
  for (let trial = 0; ; trial++) {
    const takeBack = attempt(machine);
    const missed = machine.missed.length;
    const loop = perhapsOneTurn(machine, turn);
    const changed = trial > MAX_TRIALS ? [] : changedCells(machine, loop.mark, serial);
    if (changed.length === 0 && (trial > MAX_TRIALS || !isSetNow(machine, missed))) return loop;
    const after = store.changesSince(loop.mark);
    store.rewind(loop.mark);
    takeBack();
    store.join([after]);
    if (trial === MAX_TRIALS) for (const cell of changed) store.write(cell, forgotten(cell));
  }
}

function perhapsOneTurn(machine: Machine, turn: Turn): Loop {
  const mark = machine.store.mark();
  const loop: Loop = { mark, iteration: mark, breaks: [], continues: [] };
  perhapsTurn(machine, loop, turn);
  return loop;
}

/** Leaves what holds whether the turn was taken or not. */
function perhapsTurn(machine: Machine, loop: Loop, turn: Turn): void {
  machine.frame.loops.push(loop);
  oneTurn(machine, loop, () => paths(machine, [() => true, turn]));
  machine.frame.loops.pop();
}

/** The cells whose content at `mark` does not describe what they hold now. */
const changedCells = ({ store }: Machine, mark: number, serial: number): Cell<unknown>[] =>
  [...store.before(mark)].filter(([cell, old]) => !covers(old, cell.whole, serial)).map(([cell]) => cell);

/** Whether a turn has set what it, or one before it, found absent. */
const isSetNow = ({ missed }: Machine, from: number): boolean =>
  missed.slice(from).some(({ attributes, name }) => attributes.get(name)?.value !== undefined);

/** What a cell holds of which nothing is known. */
export const forgotten = (cell: Cell<unknown>): unknown => {
  if (typeof cell.value === 'boolean') return true;
  return isValue(cell.value) ? UNKNOWN : undefined;
};

/** Without claims, findings and exits. */
export function silently<T>(machine: Machine, action: () => T): T {
  machine.speculative += 1;
  const exits = machine.frame.exits.length;
  try {
    return action();
  } finally {
    machine.frame.exits.length = exits;
    machine.speculative -= 1;
  }
}
