import { mapValues } from '../dictionaries';
import { Each, spelled } from '../each';
import { callValue } from '../calls';
import { noArguments } from '../arguments';
import type { Method, MethodCall, Methods } from '../container-methods';
import { printed, textOfParts } from '../formatting';
import { joinValues } from '../join';
import { anyNumberOfTimes } from '../repetition';
import { Cell } from '../store';
import { truth } from '../truth';
import { keyOf } from '../keys';
import { boolean, integer, limited, list, NONE, UNKNOWN, type ListValue, type Value } from '../value';

/** Calls of a callback that are run one by one; longer arrays are run once for all elements. */
const MAX_CALLBACKS = 64;

export const array = (elements: readonly Value[] | undefined): ListValue => list(elements, 'array');

const callback = ({ machine, context }: MethodCall, callee: Value, ...positional: Value[]): Value =>
  callValue(machine, callee, { ...noArguments(), positional }, context);

/** A new value of the same content, so that what is made once stands for what is made for every element. */
function renewed(value: Value): Value {
  if (value.kind === 'list') return { ...value, elements: new Cell(spelled(value.elements.value)?.map(renewed)) };
  if (value.kind !== 'dictionary') return value;
  return { ...value, entries: new Cell(mapValues(value.entries.value, renewed)) };
}

/** What a callback gives for each of `count` elements; undefined where their number is not known. */
export function forEach(
  call: MethodCall,
  callee: Value,
  elements: readonly Value[] | undefined,
  whole: Value = UNKNOWN,
): Value[] | undefined {
  if (elements && elements.length <= MAX_CALLBACKS)
    return elements.map((each, i) => callback(call, callee, each, integer(i), whole));
  const from = call.machine.serial;
  const any = elements && joinValues(elements);
  let result: Value = UNKNOWN;
  anyNumberOfTimes(call.machine, () => {
    result = callback(call, callee, any ?? UNKNOWN, UNKNOWN, whole);
  });
  return elements?.map(() => renewed(new Each(result, from).read()));
}

type Rewrite = (elements: readonly Value[], positional: Value[]) => readonly Value[] | undefined;

const given = ({ given: { positional } }: MethodCall): Value[] => [...positional];

/** Rewrites the array itself, if its elements are known. */
const change =
  (rewrite: Rewrite, result: (before: readonly Value[], after: readonly Value[]) => Value): Method<ListValue> =>
  (call, receiver) => {
    const before = spelled(receiver.elements.value);
    const after = before && !call.given.open ? rewrite(before, given(call)) : undefined;
    call.machine.store.write(receiver.elements, limited(after));
    return before && after ? result(before, after) : UNKNOWN;
  };

const counted = (_: readonly Value[], after: readonly Value[]): Value => integer(after.length);

const at = (value: Value | undefined): number | undefined =>
  value?.kind === 'integer' && typeof value.value === 'number' ? value.value : undefined;

const isAbsent = (value: Value | undefined): boolean => !value || value.kind === 'none';

const slice: Method<ListValue> = (_, { elements }, start, end) => {
  const [from, to] = [isAbsent(start) ? 0 : at(start), isAbsent(end) ? Infinity : at(end)];
  return array(from === undefined || to === undefined ? undefined : spelled(elements.value)?.slice(from, to));
};

/** Removes and inserts; gives what was removed. */
const splice: Method<ListValue> = ({ machine }, { elements }, start, count, ...inserted) => {
  const before = spelled(elements.value);
  const [from, many] = [at(start), isAbsent(count) ? Infinity : at(count)];
  const known = before && from !== undefined && many !== undefined;
  const after = known ? [...before] : undefined;
  const removed = after?.splice(from!, many!, ...inserted.map((each) => each ?? UNKNOWN));
  machine.store.write(elements, after);
  return array(removed);
};

/** Arrays among the arguments are spread. */
const concat: Method<ListValue> = (call, { elements }) => {
  const parts = given(call).map((each) => {
    if (each.kind === 'list') return spelled(each.elements.value);
    return each.kind === 'unknown' ? undefined : [each];
  });
  const all = [spelled(elements.value), ...parts];
  return array(all.every((part) => part !== undefined) ? all.flat() : undefined);
};

const fill: Method<ListValue> = ({ machine }, receiver, value = NONE, start, end) => {
  const elements = spelled(receiver.elements.value);
  const [from, to] = [isAbsent(start) ? 0 : at(start), isAbsent(end) ? Infinity : at(end)];
  const known = elements && from !== undefined && to !== undefined && from >= 0 && to >= 0;
  machine.store.write(
    receiver.elements,
    known ? elements.map((each, i) => (i >= from && i < to ? value : each)) : undefined,
  );
  return receiver;
};

const map: Method<ListValue> = (call, receiver, callee = UNKNOWN) =>
  array(forEach(call, callee, spelled(receiver.elements.value), receiver));

const filter: Method<ListValue> = (call, receiver, callee = UNKNOWN) => {
  const elements = spelled(receiver.elements.value);
  const kept = forEach(call, callee, elements, receiver)?.map(truth);
  return array(kept?.every((each) => each !== undefined) ? elements?.filter((_, i) => kept[i]) : undefined);
};

