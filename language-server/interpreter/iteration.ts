import { known } from './memory';
import { add, multiply, subtract, type Bounds, type Dimension } from '../domain/dimension';
import { floorDivide } from '../domain/division';
import { extreme, sign, within } from '../domain/order';
import { shape } from '../domain/shape';
import type { Machine } from './machine';
import { listed } from './dictionaries';
import { distinct } from './distinct';
import { Each, each, spelled, type Elements, type Ending } from './each';
import { oneAmong } from './alternatives';
import { alike } from './join';
import { children, isContainer, isDictionary, repeated } from './modules';
import { getAttribute } from './attributes';
import { callValue } from './calls';
import { noArguments } from './arguments';
import { isEnumeration, membersOf } from './enumerations';
import { boundsIn } from '../libraries/bounds';
import { membersIn } from '../libraries/members';
import { isAsBefore, sourcesOf } from './sources';
import {
  byKind,
  integer,
  list,
  string,
  tensor,
  UNKNOWN,
  type ByKind,
  type Instance,
  type ListValue,
  type Tensor,
  type Value,
} from './value';

/** Longer tuples, lists and ranges are not spelled out. */
const MAX_ELEMENTS = 4096;

/** The elements of an iterable in order; undefined where they are unknown or more than `limit`. */
export function iterate(machine: Machine, value: Value, limit = MAX_ELEMENTS): readonly Value[] | undefined {
  const elements = elementsOf(machine, value, limit);
  return elements && elements.length <= limit ? elements : undefined;
}

const elementsOf = (machine: Machine, value: Value, limit: number): readonly Value[] | undefined =>
  byKind(ELEMENTS, value, machine, limit);

const ELEMENTS: ByKind<[Machine, number], readonly Value[] | undefined> = {
  tuple: ({ elements }) => elements,
  list: (each, machine) => (isUnordered(machine, each) ? undefined : taken(machine, each)),
  class: (each) => (isEnumeration(each) ? membersOf(each) : undefined),
  dictionary: ({ type, entries }) =>
    listed(entries.value)?.map(({ key, value }) => (type === 'map' ? list([key, value], 'array') : key)),
  string: (each) => Array.from(each.value, string),
  range: (each, _, limit) => rangeElements(each, limit),
  tensor: (each, _, limit) => tensorElements(each, limit),
  instance: (each, machine, limit) => instanceElements(machine, each, limit),
};

/** A list's elements; an iterator gives its own once, and what is left then is not known. */
function taken({ store }: Machine, value: ListValue): readonly Value[] | undefined {
  const { type, elements } = value;
  const known = spelled(elements.value);
  if (type !== 'iterator' || !known) return known;
  store.write(elements, undefined);
  return isAsBefore(sourcesOf(value)) ? known : undefined;
}

/** Python's sets come in an order of their own, which may be another in every run. */
export const isUnordered = ({ javascript }: Machine, value: Value): boolean =>
  value.kind === 'list' &&
  value.type === 'set' &&
  !javascript &&
  (spelled(value.elements.value)?.length ?? 0) > 1 &&
  distinct(spelled(value.elements.value))?.length !== 1;

/** The elements where their order does not matter: of a set each once. */
export function inNoOrder(machine: Machine, value: Value): readonly Value[] | undefined {
  const set = value.kind === 'list' && value.type === 'set' && !machine.javascript;
  return set ? distinct(spelled(value.elements.value)) : iterate(machine, value);
}

/** As many elements, in an order that is not known. */
export const reordered = (machine: Machine, elements: readonly Value[]): Elements => {
  const all = alike([elements], machine.changed);
  return all instanceof Each ? each(all.value, all.from, { count: elements.length }) : all;
};

/** What the `__iter__` of an object's class gives, and a set's elements as they may come; other values as they are. */
export function opened(machine: Machine, value: Value): Value {
  if (isUnordered(machine, value)) {
    const elements = inNoOrder(machine, value);
    return list(elements && reordered(machine, elements));
  }
  if (value.kind !== 'instance') return value;
  machine.inspected.add(value);
  const method = getAttribute(machine, value, '__iter__', value.construction.site);
  return method.kind === 'unknown' ? value : callValue(machine, method, noArguments(), value.construction);
}

/** A container's modules (its own `__iter__` gives them), or what the class's `__iter__` gives. */
function instanceElements(machine: Machine, value: Instance, limit: number): readonly Value[] | undefined {
  const iterator = opened(machine, value);
  if (iterator !== value) return iterator.kind === 'instance' ? undefined : elementsOf(machine, iterator, limit);
  if (!isContainer(value)) return undefined;
  const inside = children(value);
  return isDictionary(value) ? inside?.map(([name]) => string(name)) : inside?.map(([, child]) => child);
}

