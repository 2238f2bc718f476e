import { equal, symbolSerial, unknownInteger } from '../domain/dimension';
import { joinTypes } from '../domain/element-type';
import { equalShapes, joinShapes } from '../domain/shape';
import { joinMemory } from './memory';
import { arrayClass } from './arrays';
import { areEntries, joinEntries } from './dictionaries';
import { each, Each, type Elements } from './each';
import { either } from './either';
import { oneOf } from './alternatives';
import { Perhaps, present } from './perhaps';
import {
  integer,
  isValue,
  library,
  tuple,
  UNDECIDED_DEVICE,
  UNDECIDED_TENSOR,
  UNKNOWN,
  type Instance,
  type Tensor,
  type TupleValue,
  type Value,
} from './value';

type Bound = Extract<Value, { kind: 'bound' }>;

/** A value that describes each of `values`: what a variable holds after branches that end with these. */
export function joinValues(values: readonly Value[]): Value {
  const [first, ...rest] = values;
  return first ? rest.reduce(joinTwo, first) : UNKNOWN;
}

/** One of two values, where both may stand. */
export const joinPresent = (a: Value | undefined, b: Value | undefined): Value | undefined =>
  a && b ? joinTwo(a, b) : (a ?? b);

/** A named tuple stays one where both are of the same names. */
function joinTuples(a: TupleValue, b: TupleValue): Value {
  const joined = tuple(a.elements.map((element, i) => joinTwo(element, b.elements[i]!)));
  return a.class === b.class && a.fields?.join() === b.fields?.join() ? { ...a, ...joined } : joined;
}

function joinTwo(a: Value, b: Value): Value {
  if (a === b) return a;
  if (a.kind === 'tensor' && b.kind === 'tensor') return arrayClass(a) === arrayClass(b) ? joinTensors(a, b) : UNKNOWN;
  if (a.kind === 'tuple' && b.kind === 'tuple' && a.elements.length === b.elements.length) {
    return joinTuples(a, b);
  }
  const joined = joinNumbers(a, b) ?? joinContainers(a, b) ?? joinOptional(a, b);
  if (joined) return joined;
  if (same(a, b, new Set())) return a;
  return isDevice(a) && isDevice(b)
    ? library(UNDECIDED_DEVICE)
    : (joinTensorTypes(a, b) ?? oneOf(a, b, (one, other) => same(one, other, new Set())));
}

/** `torch.cuda.FloatTensor if cuda else torch.FloatTensor`: of one type, wherever it is. */
function joinTensorTypes(a: Value, b: Value): Value | undefined {
  const [first, second] = [a, b].map((each) =>
    each.kind === 'library' ? TENSOR_TYPE.exec(each.name)?.[1] : undefined,
  );
  return first !== undefined && first === second ? library(UNDECIDED_TENSOR + first) : undefined;
}

const TENSOR_TYPE = /^torch\.(?:cuda\.|\?\.)?([A-Z]\w*Tensor)$/;

/** A tensor of PyTorch's that may be absent. */
function joinOptional(a: Value, b: Value): Value | undefined {
  const [first, second] = a.kind === 'none' ? [b, a] : [a, b];
  const isTensor = first.kind === 'tensor' && arrayClass(first) === 'torch.Tensor';
  return isTensor && second.kind === 'none' ? { ...first, optional: true } : undefined;
}

function joinNumbers(a: Value, b: Value): Value | undefined {
  if (a.kind === 'integer' && b.kind === 'integer') return equal(a.value, b.value) ? a : integer(unknownInteger());
  return a.kind === 'float' && b.kind === 'float' && a.value !== b.value
    ? { kind: 'float', value: undefined }
    : undefined;
}

/** One of two lists or dictionaries, whichever it is; of iterators it matters which. */
function joinContainers(a: Value, b: Value): Value | undefined {
  if (a.kind === 'list' && b.kind === 'list' && a.type === b.type && a.type !== 'iterator')
    return placed(a, 'elements', either(a.elements, b.elements));
  if (a.kind === 'dictionary' && b.kind === 'dictionary' && a.type === b.type && a.factory === b.factory)
    return placed(a, 'entries', either(a.entries, b.entries));
  return undefined;
}

const placed = <K extends string, V extends Record<K, unknown>>(
  value: V,
  name: K,
  place: V[K] | undefined,
): V | undefined => {
  if (!place) return undefined;
  return place === value[name] ? value : { ...value, [name]: place };
};

/** What names a device, as text or as PyTorch's object. */
const isDevice = (value: Value): boolean =>
  value.kind === 'string'
    ? /^(cpu|cuda(:\d+)?|mps)$/.test(value.value)
    : value.kind === 'library' && value.name.startsWith('torch.device:');

function sameScalar(a: Value, b: Value): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'none' && b.kind === 'none') return a.null === b.null;
  if (a.kind === 'complex') return true;
  if (a.kind === 'library' && b.kind === 'library') return a.name === b.name;
  if ((a.kind === 'float' && a.quotient) || (b.kind === 'float' && b.quotient)) return false;
  const scalar = a.kind === 'string' || a.kind === 'boolean' || a.kind === 'float';
  return scalar && 'value' in b && a.value === b.value;
}

