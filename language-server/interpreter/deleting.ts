/** `del` of names, attributes and items. */
import type { Expression } from '../syntax/program';
import { without } from './dictionaries';
import { getAttribute } from './attributes';
import { callValue } from './calls';
import { noArguments } from './arguments';
import { escape } from './escape';
import { evaluate } from './expressions';
import type { Machine } from './machine';
import { Each } from './each';
import { isModule } from './modules';
import { keyOf } from './keys';
import { NONE, string, type DictionaryValue, type Instance, type ListValue, type Site, type Value } from './value';
import { attributeCell, deleterOf, deletingHookOf, membersAfter } from './setting-attributes';
import { changeOne } from './undecided';

function forgetElement({ store }: Machine, { elements }: ListValue, index: Value): void {
  if (elements.value instanceof Each) {
    store.write(elements, elements.value.some);
    return;
  }
  const at = index.kind === 'integer' && typeof index.value === 'number' ? index.value : undefined;
  store.write(elements, at === undefined ? undefined : elements.value?.toSpliced(at, 1));
}

function forgetEntry(machine: Machine, object: DictionaryValue, index: Value): void {
  const { entries } = object;
  const { store } = machine;
  if (object.view) escape(machine, [object]);
  const key = keyOf(index);
  store.write(entries, key === undefined ? undefined : without(entries.value, new Set([key])));
}

function forgetItem(machine: Machine, object: Value, index: Value, site: Site): void {
  if (object.kind === 'unknown') escape(machine, [object]);
  if (object.kind === 'list') forgetElement(machine, object, index);
  if (object.kind === 'dictionary') forgetEntry(machine, object, index);
  if (object.kind === 'instance') deleteItem(machine, object, index, site);
}

/** `del object[index]` by its `__delitem__`; one that is not known may change anything of the object. */
function deleteItem(machine: Machine, object: Instance, index: Value, site: Site): void {
  const method = getAttribute(machine, object, '__delitem__', site);
  if (method.kind === 'unknown') escape(machine, [object]);
  else callValue(machine, method, { ...noArguments(), positional: [index] }, { site });
}

/** `del object.name` */
export function forgetAttribute(machine: Machine, object: Value, name: string): void {
  const { store } = machine;
  if (object.kind === 'unknown' && object.among)
    changeOne(machine, object.among, (each) => {
      forgetAttribute(machine, each, name);
    });
  if (object.kind === 'class') store.write(attributeCell(object.attributes, name), undefined);
  if (object.kind !== 'instance') return;
  const hook = deletingHookOf(object);
  if (hook) callValue(machine, hook, { ...noArguments(), positional: [string(name)] }, object.construction);
  else deletePlainly(machine, object, name);
}

/** `object.__delattr__(object, name)`, which asks no `__delattr__` of the class. */
export function deletePlainly(machine: Machine, object: Instance, name: string): void {
  const { store } = machine;
  const deleter = deleterOf(machine, object, name);
  if (deleter) {
    callValue(machine, deleter, noArguments(), object.construction);
    return;
  }
  store.write(attributeCell(object.attributes, name), undefined);
  if (isModule(object)) store.write(object.members, membersAfter(object, name, NONE));
}

/** `del target` */
export function forget(machine: Machine, target: Expression): void {
  if (target.kind === 'sequence') for (const each of target.elements) forget(machine, each);
  if (target.kind === 'name') machine.store.write(machine.frame.scope.cell(target.name), undefined);
  if (target.kind === 'attribute') forgetAttribute(machine, evaluate(machine, target.object), target.name);
  if (target.kind === 'subscript') {
    const object = evaluate(machine, target.object);
    forgetItem(machine, object, evaluate(machine, target.index), machine.site(target));
  }
}