/** max(0, ⌈(stop − start)/step⌉) */
export function rangeLength({ start, stop, step }: Extract<Value, { kind: 'range' }>): Dimension | undefined {
  if (sign(step) === undefined || sign(step) === 0) return undefined;
  const length = floorDivide(subtract(add(subtract(stop, start), step), sign(step) === 1 ? 1 : -1), step);
  if (typeof length === 'number') return Math.max(0, length);
  return sign(length) === 1 ? length : undefined;
}

function rangeElements(range: Extract<Value, { kind: 'range' }>, limit: number): Value[] | undefined {
  const length = rangeLength(range);
  if (typeof length !== 'number' || length > limit) return undefined;
  return Array.from({ length }, (_, i) => integer(add(range.start, multiply(range.step, i))));
}

/** One of a tensor's parts along its first axis. */
export function rowOf(value: Tensor): Tensor {
  const row = shape(value.shape.dimensions.slice(1), value.shape.open);
  return tensor(row, {
    ...(value.type && { type: value.type }),
    ...(value.device !== undefined && { device: value.device }),
    ...(value.array && { array: value.array }),
    ...membersIn(value, row, true),
    ...boundsIn(value, row),
    ...(value.written && { written: value.written }),
  });
}

/** A scalar whose entry is known. */
const withEntry = (scalar: Tensor, entry: number | undefined): Tensor =>
  entry === undefined ? scalar : { ...scalar, values: [entry] };

function tensorElements(value: Tensor, limit: number): Value[] | undefined {
  const count = value.shape.open ? undefined : value.shape.dimensions[0];
  if (typeof count !== 'number' || count > limit) return undefined;
  const entries = known(value).values;
  return Array.from({ length: count }, (_, i) => withEntry(rowOf(value), entries?.[i]));
}

/** How many elements an iterable has, where that is a size. */
export function countOf(value: Value): Dimension | undefined {
  if (value.kind === 'range') return rangeLength(value);
  if (value.kind === 'string') return Array.from(value.value).length;
  if (value.kind === 'tensor') return value.shape.open ? undefined : value.shape.dimensions[0];
  if (value.kind !== 'list') return undefined;
  const { value: elements } = value.elements;
  return elements instanceof Each ? elements.count : elements?.length;
}

/** How the last element differs from those before it, where that is known. */
export const endingOf = (value: Value): Ending | undefined =>
  value.kind === 'list' && value.elements.value instanceof Each ? value.elements.value.ending : undefined;

/** An element of an iterable of unknown length, as it may be in any turn. */
export function elementOf(machine: Machine, value: Value, name: string): Value {
  if (value.kind === 'range') return integer(withinRange(machine, value, name));
  if (value.kind === 'tensor' && !value.shape.open) return rowOf(value);
  if (value.kind === 'list' && value.elements.value instanceof Each)
    return value.type === 'iterator' && !isAsBefore(sourcesOf(value)) ? UNKNOWN : value.elements.value.read();
  if (value.kind === 'unknown' && value.among) return partOfAny(machine, value.among);
  if (value.kind !== 'instance') return UNKNOWN;
  const iterator = opened(machine, value);
  return iterator.kind === 'list'
    ? elementOf(machine, iterator, name)
    : (repeated(value)?.read() ?? nextOf(machine, value));
}

/** start + step · min(n, length − 1) with a count n, where the length is a number; else from start to below stop. */
function withinRange(machine: Machine, range: Extract<Value, { kind: 'range' }>, name: string): Dimension {
  const length = rangeLength(range);
  const bounds = boundsOf(range);
  if (typeof length !== 'number' || length < 1) return bounds ? within(name, bounds) : machine.symbol(name, 'integer');
  const turn = extreme('min', machine.symbol(name, 'count'), length - 1);
  return add(range.start, multiply(range.step, turn));
}

function boundsOf({ start, stop, step }: Extract<Value, { kind: 'range' }>): Bounds | undefined {
  const direction = sign(step);
  if (direction === 1) return { least: start, limit: stop };
  return direction === -1 ? { least: add(stop, 1), limit: add(start, 1) } : undefined;
}

/** An element of one of several iterables, as far as they are spelled out. */
function partOfAny(machine: Machine, among: readonly Value[]): Value {
  return oneAmong(among.flatMap((each) => iterate(machine, each) ?? [UNKNOWN])) ?? UNKNOWN;
}

/** What an iterator's `__next__` gives. */
function nextOf(machine: Machine, value: Instance): Value {
  const method = getAttribute(machine, value, '__next__', value.construction.site);
  return method.kind === 'unknown' ? UNKNOWN : callValue(machine, method, noArguments(), value.construction);
}