function joinTensors(a: Tensor, b: Tensor): Tensor {
  const same = a.activation && a.activation.name === b.activation?.name ? a.activation : undefined;
  const type = joinTypes(a.type, b.type);
  const parameter = a.parameter === b.parameter ? a.parameter : 'perhaps';
  return {
    kind: 'tensor',
    shape: joinShapes(a.shape, b.shape),
    ...(a.array && { array: a.array }),
    ...([a, b].some(({ optional }) => optional) && { optional: true }),
    ...(type && { type }),
    ...(a.device !== undefined && a.device === b.device && { device: a.device }),
    ...(same && { activation: same }),
    ...joinMemory(a, b),
    ...(parameter && { parameter }),
  };
}

/**
 * For contents of any cell: values, and absence. A variable bound on one path only keeps that value, which is there
 * perhaps: on the other path its use is an error of its own, but a test may ask for it. Lists of different lengths keep what their elements are like, dictionaries
 * what may stand under which key.
 */
export function joinContents(contents: readonly unknown[], from = Infinity): unknown {
  const [first, ...rest] = contents;
  if (rest.length === 0) return first;
  if (contents.every((each) => typeof each === 'boolean')) return contents.some(Boolean);
  const bound = contents.flatMap((each) => (each === undefined ? [] : [present(each)]));
  if (bound.every(isValue)) return joinBound(bound, contents);
  if (bound.length === contents.length && bound.every(isElements)) return joinElements(bound, from);
  if (bound.length === contents.length && bound.every(areEntries)) return joinEntries(bound);
  if (bound.every(isNames)) return bound.every((names) => names === bound[0]) ? bound[0] : null;
  return undefined;
}

/** What is not known at all may be absent too. */
function joinBound(bound: readonly Value[], contents: readonly unknown[]): Value | Perhaps<Value> {
  const joined = joinValues(bound);
  if (joined.kind === 'unknown' || !contents.some((each) => each === undefined || each instanceof Perhaps))
    return joined;
  const same = contents.find((each) => each instanceof Perhaps && each.value === joined);
  return same instanceof Perhaps ? (same as Perhaps<Value>) : new Perhaps(joined);
}

/** What an instance's modules are called. */
const isNames = (content: unknown): content is string | null => content === null || typeof content === 'string';

const isElements = (content: unknown): content is readonly Value[] | Each =>
  Array.isArray(content) || content instanceof Each;

/** Elements of all the lists, of any number; `from` is where the symbols of the loop that is joined begin. */
export function alike(lists: readonly Elements[], from: number): Elements {
  if (!lists.every((part) => part !== undefined)) return undefined;
  const found = lists.flatMap((part) => (part instanceof Each ? [part.value] : part));
  // What the join itself makes is another size in each.
  const least = Math.min(from, symbolSerial(), ...lists.map((part) => (part instanceof Each ? part.from : Infinity)));
  return found.length === 0 ? [] : each(joinValues(found), least);
}

/** Two instances that were made by one call and hold the same, apart from which of them it is. */
function similar(a: Instance, b: Instance, seen: Set<Instance>): boolean {
  if (a === b || seen.has(a)) return true;
  seen.add(a);
  if (a.class !== b.class || a.escaped.value || b.escaped.value || a.members.value !== b.members.value) return false;
  if (a.construction.site.range.start !== b.construction.site.range.start) return false;
  return (
    a.attributes.size === b.attributes.size &&
    [...a.attributes].every(([name, { value }]) => {
      const other = b.attributes.get(name)?.value;
      return value && other ? same(value, other, seen) : value === other;
    })
  );
}

const isSameMethod = (a: Bound, b: Bound): boolean =>
  a.receiver === b.receiver && (a.callee === b.callee || sameScalar(a.callee, b.callee));

function same(a: Value, b: Value, seen: Set<Instance>): boolean {
  if (a.kind === 'instance' && b.kind === 'instance') return similar(a, b, seen);
  if (a === b || sameScalar(a, b)) return true;
  if (a.kind === 'bound' && b.kind === 'bound') return isSameMethod(a, b);
  if (a.kind === 'integer' && b.kind === 'integer') return equal(a.value, b.value);
  if (a.kind === 'tensor' && b.kind === 'tensor') return equalShapes(a.shape, b.shape);
  const parts = [a, b].map((value) => (value.kind === 'tuple' ? value.elements : undefined));
  return parts[0] !== undefined && parts[0].length === parts[1]?.length
    ? parts[0].every((part, i) => same(part, parts[1]![i]!, seen))
    : false;
}

function joinElements(lists: readonly (readonly Value[] | Each)[], from: number): Elements {
  const [first, ...rest] = lists.flatMap((list) => (list instanceof Each ? [] : [list]));
  const aligned = first && rest.length + 1 === lists.length && rest.every((list) => list.length === first.length);
  return aligned ? first.map((value, i) => joinValues([value, ...rest.map((list) => list[i]!)])) : alike(lists, from);
}
