import type { FunctionDefinition, Statement } from '../syntax/program';
import { walk } from '../syntax/walk';

/** A function of the module or of a class of it, and what names the code of a program mentions apart from its functions. */
interface Units {
  functions: readonly { definition: FunctionDefinition; names: ReadonlySet<string> }[];
  names: ReadonlySet<string>;
}

/** The names that certainly may be reached: those in code of the module, and in functions of which `isCalled` holds. */
export function liveNames(
  statements: readonly Statement[],
  isCalled: (definition: FunctionDefinition) => boolean,
): ReadonlySet<string> {
  const live = new Set<string>();
  for (const statement of inBlocks(statements)) {
    const { functions, names } = unitsOf(statement);
    for (const each of [{ names }, ...functions.filter(({ definition }) => isCalled(definition))])
      for (const name of each.names) live.add(name);
  }
  return live;
}

/** The names that other functions than the one of that name mention. */
export function mentionedNames(statements: readonly Statement[]): ReadonlySet<string> {
  const mentioned = new Set<string>();
  for (const statement of inBlocks(statements)) {
    const own = statement.kind === 'class' || statement.kind === 'function' ? statement.definition.name : '';
    const { functions, names } = unitsOf(statement);
    for (const { definition, names: inside } of [{ definition: undefined, names }, ...functions])
      for (const name of inside) if (name !== own && name !== definition?.name) mentioned.add(name);
  }
  return mentioned;
}

/** With what blocks have in them: `export function f() {}` is one. */
const inBlocks = (statements: readonly Statement[]): readonly Statement[] =>
  statements.flatMap((each) => (each.kind === 'block' ? inBlocks(each.body) : [each]));

const unitsKnown = new WeakMap<Statement, Units>();

function unitsOf(statement: Statement): Units {
  const known = unitsKnown.get(statement) ?? divided(statement);
  unitsKnown.set(statement, known);
  return known;
}

function divided(statement: Statement): Units {
  if (statement.kind === 'function')
    return { functions: [unitOf(statement.definition)], names: namesIn([...statement.definition.decorators]) };
  if (statement.kind !== 'class') return { functions: [], names: namesIn([statement]) };
  const { body, bases, decorators } = statement.definition;
  const methods = body.flatMap((each) => (each.kind === 'function' ? [each.definition] : []));
  const others = body.filter((each) => each.kind !== 'function');
  const around = [
    ...others,
    ...decorators,
    ...bases.map(({ value }) => value),
    ...methods.flatMap((each) => each.decorators),
  ];
  return { functions: methods.map(unitOf), names: namesIn(around) };
}

const unitOf = (definition: FunctionDefinition): Units['functions'][number] => ({
  definition,
  names: namesIn([...definition.body, ...definition.parameters.flatMap((each) => each.default ?? [])]),
});

function namesIn(parts: Parameters<typeof walk>[0]): Set<string> {
  const names = new Set<string>();
  walk(parts, {
    expression: (each) => {
      if (each.kind === 'name' || each.kind === 'attribute') names.add(each.name);
    },
    statement: (each) => {
      if (each.kind === 'unparsed') for (const name of each.names) names.add(name);
    },
  });
  return names;
}
