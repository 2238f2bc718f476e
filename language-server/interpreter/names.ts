import { hasRow } from '../libraries/table';
import { builtinNamed } from './builtins';
import { globalValue } from './javascript/names';
import type { Expression } from '../syntax/program';
import type { Machine } from './machine';
import { library, string, type Value } from './value';

/** The name of a module that is not run itself, which is never `__main__`. */
const IMPORTED = string('<imported>');

/** The value of a name: a binding, a member of a library imported by `*`, or a built-in. */
export function lookupName(machine: Machine, { name }: Extract<Expression, { kind: 'name' }>): Value {
  const { scope } = machine.frame;
  const bound = scope.find(name);
  if (bound) return bound;
  if (machine.javascript) return globalValue(name);
  if (name === '__name__') return scope.path === machine.main ? string('__main__') : IMPORTED;
  const module = scope.wildcards.find((each) => hasRow(`${each}.${name}`));
  if (module !== undefined) return library(`${module}.${name}`);
  return builtinNamed(name);
}
