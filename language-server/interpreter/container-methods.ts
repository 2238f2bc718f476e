import { own } from '../domain/own';
import type { CallContext } from './calls';
import type { Arguments } from './arguments';
import { entryOf, has, listed, merged, without } from './dictionaries';
import { dictionaryIn } from './dictionary-classes';
import { escape } from './escape';
import { Each, spelled, type Elements } from './each';
import { iterate } from './iteration';
import { alike } from './join';
import type { Machine } from './machine';
import { callJavascriptMethod } from './javascript/methods';
import { sortedElements } from './builtin-numbers';
import { SET } from './set-methods';
import { STRING } from './string-methods';
import { Cell } from './store';
import { setEntries, setEntry } from './setting-items';
import { View } from './view';
import { keyOf } from './keys';
import {
  boolean,
  dictionary,
  integer,
  limited,
  list,
  NONE,
  string,
  tuple,
  UNKNOWN,
  type DictionaryValue,
  type Entry,
  type ListValue,
  type Value,
} from './value';

export interface MethodCall {
  machine: Machine;
  given: Arguments;
  context: CallContext;
}

export type Method<T extends Value> = (call: MethodCall, receiver: T, ...positional: (Value | undefined)[]) => Value;
export type Methods<T extends Value> = Partial<Record<string, Method<T>>>;

/** A method of a list, tuple, dictionary or string. An unknown one may change the list or dictionary. */
export function callMethod(
  machine: Machine,
  receiver: Value,
  name: string,
  given: Arguments,
  context: CallContext,
): Value {
  const call = { machine, given, context };
  if (machine.javascript) return callJavascriptMethod(call, receiver, name);
  const method = given.open ? undefined : find(receiver, name);
  if (method) return method(call, receiver, ...given.positional);
  if (receiver.kind === 'list' || receiver.kind === 'dictionary') escape(machine, [receiver, ...given.positional]);
  return UNKNOWN;
}

function find(receiver: Value, name: string): Method<Value> | undefined {
  if (receiver.kind === 'list')
    return own<unknown>(receiver.type === 'set' ? SET : LIST, name) as Method<Value> | undefined;
  if (receiver.kind === 'dictionary') return own<unknown>(DICTIONARY, name) as Method<Value> | undefined;
  if (receiver.kind === 'string') return own<unknown>(STRING, name) as Method<Value> | undefined;
  if (receiver.kind === 'float') return own<unknown>(FLOAT, name) as Method<Value> | undefined;
  return receiver.kind === 'tuple' ? (own<unknown>(TUPLE, name) as Method<Value> | undefined) : undefined;
}

/** The elements of a full deque that stay. */
type Kept = (elements: readonly Value[], limit: number) => readonly Value[];

const lastOf: Kept = (elements, limit) => elements.slice(Math.max(0, elements.length - limit));
const firstOf: Kept = (elements, limit) => elements.slice(0, limit);

function bounded({ machine }: MethodCall, { limit }: ListValue, elements: Elements, kept: Kept): Elements {
  const known = spelled(elements);
  if (limit === undefined || !known) return elements;
  return limit === null ? alike([known], machine.changed) : kept(known, limit);
}

/** Rewrites a list's elements, if they are known. */
const change =
  (
    rewrite: (elements: readonly Value[], call: MethodCall, positional: Value[]) => Elements,
    added: (positional: Value[]) => Elements = () => [],
    kept: Kept = lastOf,
  ): Method<ListValue> =>
  (call, receiver, ...positional) => {
    const given = positional.map((value) => value ?? UNKNOWN);
    const before = receiver.elements.value;
    const elements = before instanceof Each ? alike([before, added(given)], call.machine.changed) : before;
    call.machine.store.write(
      receiver.elements,
      bounded(call, receiver, limited(spelled(elements) ? rewrite(spelled(elements)!, call, given) : elements), kept),
    );
    return NONE;
  };

function pop({ machine }: MethodCall, receiver: ListValue, index: Value = integer(-1)): Value {
  if (receiver.elements.value instanceof Each) {
    machine.store.write(receiver.elements, receiver.elements.value.some);
    return receiver.elements.value.read();
  }
  const elements = receiver.elements.value;
  const at = index.kind === 'integer' && typeof index.value === 'number' ? index.value : undefined;
  const found = at === undefined ? undefined : elements?.at(at);
  machine.store.write(receiver.elements, found && elements && at !== undefined ? elements.toSpliced(at, 1) : undefined);
  return found ?? UNKNOWN;
}

function indexOf({ machine }: MethodCall, receiver: Value, wanted: Value = UNKNOWN): Value {
  const at = placeIn(iterate(machine, receiver) ?? [], wanted);
  return at >= 0 ? integer(at) : UNKNOWN;
}

/** Where the first equal element stands; -1 where that is not known. */
function placeIn(elements: readonly Value[], wanted: Value): number {
  const key = keyOf(wanted);
  const keys = elements.map(keyOf);
  return key !== undefined && keys.every((each) => each !== undefined) ? keys.indexOf(key) : -1;
}

