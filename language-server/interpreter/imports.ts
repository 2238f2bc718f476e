import { canonicalName } from '../syntax/names';
import type { Statement } from '../syntax/program';
import { getAttribute } from './attributes';
import { iterate } from './iteration';
import { required } from './javascript/exports';
import type { Machine } from './machine';
import type { Scope } from './scope';
import { library, UNKNOWN, type Value } from './value';

/** Binds what an import statement brings: a module of the workspace, else a library's name. */
export function bindImports(machine: Machine, statement: Extract<Statement, { kind: 'import' }>): boolean {
  const { scope } = machine.frame;
  for (const { name, module, member } of statement.bindings) {
    const loaded = imported(machine, module, statement);
    const one = member === undefined && machine.javascript && loaded.kind === 'module';
    const whole = member === undefined || (member === 'default' && loaded.kind === 'library');
    const value = one
      ? required(machine, loaded)
      : whole
        ? loaded
        : getAttribute(machine, loaded, member, machine.site(statement));
    machine.store.write(scope.cell(name), value);
  }
  if (statement.wildcard !== undefined) bindWildcard(machine, statement.wildcard, statement);
  return true;
}

/** A relative module that cannot be read is unknown; an absolute one is taken for a library. */
function imported(machine: Machine, module: string, statement: Statement): Value {
  const loaded = machine.modules.load(machine, module, machine.site(statement));
  if (loaded.kind !== 'unknown') return loaded;
  return module.startsWith('.') ? UNKNOWN : library(canonicalName(module));
}

function bindWildcard(machine: Machine, module: string, statement: Statement): void {
  const loaded = imported(machine, module, statement);
  const { scope } = machine.frame;
  if (loaded.kind === 'library') scope.addWildcards([loaded.name]);
  const origin = loaded.kind === 'module' && machine.modules.scope(machine, loaded);
  if (!origin) return;
  scope.addWildcards(origin.wildcards);
  for (const [name, value] of exported(machine, origin)) machine.store.write(scope.cell(name), value);
}

/** What `*` brings: the names in `__all__`, else those without an underscore; both may be, where `__all__` is unknown. */
function exported(machine: Machine, { variables }: Scope): [string, Value][] {
  const listed = variables.get('__all__')?.value;
  const names = listed && iterate(machine, listed)?.map((each) => (each.kind === 'string' ? each.value : undefined));
  const open = listed !== undefined && !names?.every((name) => name !== undefined);
  return [...variables].flatMap(([name, { value }]): [string, Value][] => {
    if (!value || (names && !open ? !names.includes(name) : name.startsWith('_'))) return [];
    const taken = open && machine.frame.scope.variables.has(name);
    return [[name, taken ? UNKNOWN : value]];
  });
}
