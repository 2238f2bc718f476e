/** Functions of the program that others run for it, as they see fit. */
import { runFunction } from './functions';
import { lazily, noYields } from './generators';
import type { Machine } from './machine';
import { silently } from './repetition';
import { UNKNOWN, type FunctionValue, type Value } from './value';

/** Functions that hand on functions that hand on others. */
const MAX_NESTED = 3;

/** Runs a function out of sight with what is known of its parameters: what it changes is not known from now on. */
export function runHidden(machine: Machine, callee: FunctionValue, known: ReadonlyMap<string, Value>): void {
  const { definition } = callee;
  const active = machine.frames.some((frame) => frame.function?.definition === definition);
  if (active || machine.hidden >= MAX_NESTED) return;
  const values = new Map(definition.parameters.map(({ name }) => [name, known.get(name) ?? UNKNOWN]));
  const yields = definition.generator ? noYields(machine) : undefined;
  machine.hidden += 1;
  lazily(machine, () => {
    silently(machine, () => runFunction(machine, callee, values, {}, yields));
  });
  machine.hidden -= 1;
}

/** The parameter that a method has its object in. */
export const receiving = ({ definition, owner }: FunctionValue, self: Value | undefined): Map<string, Value> =>
  new Map(owner && self ? definition.parameters.slice(0, 1).map(({ name }) => [name, self]) : []);