const LIST: Methods<ListValue> = {
  append: change(
    (elements, _, [value = UNKNOWN]) => [...elements, value],
    ([value = UNKNOWN]) => [value],
  ),
  appendleft: change(
    (elements, _, [value = UNKNOWN]) => [value, ...elements],
    ([value = UNKNOWN]) => [value],
    firstOf,
  ),
  popleft: (call, receiver) => pop(call, receiver, integer(0)),
  extend: change(
    (elements, { machine }, [more = UNKNOWN]) => {
      if (more.kind === 'list' && more.elements.value instanceof Each)
        return alike([elements, more.elements.value], machine.changed);
      const rest = iterate(machine, more);
      return rest && [...elements, ...rest];
    },
    ([more = UNKNOWN]) => (more.kind === 'list' ? more.elements.value : undefined),
  ),
  insert: change(
    (elements, _, [index = UNKNOWN, value = UNKNOWN]) =>
      index.kind === 'integer' && typeof index.value === 'number'
        ? elements.toSpliced(index.value, 0, value)
        : undefined,
    ([, value = UNKNOWN]) => [value],
  ),
  reverse: change((elements) => elements.toReversed()),
  clear: change(() => []),
  sort: (call, receiver) => {
    call.machine.store.write(receiver.elements, sortedElements(call.machine, receiver, call.given, call.context));
    return NONE;
  },
  remove: change((elements, _, [value = UNKNOWN]) => {
    const at = placeIn(elements, value);
    return at >= 0 ? elements.toSpliced(at, 1) : undefined;
  }),
  pop,
  // An array's or an index's.
  tolist: (_, { elements }) => list(elements.value),
  copy: (_, receiver) => ({ ...receiver, elements: new Cell<Elements>(receiver.elements.value) }),
  index: indexOf,
  count: () => UNKNOWN,
};

const TUPLE: Methods<Extract<Value, { kind: 'tuple' }>> = {
  index: indexOf,
  count: () => UNKNOWN,
  numel: (_, { elements }) => product(elements),
  // A TensorShape's.
  as_list: (_, { elements }) => list(elements),
};

const FLOAT: Methods<Extract<Value, { kind: 'float' }>> = {
  is_integer: (_, { value }) => (value === undefined ? UNKNOWN : boolean(Number.isInteger(value))),
};

const product = (elements: readonly Value[]): Value => {
  const sizes = elements.map((each) => (each.kind === 'integer' && typeof each.value === 'number' ? each.value : NaN));
  const total = sizes.reduce((a, b) => a * b, 1);
  return Number.isNaN(total) ? UNKNOWN : integer(total);
};

function getEntry(_: MethodCall, receiver: DictionaryValue, key: Value = UNKNOWN, fallback: Value = NONE): Value {
  return entryOf(receiver.entries.value, keyOf(key), fallback) ?? UNKNOWN;
}

function popEntry({ machine }: MethodCall, receiver: DictionaryValue, key: Value = UNKNOWN, fallback?: Value): Value {
  const name = keyOf(key);
  const entries = receiver.entries.value;
  if (receiver.view) escape(machine, [receiver]);
  if (name === undefined || !entries) {
    machine.store.write(receiver.entries, undefined);
    return UNKNOWN;
  }
  machine.store.write(receiver.entries, without(entries, new Set([name])));
  return entryOf(entries, name, fallback) ?? UNKNOWN;
}

function setDefault(call: MethodCall, receiver: DictionaryValue, key: Value = UNKNOWN, value: Value = NONE): Value {
  const { value: entries } = receiver.entries;
  const result = entryOf(entries, keyOf(key), value) ?? UNKNOWN;
  if (has(entries, keyOf(key)) !== true) setEntry(call.machine, receiver, key, result);
  return result;
}

function update({ machine, given }: MethodCall, receiver: DictionaryValue, other?: Value): Value {
  const more = other ? dictionaryIn(other)?.entries.value : new Map<string, Entry>();
  const added = receiver.view && listed(more);
  if (receiver.view && !added) escape(machine, [receiver]);
  if (added) setEntries(machine, receiver, added);
  else machine.store.write(receiver.entries, merged(receiver.entries.value, more));
  for (const [name, value] of given.named) setEntry(machine, receiver, string(name), value);
  return NONE;
}

/** Sees what is put in later. */
const listing =
  (part: (entry: Entry) => Value): Method<DictionaryValue> =>
  (_, { entries }) => ({
    ...list(undefined),
    elements: View.of(entries, (content): Elements => listed(content)?.map(part)),
  });

const DICTIONARY: Methods<DictionaryValue> = {
  get: getEntry,
  pop: popEntry,
  setdefault: setDefault,
  update,
  keys: listing(({ key }) => key),
  values: listing(({ value }) => value),
  items: listing(({ key, value }) => tuple([key, value])),
  copy: (_, { entries }) => dictionary(entries.value),
};
