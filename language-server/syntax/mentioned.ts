import type { Expression, FunctionDefinition, Statement } from './program';
import { walk } from './walk';

/** What code mentions that runs later: names that it does not bind itself, and attributes of anything. */
export interface Mentioned {
  names: ReadonlySet<string>;
  attributes: ReadonlySet<string>;
  /** What `name := value` binds, outside where it stands in a comprehension. */
  assigned: ReadonlySet<string>;
}

type Later = FunctionDefinition | Extract<Expression, { kind: 'comprehension' }>;

type Sets = [Set<string>, Set<string>, Set<string>, Set<string>];

const known = new WeakMap<Later, Mentioned>();

export function mentionedIn(code: Later): Mentioned {
  const before = known.get(code);
  if (before) return before;
  const parts = 'body' in code ? code.body : [code];
  const bound = new Set('body' in code ? code.parameters.map(({ name }) => name) : []);
  const [names, attributes, outer, assigned] = Array.from({ length: 4 }, () => new Set<string>()) as Sets;
  walk(parts, {
    expression: (each) => {
      if (each.kind === 'name') names.add(each.name);
      if (each.kind === 'attribute') attributes.add(each.name);
      for (const name of boundByExpression(each)) bound.add(name);
      if (each.kind === 'assignment') for (const name of namesIn(each.target)) assigned.add(name);
    },
    statement: (each) => {
      if (each.kind === 'outer') for (const name of each.names) outer.add(name);
      for (const name of boundByStatement(each)) bound.add(name);
    },
  });
  const free = new Set([...names].filter((name) => !bound.has(name) || outer.has(name)));
  const mentioned = { names: free, attributes, assigned };
  known.set(code, mentioned);
  return mentioned;
}

/** The names in a target; what is set of an object binds none. */
function namesIn(target: Expression | undefined): string[] {
  if (target?.kind === 'name') return [target.name];
  if (target?.kind === 'starred') return namesIn(target.value);
  return target?.kind === 'sequence' ? target.elements.flatMap(namesIn) : [];
}

function boundByExpression(each: Expression): string[] {
  if (each.kind === 'assignment') return namesIn(each.target);
  if (each.kind === 'lambda') return each.definition.parameters.map(({ name }) => name);
  return each.kind === 'comprehension' ? each.clauses.flatMap(({ target }) => namesIn(target)) : [];
}

function boundByStatement(each: Statement): string[] {
  if (each.kind === 'assign') return each.targets.flatMap(namesIn);
  if (each.kind === 'for') return namesIn(each.target);
  if (each.kind === 'with') return each.items.flatMap(({ target }) => namesIn(target));
  return each.kind === 'import' ? each.bindings.map(({ name }) => name) : [];
}
