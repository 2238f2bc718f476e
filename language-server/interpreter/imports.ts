import { canonicalName } from '../syntax/names';
import type { Statement } from '../syntax/program';
import { getAttribute } from './attributes';
import type { Machine } from './machine';
import { library, UNKNOWN, type Value } from './value';

/** Binds what an import statement brings: a module of the workspace, else a library's name. */
export function bindImports(machine: Machine, statement: Extract<Statement, { kind: 'import' }>): boolean {
  const { scope } = machine.frame;
  for (const { name, module, member } of statement.bindings) {
    const loaded = imported(machine, module);
    const value = member === undefined ? loaded : memberOf(machine, module, loaded, member, statement);
    machine.store.write(scope.cell(name), value);
  }
  if (statement.wildcard !== undefined) bindWildcard(machine, statement.wildcard);
  return true;
}

/** A relative module that cannot be read is unknown; an absolute one is taken for a library. */
function imported(machine: Machine, module: string): Value {
  const loaded = machine.load(module, machine.frame.scope.path);
  if (loaded.kind !== 'unknown') return loaded;
  return module.startsWith('.') ? UNKNOWN : library(canonicalName(module));
}

function memberOf(machine: Machine, module: string, loaded: Value, member: string, statement: Statement): Value {
  const value = getAttribute(machine, loaded, member, machine.site(statement));
  if (loaded.kind !== 'module' || value.kind !== 'unknown') return value;
  const submodule = module.endsWith('.') ? module + member : `${module}.${member}`;
  return machine.load(submodule, machine.frame.scope.path);
}

function bindWildcard(machine: Machine, module: string): void {
  const loaded = imported(machine, module);
  const { scope } = machine.frame;
  if (loaded.kind === 'library') scope.module.wildcards.push(loaded.name);
  if (loaded.kind !== 'module') return;
  for (const [name, { value }] of loaded.scope.variables) {
    if (value && !name.startsWith('_')) machine.store.write(scope.cell(name), value);
  }
}
