/** Entries that are made when they are asked for: `collections.defaultdict`. */
import { callValue } from './calls';
import { noArguments } from './arguments';
import { entryOf, has } from './dictionaries';
import { joinContents, joinValues } from './join';
import type { Place } from './either';
import type { Machine } from './machine';
import { setEntry } from './setting-items';
import { keyOf } from './keys';
import { UNKNOWN, type DictionaryValue, type Site, type Value } from './value';

/** `dictionary[key]`, which puts in what was not there; under a key that is not known that may be anything. */
export function defaultEntry(
  machine: Machine,
  object: DictionaryValue & { factory: Value },
  key: Value,
  site: Site,
): Value {
  const entries = object.entries.value;
  const name = keyOf(key);
  if (name === undefined) machine.store.write(object.entries, undefined);
  if (name === undefined || !entries) return UNKNOWN;
  const found = entryOf(entries, name);
  if (has(entries, name) === true) return found ?? UNKNOWN;
  const made = callValue(machine, object.factory, noArguments(), { site });
  const value = found ? either(machine, found, made) : made;
  setEntry(machine, object, key, value);
  return value;
}

/** A list or dictionary that may have been there keeps its place, so that a loop comes to an end: in each run it is one. */
function either(machine: Machine, found: Value, made: Value): Value {
  if (found.kind === 'list' && made.kind === 'list') merge(machine, found.elements, made.elements);
  else if (found.kind === 'dictionary' && made.kind === 'dictionary') merge(machine, found.entries, made.entries);
  else return joinValues([found, made]);
  return found;
}

const merge = <T>({ store, changed }: Machine, found: Place<T>, made: Place<T>): void => {
  store.write(found, joinContents([found.value, made.value], changed) as T);
};
