/** The names of a module or of a class's body as entries of a dictionary: `globals()`, `vars()`, `module.__dict__`. */
import { Scope } from './scope';
import { Cell, type Store } from './store';
import { dictionary, UNKNOWN, type ClassValue, type DictionaryValue, type ModuleValue, type Value } from './value';

/** Whose names they are. */
export type Namespace = ModuleValue | ClassValue;

/** What is written into it binds names; what it holds is not read. */
export const namesOf = (view: Namespace): DictionaryValue => ({ ...dictionary(undefined), view });

export const moduleOf = ({ module: scope }: Scope): ModuleValue => ({
  kind: 'module',
  path: scope.path,
  scope: new Cell<ModuleValue['scope']['value']>(scope),
});

/** What a scope's names are bound by; those of a function are no entries of anything. */
export const namespaceAt = (scope: Scope): Namespace | undefined =>
  scope.kind === 'class' ? scope.type : scope.kind === 'module' ? moduleOf(scope) : undefined;

/** What was imported stays what it is. */
function isImported(value: Value, path: string): boolean {
  if (value.kind === 'class' || value.kind === 'function') return value.scope.path !== path;
  return value.kind === 'library' || value.kind === 'module';
}

/** Code that is not seen may have bound the names anew; returns what they held. */
export function forgetNames(store: Store, view: Namespace): readonly Value[] {
  const scope = view.kind === 'class' ? view.scope : view.scope.value;
  if (!(scope instanceof Scope)) {
    if (view.kind === 'module') store.write(view.scope, undefined);
    return [];
  }
  return [...scope.variables.values()].flatMap((cell) => {
    const { value } = cell;
    if (!value || isImported(value, scope.path)) return [];
    store.write(cell, UNKNOWN);
    return [value];
  });
}
