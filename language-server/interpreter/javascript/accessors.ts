/** `get` and `set` of JavaScript's classes and objects. */
import { noArguments } from '../arguments';
import { callValue } from '../calls';
import { entryOf } from '../dictionaries';
import { keyOf } from '../keys';
import type { Machine } from '../machine';
import { NONE, type DictionaryValue, type Entry, type FunctionValue, type Site, type Value } from '../value';

/** `get` and `set` of one name are one property. */
export function withAccessor(made: FunctionValue, other: Value | undefined): FunctionValue {
  const known = made.definition.role && other?.kind === 'function' ? other : undefined;
  if (made.definition.role === 'setter') return { ...(known ?? made), setter: made };
  return known?.setter ? { ...made, setter: known.setter } : made;
}

/** An entry's value beside those that an object has before it. */
export function besideEntries(value: Value, key: Value, before: readonly Entry[]): Value {
  if (value.kind !== 'function' || !value.definition.role) return value;
  const name = keyOf(key);
  return withAccessor(
    value,
    name === undefined ? undefined : before.findLast((each) => keyOf(each.key) === name)?.value,
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
  if (found?.kind !== 'function' || found.role !== 'property') return false;
  if (!found.setter) return true;
  const { definition } = found.setter;
  const callee: Value = { kind: 'bound', receiver, callee: found.setter };
  callValue(machine, callee, { ...noArguments(), positional: [value] }, { site: machine.site(definition) });
  return true;
}
