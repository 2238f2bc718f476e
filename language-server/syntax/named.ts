import type { Binding, Expression, Program, Statement } from './program';
import { boundBy } from './patterns';
import { walk } from './walk';

/** The names that a program may bind, and the modules from which it takes more by `*`. */
export interface Named {
  names: ReadonlySet<string>;
  wildcards: readonly string[];
}

const known = new WeakMap<Program, Named>();

/**
 * All that a program names at its top: what it binds and what it only uses, as told by names, definitions, imports and
 * texts. What its functions bind by `global` is there later than what imports it.
 */
export function namedIn(program: Program): Named {
  const before = known.get(program);
  if (before) return before;
  const names = new Set<string>();
  const wildcards: string[] = [];
  const add = (added: Iterable<string>): void => {
    for (const name of added) names.add(name);
  };
  const statement = (each: Statement): void => {
    if (isDefinition(each)) names.add(each.definition.name);
    if (each.kind === 'outer' || each.kind === 'unparsed') add(each.names);
    if (each.kind === 'match') add(each.cases.flatMap((one) => boundBy(one.pattern)));
    if (each.kind === 'try') add(each.handlers.flatMap(({ name }) => name ?? []));
    if (each.kind !== 'import') return;
    add(each.bindings.filter((one) => !bindsPart(one)).map(({ name }) => name));
    if (each.wildcard !== undefined) wildcards.push(each.wildcard);
  };
  const expression = (each: Expression): void => {
    if (each.kind === 'name') names.add(each.name);
    // `__all__`, or what is set by its name.
    if (each.kind === 'string') names.add(each.value);
  };
  program.statements.filter(isDefinition).forEach(statement);
  walk(
    program.statements.filter((each) => !isDefinition(each)),
    { statement, expression },
  );
  const named = { names, wildcards };
  known.set(program, named);
  return named;
}

type Definition = Extract<Statement, { kind: 'function' | 'class' }>;

const isDefinition = (each: Statement): each is Definition => each.kind === 'function' || each.kind === 'class';

/** `from . import layers`: what the name means anyway. */
const bindsPart = ({ name, module, member }: Binding): boolean => module === '.' && member === name;
