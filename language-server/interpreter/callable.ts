/** What runs when a value is called. */
import { programClasses } from './inherited';
import type { FunctionDefinition } from '../syntax/program';
import type { Marks } from './marks';
import { byKind, type ByKind, type ClassValue, type FunctionValue, type LibraryValue, type Value } from './value';

/** Marks the function of the program that a call of the value runs first. */
export function markCalled(marks: Marks<FunctionDefinition>, value: Value): void {
  for (const { definition } of byKind(RUNS, value) ?? []) if (!marks.holds(definition)) marks.add(definition);
}

const RUNS: ByKind<[], readonly FunctionValue[]> = {
  function: (each) => [each],
  bound: ({ callee }) => byKind(RUNS, callee) ?? [],
  partial: ({ callee }) => byKind(RUNS, callee) ?? [],
  instance: (each) => methodsOf(each.class, /^(__call__|call|forward)$/),
  class: (each) => methodsOf(each, /^__init__$/),
};

/** The methods that a class of the program has under such names, its own before those of its ancestors. */
const methodsOf = (type: ClassValue | LibraryValue, names: RegExp): readonly FunctionValue[] =>
  type.kind === 'library'
    ? []
    : programClasses(type).flatMap(({ attributes }) =>
        [...attributes].flatMap(([name, { value }]) => (names.test(name) && value?.kind === 'function' ? [value] : [])),
      );
