import { equal } from '../domain/dimension';
import { joinShapes } from '../domain/shape';
import { arrayClass } from './arrays';
import { tuple, UNKNOWN, type Tensor, type Value } from './value';

/** A value that describes each of `values`: what a variable holds after branches that end with these. */
export function joinValues(values: readonly Value[]): Value {
  const [first, ...rest] = values;
  return first ? rest.reduce(joinTwo, first) : UNKNOWN;
}

function joinTwo(a: Value, b: Value): Value {
  if (a === b) return a;
  if (a.kind === 'tensor' && b.kind === 'tensor') return arrayClass(a) === arrayClass(b) ? joinTensors(a, b) : UNKNOWN;
  if (a.kind === 'tuple' && b.kind === 'tuple' && a.elements.length === b.elements.length) {
    return tuple(a.elements.map((element, i) => joinTwo(element, b.elements[i]!)));
  }
  return joinScalars(a, b);
}

/** A float stays one whatever its value. */
function joinScalars(a: Value, b: Value): Value {
  if (a.kind === 'integer' && b.kind === 'integer') return equal(a.value, b.value) ? a : UNKNOWN;
  if (sameScalar(a, b)) return a;
  return a.kind === 'float' && b.kind === 'float' ? { kind: 'float', value: undefined } : UNKNOWN;
}

function sameScalar(a: Value, b: Value): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'none') return true;
  if (a.kind === 'library' && b.kind === 'library') return a.name === b.name;
  if ((a.kind === 'float' && a.quotient) || (b.kind === 'float' && b.quotient)) return false;
  const scalar = a.kind === 'string' || a.kind === 'boolean' || a.kind === 'float';
  return scalar && 'value' in b && a.value === b.value;
}

function joinTensors(a: Tensor, b: Tensor): Tensor {
  const same = a.activation && a.activation.name === b.activation?.name ? a.activation : undefined;
  return {
    kind: 'tensor',
    shape: joinShapes(a.shape, b.shape),
    ...(a.array && { array: a.array }),
    ...(a.type && a.type === b.type && { type: a.type }),
    ...(same && { activation: same }),
  };
}

/**
 * For contents of any cell: values, and absence. A variable bound on one path only keeps that value: on the other
 * path its use is an error of its own. Lists and dictionaries that differ are unknown.
 */
export function joinContents(contents: readonly unknown[]): unknown {
  const [first, ...rest] = contents;
  if (rest.length === 0) return first;
  if (contents.every((each) => typeof each === 'boolean')) return contents.some(Boolean);
  const bound = contents.filter((each) => each !== undefined);
  if (bound.every(isValue)) return joinValues(bound);
  if (bound.length === contents.length && bound.every(isElements)) return joinElements(bound);
  return undefined;
}

const isValue = (content: unknown): content is Value =>
  typeof content === 'object' && content !== null && 'kind' in content;

const isElements = (content: unknown): content is readonly Value[] => Array.isArray(content);

const joinElements = (lists: (readonly Value[])[]): readonly Value[] | undefined =>
  lists.every((list) => list.length === lists[0]!.length)
    ? lists[0]!.map((_, i) => joinValues(lists.map((list) => list[i]!)))
    : undefined;
