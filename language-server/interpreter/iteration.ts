import { floorDivide, add, multiply, subtract, sign } from '../domain/dimension';
import { shape } from '../domain/shape';
import type { Machine } from './machine';
import { children, isContainer } from './modules';
import { byKind, integer, string, tensor, UNKNOWN, type Tensor, type Value } from './value';

/** Longer tuples, lists and ranges are not spelled out. */
const MAX_ELEMENTS = 4096;

/** The elements of an iterable in order; undefined where they are unknown or more than `limit`. */
export function iterate(machine: Machine, value: Value, limit = MAX_ELEMENTS): readonly Value[] | undefined {
  const elements = elementsOf(machine, value, limit);
  return elements && elements.length <= limit ? elements : undefined;
}

const elementsOf = (machine: Machine, value: Value, limit: number): readonly Value[] | undefined =>
  byKind<[], readonly Value[] | undefined>(
    {
      tuple: ({ elements }) => elements,
      list: ({ elements }) => elements.value,
      dictionary: ({ entries }) => entries.value && [...entries.value.values()].map(({ key }) => key),
      string: (each) => Array.from(each.value, string),
      range: (each) => rangeElements(each, limit),
      tensor: (each) => tensorElements(each, limit),
      instance: (each) => {
        machine.inspected.add(each);
        return isContainer(each) ? children(each)?.map(([, child]) => child) : undefined;
      },
    },
    value,
  );

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
