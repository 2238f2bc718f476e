import type { Expression } from '../syntax/program';
import { oneAmong } from './alternatives';
import { each } from './each';
import { evaluate } from './expressions';
import { elementOf, iterate } from './iteration';
import { joinValues } from './join';
import type { Machine } from './machine';
import { present } from './perhaps';
import { forgotten } from './repetition';
import type { Source } from './sources';
import { cellsMade, type Cell } from './store';
import { isValue, list, UNKNOWN, type Value } from './value';

/** What a generator has given so far. */
export interface Yields {
  values: Value[];
  /** Whether it gives these very values in this order. */
  certain: boolean;
  /** Where the symbols that it makes begin. */
  from: number;
  speculative: number;
}

export const noYields = (machine: Machine): Yields => ({
  values: [],
  certain: true,
  from: machine.serial,
  speculative: machine.speculative,
});

/** `yield value` and `yield from values`; what is sent back is not known. */
export function yieldValue(
  machine: Machine,
  { value, all }: Pick<Extract<Expression, { kind: 'yield' }>, 'value' | 'all'>,
): Value {
  const given = value ? evaluate(machine, value) : UNKNOWN;
  const parts = all ? iterate(machine, given) : [given];
  const { yields, exits, loops, branches } = machine.frame;
  if (!yields || machine.speculative > yields.speculative) return UNKNOWN;
  const left = exits.length > 0 || loops.some((loop) => loop.breaks.length > 0 || loop.continues.length > 0);
  yields.certain &&= parts !== undefined && !left && machine.branches === branches && machine.changed === Infinity;
  yields.values.push(...(parts ?? [elementOf(machine, given, 'i')]));
  return UNKNOWN;
}

/** Runs what runs again whenever somebody asks for more: what it changes may be anything from now on. */
export function lazily({ store }: Machine, run: () => void): void {
  const mark = store.mark();
  const known = cellsMade();
  const [, changed] = store.watch(() => {
    store.apart(run);
  });
  store.rewind(mark);
  for (const [cell, values] of changed) if (cell.serial <= known) store.write(cell, unsettled(cell, [...values]));
}

/** What is reached through values that a cell had, or has later, is reached through it. */
function unsettled(cell: Cell<unknown>, contents: readonly unknown[]): unknown {
  const values = contents.map(present).filter(isValue);
  return values.length > 0 ? (oneAmong([...new Set([...values, UNKNOWN])]) ?? UNKNOWN) : forgotten(cell);
}

/**
 * The iterator of a generator whose body `run` runs. It runs when its values are asked for, as it did here for as long as
 * what it `reads` is what it was.
 */
export function generated(machine: Machine, yields: Yields, reads: () => readonly Source[], run: () => void): Value {
  lazily(machine, run);
  const { values, certain, from } = yields;
  const elements = certain ? values : values.length > 0 ? each(joinValues(values), from) : undefined;
  return { ...list(elements, 'iterator'), sources: reads() };
}
