import { objectOf } from '../../libraries/javascript/objects';
import { entryOf } from '../dictionaries';
import type { Machine } from '../machine';
import type { Scope } from '../scope';
import type { ModuleValue, Value } from '../value';

/** `module` and `exports` of CommonJS, which name one object until the program replaces it. */
export function declareExports(scope: Scope): void {
  const exports = objectOf([]);
  scope.declare('exports').value = exports;
  scope.declare('module').value = objectOf([['exports', exports]]);
}

/** What a program has put in place of, or into, `module.exports`. */
function replaced(scope: Scope | undefined): Value | undefined {
  const module = scope?.variables.get('module')?.value;
  return module?.kind === 'dictionary' ? entryOf(module.entries.value, 'sexports') : undefined;
}

/** What a module of JavaScript gives under a name: `export`s are its variables, `default` one of its own. */
export function exportOf(scope: Scope | undefined, name: string): Value | undefined {
  const value = replaced(scope);
  const entry = value?.kind === 'dictionary' ? entryOf(value.entries.value, `s${name}`) : undefined;
  return entry ?? scope?.variables.get(name)?.value ?? (name === 'default' ? value : undefined);
}

/** `require(…)` of a module that is one thing: a function, a class. */
export function required(machine: Machine, module: ModuleValue): Value {
  const value = replaced(machine.modules.scope(machine, module));
  return value && value.kind !== 'dictionary' && value.kind !== 'unknown' ? value : module;
}
