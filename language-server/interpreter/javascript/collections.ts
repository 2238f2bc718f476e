import type { Method, MethodCall, Methods } from '../container-methods';
import { truthValue } from '../builtin';
import { callValue } from '../calls';
import { noArguments } from '../arguments';
import { entryOf, has, listed, without } from '../dictionaries';
import { spelled } from '../each';
import { iterate } from '../iteration';
import { anyNumberOfTimes } from '../repetition';
import { setEntries, setEntry } from '../setting-items';
import { keyOf } from '../keys';
import {
  dictionary,
  integer,
  list,
  NONE,
  UNKNOWN,
  type DictionaryValue,
  type Entry,
  type ListValue,
  type Value,
} from '../value';
import { array } from './arrays';

/** Calls of a callback that are run one by one. */
const MAX_CALLBACKS = 64;

/** `new Map(pairs)`: its keys are in the order in which they came. */
export function newMap(call: Pick<MethodCall, 'machine'>, source: Value): DictionaryValue {
  const made: DictionaryValue = { ...dictionary(new Map()), type: 'map' };
  const pairs = source.kind === 'none' ? [] : iterate(call.machine, source);
  const entries = pairs?.map((pair): Entry => {
    const [key = UNKNOWN, value = UNKNOWN] = iterate(call.machine, pair) ?? [];
    return { key, value };
  });
  if (entries) setEntries(call.machine, made, entries);
  else call.machine.store.write(made.entries, undefined);
  return made;
}

/** `new Set(items)`: each once; which of two objects are one is not known. */
export function newSet({ machine }: Pick<MethodCall, 'machine'>, source: Value): ListValue {
  return list(source.kind === 'none' ? [] : distinct(iterate(machine, source)), 'set');
}

function distinct(items: readonly Value[] | undefined): readonly Value[] | undefined {
  const found = new Map<string, Value>();
  for (const each of items ?? []) {
    const key = keyOf(each);
    if (key === undefined) return items?.length === 1 ? items : undefined;
    if (!found.has(key)) found.set(key, each);
  }
  return items && [...found.values()];
}

/** Calls it with each value and key; once for any where they are not known or are many. */
function each(call: MethodCall, callee: Value, items: readonly (readonly Value[])[] | undefined, whole: Value): Value {
  const run = (value: Value, key: Value): Value =>
    callValue(call.machine, callee, { ...noArguments(), positional: [value, key, whole] }, call.context);
  if (items && items.length <= MAX_CALLBACKS) for (const [value, key] of items) run(value!, key!);
  else
    anyNumberOfTimes(call.machine, () => {
      run(UNKNOWN, UNKNOWN);
    });
  return NONE;
}

const pairsIn = ({ entries }: DictionaryValue): readonly Entry[] | undefined => listed(entries.value);

/** How many keys or elements there are. */
export function sizeOf(value: DictionaryValue | ListValue): Value {
  const count = (value.kind === 'list' ? spelled(value.elements.value) : pairsIn(value))?.length;
  return count === undefined ? UNKNOWN : integer(count);
}

const get: Method<DictionaryValue> = (_, { entries }, key = UNKNOWN) => {
  const name = keyOf(key);
  if (has(entries.value, name) === false) return NONE;
  return (name === undefined ? undefined : entryOf(entries.value, name, NONE)) ?? UNKNOWN;
};

const remove: Method<DictionaryValue> = ({ machine }, { entries }, key = UNKNOWN) => {
  const name = keyOf(key);
  const before = has(entries.value, name);
  machine.store.write(entries, name === undefined ? undefined : without(entries.value, new Set([name])));
  return truthValue(before);
};

export const MAP: Methods<DictionaryValue> = {
  get,
  delete: remove,
  set: ({ machine }, receiver, key = UNKNOWN, value = NONE) => {
    setEntry(machine, receiver, key, value);
    return receiver;
  },
  has: (_, { entries }, key = UNKNOWN) => truthValue(has(entries.value, keyOf(key))),
  clear: ({ machine }, { entries }) => {
    machine.store.write(entries, new Map());
    return NONE;
  },
  keys: (_, map) => array(pairsIn(map)?.map(({ key }) => key)),
  values: (_, map) => array(pairsIn(map)?.map(({ value }) => value)),
  entries: (_, map) => array(pairsIn(map)?.map(({ key, value }) => array([key, value]))),
  forEach: (call, map, callee = UNKNOWN) =>
    each(
      call,
      callee,
      pairsIn(map)?.map(({ key, value }) => [value, key]),
      map,
    ),
};

const within = ({ elements }: ListValue, item: Value): boolean | undefined => {
  const keys = spelled(elements.value)?.map(keyOf);
  const key = keyOf(item);
  return key !== undefined && keys?.every((one) => one !== undefined) ? keys.includes(key) : undefined;
};

const elementsIn: Method<ListValue> = (_, { elements }) => array(spelled(elements.value));

export const SET: Methods<ListValue> = {
  add: ({ machine }, receiver, item = NONE) => {
    const before = spelled(receiver.elements.value);
    machine.store.write(receiver.elements, before && distinct([...before, item]));
    return receiver;
  },
  has: (_, receiver, item = NONE) => truthValue(within(receiver, item)),
  delete: ({ machine }, receiver, item = NONE) => {
    const inside = within(receiver, item);
    const rest = spelled(receiver.elements.value)?.filter((one) => keyOf(one) !== keyOf(item));
    machine.store.write(receiver.elements, inside === undefined ? undefined : rest);
    return truthValue(inside);
  },
  clear: ({ machine }, { elements }) => {
    machine.store.write(elements, []);
    return NONE;
  },
  keys: elementsIn,
  values: elementsIn,
  entries: (_, { elements }) => array(spelled(elements.value)?.map((one) => array([one, one]))),
  forEach: (call, receiver, callee = UNKNOWN) =>
    each(
      call,
      callee,
      spelled(receiver.elements.value)?.map((one) => [one, one]),
      receiver,
    ),
};
