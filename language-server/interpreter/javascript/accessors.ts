/** `get` and `set` of JavaScript's classes and objects. */
import { noArguments } from '../arguments';
import { callValue } from '../calls';
import { entryOf, mapValues, possible, type Entries } from '../dictionaries';
import { keyOf } from '../keys';
import type { Machine } from '../machine';
import { NONE, type DictionaryValue, type Entry, type FunctionValue, type Site, type Value } from '../value';

/** `get` and `set` of one name are one property. */
export function withAccessor(made: FunctionValue, other: Value | undefined): FunctionValue {
  const known = made.definition.role && other?.kind === 'function' ? other : undefined;
  if (made.definition.role === 'setter') return { ...(known ?? made), setter: made };
  return known?.setter ? { ...made, setter: known.setter } : made;
}

/** An entry's value beside those that an object has before it, and those that come just before. */
export function besideEntries(value: Value, key: Value, made: Entries, before: readonly Entry[]): Value {
  const name = keyOf(key);
  if (value.kind !== 'function' || !value.definition.role || name === undefined) return value;
  const pending = before.findLast((each) => keyOf(each.key) === name);
  return withAccessor(value, pending ? pending.value : entryOf(made, name, NONE));
}

const isProperty = (value: Value): value is FunctionValue => value.kind === 'function' && value.role === 'property';

/** An object's entries as they are copied: of a property what it gives now. */
export function copiedEntries(machine: Machine, source: DictionaryValue): Entries {
  const entries = source.entries.value;
  if (!possible(entries).some(({ value }) => isProperty(value))) return entries;
  return mapValues(entries, (each) =>
    isProperty(each) ? readProperty(machine, source, each, machine.site(each.definition)) : each,
  );
}

/** What a property's function gives; undefined where it can only be set. */
export function readProperty(machine: Machine, receiver: Value, property: FunctionValue, site: Site): Value {
  if (property.definition.role === 'setter') return NONE;
  return callValue(machine, { kind: 'bound', receiver, callee: property }, noArguments(), { site });
}

/** Assigns to a property of an object, which runs its `set`, if there is one; false where there is no such property. */
export function setProperty(machine: Machine, receiver: DictionaryValue, name: string, value: Value): boolean {
  const found = receiver.entries.value && entryOf(receiver.entries.value, `s${name}`, NONE);
  if (!found || !isProperty(found)) return false;
  if (!found.setter) return true;
  const { definition } = found.setter;
  const callee: Value = { kind: 'bound', receiver, callee: found.setter };
  callValue(machine, callee, { ...noArguments(), positional: [value] }, { site: machine.site(definition) });
  return true;
}
