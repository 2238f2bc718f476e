import { hasRow } from '../libraries/table';
import { builtinNamed } from './builtins';
import { globalValue } from './javascript/names';
import type { Expression } from '../syntax/program';
import type { Machine } from './machine';
import { joinValues } from './join';
import { Perhaps } from './perhaps';
import { library, NONE, string, UNKNOWN, type Value } from './value';

/** The name of a module that is not run itself, which is never `__main__`. */
const IMPORTED = string('<imported>');

/** The value of a name: a binding, a member of a library imported by `*`, or a built-in. */
export function lookupName(machine: Machine, { name }: Extract<Expression, { kind: 'name' }>): Value {
  const { scope } = machine.frame;
  const bound = scope.lookup(name);
  if (bound instanceof Perhaps) return orElse(machine, bound.value, name);
  return bound ?? unbound(machine, name);
}

/** A name that is bound perhaps: another may take its place where it is not, and JavaScript reads undefined. */
function orElse(machine: Machine, value: Value | undefined, name: string): Value {
  const otherwise = machine.javascript ? NONE : unbound(machine, name);
  const isOther = otherwise.kind !== 'unknown' || machine.frame.scope.wildcards.length > 0;
  return isOther ? joinValues([value ?? UNKNOWN, otherwise]) : (value ?? UNKNOWN);
}

function unbound(machine: Machine, name: string): Value {
  const { scope } = machine.frame;
  if (machine.javascript) return globalValue(name);
  if (name === '__name__') return scope.path === machine.main ? string('__main__') : IMPORTED;
  const module = scope.wildcards.find((each) => hasRow(`${each}.${name}`));
  if (module !== undefined) return library(`${module}.${name}`);
  return builtinNamed(name);
}