const reduce: Method<ListValue> = (call, receiver, callee = UNKNOWN, initial) => {
  const elements = spelled(receiver.elements.value);
  if (elements && elements.length <= MAX_CALLBACKS) {
    const [first, ...rest] = initial ? [initial, ...elements] : elements;
    const offset = initial ? 0 : 1;
    return first
      ? rest.reduce((total, each, i) => callback(call, callee, total, each, integer(i + offset)), first)
      : UNKNOWN;
  }
  anyNumberOfTimes(call.machine, () => {
    callback(call, callee, UNKNOWN, UNKNOWN, UNKNOWN);
  });
  return UNKNOWN;
};

/** The first element whose test holds, by `result` of its place; unknown where a test before is. */
const search =
  (result: (place: number, elements: readonly Value[]) => Value): Method<ListValue> =>
  (call, receiver, callee = UNKNOWN) => {
    const elements = spelled(receiver.elements.value);
    const outcomes = forEach(call, callee, elements, receiver)?.map(truth);
    const first = outcomes?.findIndex((each) => each !== false) ?? -1;
    if (!elements || !outcomes || (outcomes[first] === undefined) !== first < 0) return UNKNOWN;
    return result(first, elements);
  };

const indexOf = (elements: readonly Value[] | undefined, wanted: Value): number | undefined => {
  const key = keyOf(wanted);
  const keys = elements?.map(keyOf);
  return key !== undefined && keys?.every((each) => each !== undefined) ? keys.indexOf(key) : undefined;
};

const flatMap: Method<ListValue> = (call, receiver, callee = UNKNOWN) => {
  const parts = forEach(call, callee, spelled(receiver.elements.value), receiver)?.map((each) => {
    if (each.kind === 'list') return spelled(each.elements.value);
    return each.kind === 'unknown' ? undefined : [each];
  });
  return array(parts?.every((part) => part !== undefined) ? parts.flat() : undefined);
};

/** Arrays are nested less deeply; one may hold itself. */
const MAX_NESTED = 32;

/** One level down, or as many as told. */
function flattened(elements: readonly Value[], depth: number, level = 0): Value[] | undefined {
  if (level > MAX_NESTED) return undefined;
  const parts = elements.map((each) => {
    if (each.kind !== 'list' || depth < 1) return each.kind === 'unknown' ? undefined : [each];
    const inner = spelled(each.elements.value);
    return inner && flattened(inner, depth - 1, level + 1);
  });
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** In another order: what holds for all of them. */
const sort: Method<ListValue> = ({ machine }, receiver) => {
  const elements = spelled(receiver.elements.value);
  const from = machine.serial;
  const any = new Each(joinValues(elements ?? []), from);
  machine.store.write(
    receiver.elements,
    elements?.map(() => any.read()),
  );
  return receiver;
};

/** Methods of arrays; typed ones have those that they share. */
export const ARRAY: Methods<ListValue> = {
  push: change((elements, added) => [...elements, ...added], counted),
  unshift: change((elements, added) => [...added, ...elements], counted),
  pop: change(
    (elements) => elements.slice(0, -1),
    (before) => before.at(-1) ?? NONE,
  ),
  shift: change(
    (elements) => elements.slice(1),
    (before) => before[0] ?? NONE,
  ),
  reverse: (call, receiver) => {
    call.machine.store.write(receiver.elements, spelled(receiver.elements.value)?.toReversed());
    return receiver;
  },
  sort,
  slice,
  splice,
  subarray: slice,
  concat,
  fill,
  map,
  filter,
  reduce,
  flatMap,
  forEach: (call, receiver, callee = UNKNOWN) => {
    forEach(call, callee, spelled(receiver.elements.value), receiver);
    return NONE;
  },
  find: search((place, elements) => elements[place] ?? NONE),
  findIndex: search((place) => integer(place)),
  some: search((place) => boolean(place >= 0)),
  every: (call, receiver, callee = UNKNOWN) => {
    const outcomes = forEach(call, callee, spelled(receiver.elements.value), receiver)?.map(truth);
    if (outcomes?.includes(false)) return boolean(false);
    return outcomes?.every((each) => each === true) ? boolean(true) : UNKNOWN;
  },
  flat: (_, { elements }, depth) => {
    const levels = isAbsent(depth) ? 1 : at(depth);
    const known = spelled(elements.value);
    return array(levels === undefined ? undefined : known && flattened(known, levels));
  },
  at: (_, { elements }, index) => {
    const place = at(index);
    const known = spelled(elements.value);
    return place === undefined || !known ? UNKNOWN : (known.at(place) ?? NONE);
  },
  indexOf: (_, { elements }, wanted = UNKNOWN) => {
    const place = indexOf(spelled(elements.value), wanted);
    return place === undefined ? UNKNOWN : integer(place);
  },
  includes: (_, { elements }, wanted = UNKNOWN) => {
    const place = indexOf(spelled(elements.value), wanted);
    return place === undefined ? UNKNOWN : boolean(place >= 0);
  },
  join: (_, { elements }, separator) => {
    const between = isAbsent(separator) ? ',' : separator?.kind === 'string' ? separator.value : undefined;
    return between === undefined ? UNKNOWN : textOfParts(spelled(elements.value)?.map(printed), between);
  },
  keys: (_, { elements }) => array(spelled(elements.value)?.map((_each, i) => integer(i))),
  values: (_, { elements }) => array(spelled(elements.value)),
  entries: (_, { elements }) => array(spelled(elements.value)?.map((each, i) => array([integer(i), each]))),
};
