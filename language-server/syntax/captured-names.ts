import type { Expression, Statement } from './program';
import { walk } from './walk';

const known = new WeakMap<Statement, ReadonlySet<string>>();

/** The names that comprehensions and lambdas inside a statement use: scopes of their own that see them while it runs. */
export function capturedNames(statement: Statement): ReadonlySet<string> {
  const before = known.get(statement);
  if (before) return before;
  const names = new Set<string>();
  walk([statement], {
    expression: (inner) => {
      if (inner.kind === 'comprehension' || inner.kind === 'lambda') collect(inner, names);
    },
  });
  known.set(statement, names);
  return names;
}

function collect(scope: Expression, names: Set<string>): void {
  walk([scope], {
    expression: (each) => {
      if (each.kind === 'name') names.add(each.name);
    },
  });
}
