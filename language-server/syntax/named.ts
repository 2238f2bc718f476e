import type { Binding, Program } from './program';
import { walk } from './walk';

/** The names that a program may bind, and the modules from which it takes more by `*`. */
export interface Named {
  names: ReadonlySet<string>;
  wildcards: readonly string[];
}

const known = new WeakMap<Program, Named>();

/** All that a program names: what it binds and what it only uses, as told by names, definitions, imports and texts. */
export function namedIn(program: Program): Named {
  const before = known.get(program);
  if (before) return before;
  const names = new Set<string>();
  const wildcards: string[] = [];
  const add = (added: Iterable<string>): void => {
    for (const name of added) names.add(name);
  };
  walk(program.statements, {
    expression: (each) => {
      if (each.kind === 'name') names.add(each.name);
      // `__all__`, or what is set by its name.
      if (each.kind === 'string') names.add(each.value);
    },
    statement: (each) => {
      if (each.kind === 'function' || each.kind === 'class') names.add(each.definition.name);
      if (each.kind === 'outer' || each.kind === 'unparsed') add(each.names);
      if (each.kind === 'match') add(each.cases.flatMap((one) => one.names));
      if (each.kind === 'try') add(each.handlers.flatMap(({ name }) => name ?? []));
      if (each.kind !== 'import') return;
      add(each.bindings.filter((one) => !bindsPart(one)).map(({ name }) => name));
      if (each.wildcard !== undefined) wildcards.push(each.wildcard);
    },
  });
  const named = { names, wildcards };
  known.set(program, named);
  return named;
}

/** `from . import layers`: what the name means anyway. */
const bindsPart = ({ name, module, member }: Binding): boolean => module === '.' && member === name;
