import { unknownDimension, type Dimension } from '../domain/dimension';
import { shape } from '../domain/shape';
import type { Expression } from '../syntax/program';
import { anyTensor } from './any-tensor';
import { restrict, shapeOf } from './asserted-sizes';
import { evaluate } from './expressions';
import type { Machine } from './machine';
import { isTelling } from './size-names';
import { assign } from './targets';
import { integer, tensor, tuple, type TupleValue, type Value } from './value';

/** `B, T, C = x.shape` tells the rank of an unknown x and names its sizes. */
export function namedSizes(machine: Machine, target: Expression, source: Expression, value: Value): Value {
  if (target.kind === 'sequence' && source.kind === 'sequence' && value.kind === 'tuple')
    return namedParts(machine, target.elements, source.elements, value);
  if (!OPEN.has(value.kind)) return value;
  if (target.kind === 'name') return value.kind === 'unknown' ? maybeSize(machine, target.name, source, value) : value;
  const unpacked = target.kind === 'sequence' ? shaped(machine, target.elements, source) : undefined;
  if (!unpacked || target.kind !== 'sequence' || target.elements.some(({ kind }) => kind === 'starred')) return value;
  const { object, known, tail } = unpacked;
  if (tail.length > target.elements.length) return value;
  const sizes = target.elements.map(
    (each, i) => tail[tail.length - target.elements.length + i] ?? sizeCalled(machine, each),
  );
  assign(machine, object, tensor(shape(sizes), known.kind === 'tensor' ? known : anyTensor(machine, source)));
  return tuple(sizes.map(integer));
}

/** The variable whose shape names are to take, what it holds, and its last sizes as far as they are known. */
function shaped(
  machine: Machine,
  targets: readonly Expression[],
  source: Expression,
): { object: Expression; known: Value; tail: readonly Dimension[] } | undefined {
  const object = shapeOf(source);
  if (machine.javascript || object?.kind !== 'name') return undefined;
  if (!targets.every(({ kind }) => kind === 'name' || kind === 'starred')) return undefined;
  const known = evaluate(machine, object);
  if (known.kind === 'unknown') return { object, known, tail: [] };
  return known.kind === 'tensor' ? { object, known, tail: known.shape.dimensions } : undefined;
}

const sizeCalled = (machine: Machine, target: Expression): Dimension =>
  target.kind === 'name' && isTelling(target.name) ? machine.symbol(target.name) : unknownDimension();

/** `B, C, *_ = x.shape` and `*_, T, C = x.shape` name the sizes at either end of an x of unknown rank. */
export function starredSizes(
  machine: Machine,
  target: Expression,
  source: Expression,
  value: Value,
): [name: Expression, size: Dimension][] {
  if (target.kind !== 'sequence' || !OPEN.has(value.kind)) return [];
  const { elements } = target;
  const star = elements.findIndex(({ kind }) => kind === 'starred');
  const unpacked = star < 0 ? undefined : shaped(machine, elements, source);
  if (!unpacked) return [];
  const { object, tail } = unpacked;
  const sizes = elements.map(
    (each, i) => (i > star ? tail[tail.length - elements.length + i] : undefined) ?? sizeCalled(machine, each),
  );
  const axes = { variable: object, asked: source };
  const behind = sizes.slice(star + 1);
  if (star > 0) restrict(machine, { ...axes, from: 0, to: star }, sizes.slice(0, star));
  if (behind.length > 0) restrict(machine, { ...axes, from: -behind.length }, behind);
  return elements.flatMap((each, i) => (i === star ? [] : [[each, sizes[i]!]]));
}

/** What the shape of a tensor of unknown rank is. */
const OPEN = new Set<Value['kind']>(['unknown', 'bound']);

/** `B, T = x.size(0), x.size(1)` */
function namedParts(
  machine: Machine,
  targets: readonly Expression[],
  sources: readonly Expression[],
  value: TupleValue,
): Value {
  const aligned = [targets, sources].every((each) => each.length === value.elements.length);
  if (!aligned) return value;
  const elements = value.elements.map((each, i) => namedSizes(machine, targets[i]!, sources[i]!, each));
  return elements.some((each, i) => each !== value.elements[i]) ? { ...value, elements } : value;
}

/** What an axis of a tensor, an attribute or an entry holds is one size wherever it is used as such: `B = x.size(0)`. */
const maybeSize = (
  machine: Machine,
  name: string,
  source: Expression,
  value: Extract<Value, { kind: 'unknown' }>,
): Value =>
  !value.among && value.size === undefined && isTelling(name) && SIZE_SOURCES.has(source.kind)
    ? { kind: 'unknown', size: machine.symbol(name, 'integer') }
    : value;

const SIZE_SOURCES = new Set<Expression['kind']>(['attribute', 'subscript', 'call']);
