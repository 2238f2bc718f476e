import { floorDivide, add, multiply, subtract, sign } from '../domain/dimension';
import { shape } from '../domain/shape';
import type { Machine } from './machine';
import { children, isContainer } from './modules';
import { integer, string, tensor, UNKNOWN, type Tensor, type Value } from './value';

/** Longer tuples, lists and ranges are not spelled out. */
const MAX_ELEMENTS = 4096;

/** The elements of an iterable in order; undefined where they are unknown or more than `limit`. */
export function iterate(machine: Machine, value: Value, limit = MAX_ELEMENTS): readonly Value[] | undefined {
  const elements = elementsOf(machine, value, limit);
  return elements && elements.length <= limit ? elements : undefined;
}

function elementsOf(machine: Machine, value: Value, limit: number): readonly Value[] | undefined {
  switch (value.kind) {
    case 'tuple':
      return value.elements;
    case 'list':
      return value.elements.value;
    case 'dictionary':
      return value.entries.value && [...value.entries.value.values()].map(({ key }) => key);
    case 'string':
      return [...value.value].map(string);
    case 'range':
      return rangeElements(value, limit);
    case 'tensor':
      return tensorElements(value, limit);
    case 'instance':
      machine.inspected.add(value);
      return isContainer(value) ? children(value)?.map(([, child]) => child) : undefined;
    default:
      return undefined;
  }
}

/** max(0, ⌈(stop − start)/step⌉) */
export function rangeLength({
  start,
  stop,
  step,
}: Extract<Value, { kind: 'range' }>): Extract<Value, { kind: 'integer' }>['value'] | undefined {
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

const rowOf = (value: Tensor): Tensor =>
  tensor(shape(value.shape.dimensions.slice(1), value.shape.open), value.type ? { type: value.type } : {});

function tensorElements(value: Tensor, limit: number): Value[] | undefined {
  const count = value.shape.open ? undefined : value.shape.dimensions[0];
  if (typeof count !== 'number' || count > limit) return undefined;
  return Array.from({ length: count }, () => rowOf(value));
}

/** An element of an iterable of unknown length, as it may be in any turn. */
export function elementOf(machine: Machine, value: Value, name: string): Value {
  if (value.kind === 'range') return integer(machine.symbol(name, false));
  if (value.kind === 'tensor' && !value.shape.open) return rowOf(value);
  return UNKNOWN;
}
