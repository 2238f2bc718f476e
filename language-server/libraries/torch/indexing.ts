import { add, negate, subtract, unknownCount, type Dimension, type SymbolAtom } from '../../domain/dimension';
import { ceilDivide } from '../../domain/division';
import { extreme, sign } from '../../domain/order';
import { categoryOf } from '../../domain/element-type';
import { symbolAtoms } from '../../domain/symbols';
import { ANY_SHAPE, broadcast, shape, type Shape } from '../../domain/shape';
import { rangeLength } from '../../interpreter/iteration';
import { NONE, tensor, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, integerIn, moved, tensorOf, valueOf } from '../call';
import { entryIn } from '../bounds';
import { row, type Rule, type Table } from '../library';

type Slice = Extract<Value, { kind: 'slice' }>;

/** A slice's bound as a place from 0 to the size. */
function place(bound: Value, size: Dimension, otherwise: Dimension): Dimension | undefined {
  if (bound.kind === 'none') return otherwise;
  const at = integerIn(bound) ?? entryIn(bound);
  const known = at === undefined ? undefined : sign(at);
  if (at === undefined || known === undefined)
    return at !== undefined && isSize(at) ? extreme('min', at, size) : undefined;
  return known < 0 ? extreme('max', add(size, at), 0) : extreme('min', at, size);
}

/** A symbol may be negative only if it is no size; sizes are what slices are made with. */
const isSize = (at: Dimension): boolean => sign(add(at, 1)) === 1;

/** ⌈(upper − lower)/step⌉, not below 0; of all in reverse, as NumPy and TensorFlow have it, ⌈n/−step⌉. */
function sliceSize(size: Dimension, { lower, upper, step }: Slice): Dimension {
  const stride = step.kind === 'none' ? 1 : integerIn(step);
  const whole = lower.kind === 'none' && upper.kind === 'none';
  if (whole && stride !== undefined && sign(stride) === -1) return ceilDivide(size, negate(stride));
  const [from, to] = [place(lower, size, 0), place(upper, size, size)];
  if (from === undefined || to === undefined || stride === undefined || sign(stride) !== 1) return unknownCount();
  const length = extreme('max', ceilDivide(subtract(to, from), stride), 0);
  return symbolAtoms(length).some(isDrawn) ? unknownCount() : length;
}

/** Whether it is a number that nothing in the program is called by. */
const isDrawn = ({ anonymous, bounds }: SymbolAtom): boolean => anonymous && bounds !== undefined;

/** What one part of an index does: the axes that it takes, and those that it leaves. */
interface Step {
  takes: number;
  gives: Dimension[];
  /** The shape of an index array. */
  array?: Shape;
}

/** Sizes of an index array; undefined where the part may be of several kinds. */
function stepOf(part: Value, size: Dimension | undefined): Step | undefined {
  if (part.kind === 'none') return { takes: 0, gives: [1] };
  if (part.kind === 'integer') return { takes: 1, gives: [] };
  if (part.kind === 'slice') return { takes: 1, gives: [size === undefined ? unknownCount() : sliceSize(size, part)] };
  if (part.kind === 'tensor') return arrayStep(part);
  if (part.kind === 'range') return { takes: 1, gives: [], array: shape([rangeLength(part) ?? unknownCount()]) };
  const elements = elementsIn(part);
  if (!elements?.every(({ kind }) => kind === 'integer')) return undefined;
  return { takes: 1, gives: [], array: shape([elements.length]) };
}

/**
 * A mask takes as many axes as it has and leaves one of unknown size. PyTorch's uint8 is a mask, NumPy's an index.
 * A vector of unknown type may be either: it takes one axis and leaves one.
 */
function arrayStep({ shape: of, type, array }: Tensor): Step | undefined {
  if (of.open) return undefined;
  const index = type && categoryOf(type) === 'integer' && (type !== 'integer' || array !== undefined);
  if (index && (type !== 'uint8' || array)) return { takes: 1, gives: [], array: of };
  const mask = type === 'boolean' || type === 'uint8' || of.dimensions.length === 1;
  return mask ? { takes: of.dimensions.length, gives: [], array: shape([unknownCount()]) } : undefined;
}

/** How many axes each part takes from the tensor; masks as many as they have. */
const taken = (part: Value): number => stepOf(part, undefined)?.takes ?? 1;

/** With an ellipsis written as full slices, and full slices at the end. */
function expanded(parts: readonly Value[], rank: number): Value[] | undefined {
  const full: Value = { kind: 'slice', lower: { kind: 'none' }, upper: { kind: 'none' }, step: { kind: 'none' } };
  const used = parts.filter(({ kind }) => kind !== 'ellipsis').reduce((total, part) => total + taken(part), 0);
  if (used > rank) return undefined;
  const rest = Array.from({ length: rank - used }, () => full);
  const at = parts.findIndex(({ kind }) => kind === 'ellipsis');
  return at < 0 ? [...parts, ...rest] : [...parts.slice(0, at), ...rest, ...parts.slice(at + 1)];
}

/** Whether an integer takes one place of its axis before index arrays are looked at; NumPy makes an array of it. */
const selects = ({ array }: Tensor): boolean => (array ?? 'torch.Tensor') === 'torch.Tensor';

function indexed(input: Tensor, { dimensions }: Shape, parts: readonly Value[]): Shape | undefined {
  const all = expanded(parts, dimensions.length);
  if (!all) return undefined;
  let axis = 0;
  const steps: Step[] = [];
  for (const part of all) {
    const step = stepOf(part, dimensions[axis]);
    if (!step) return undefined;
    axis += step.takes;
    const selected = selects(input) && isPlace(part);
    if (!selected) steps.push(step);
  }
  return arranged(steps);
}

/** An integer, as PyTorch takes a tensor of one without axes too. */
const isPlace = (part: Value): boolean =>
  part.kind === 'integer' ||
  (part.kind === 'tensor' &&
    !part.shape.open &&
    part.shape.dimensions.length === 0 &&
    part.type !== undefined &&
    part.type !== 'uint8' &&
    categoryOf(part.type) === 'integer');

/** Index arrays broadcast to one shape, which stands where they stood, or first where something is between them. */
function arranged(steps: readonly Step[]): Shape | undefined {
  const arrays = steps.flatMap(({ array }) => array ?? []);
  if (arrays.length === 0) return shape(steps.flatMap(({ gives }) => gives));
  const together = arrays.reduce((a, b) => broadcast(a, b).shape);
  const places = steps.flatMap(({ array, takes, gives }, i) =>
    (array ?? (takes === 1 && gives.length === 0)) ? [i] : [],
  );
  const adjacent = places.every((at, i) => i === 0 || at === places[i - 1]! + 1);
  const first = places[0]!;
  const before = adjacent ? steps.slice(0, first).flatMap(({ gives }) => gives) : [];
  const after = (adjacent ? steps.slice(first) : steps).flatMap(({ gives }) => gives);
  return shape([...before, ...together.dimensions, ...after]);
}

/** Of an open tensor only what stands before and after an ellipsis can be told. */
function openIndexed(input: Tensor, { dimensions }: Shape, parts: readonly Value[]): Shape {
  if (parts[0]?.kind !== 'ellipsis') return ANY_SHAPE;
  const tail = parts.slice(1);
  const used = tail.reduce((total, part) => total + taken(part), 0);
  if (used > dimensions.length) return ANY_SHAPE;
  const kept = dimensions.slice(0, dimensions.length - used);
  const end = indexed(input, shape(dimensions.slice(dimensions.length - used)), tail);
  return end ? shape([...kept, ...end.dimensions], true) : ANY_SHAPE;
}

const getItem: Rule = (call) => {
  const input = tensorOf(call);
  const index = valueOf(call, 'index');
  const parts = index.kind === 'tuple' ? index.elements : [index];
  if (parts.some(({ kind }) => kind === 'unknown')) return tensor(ANY_SHAPE);
  if (input.shape.open) return moved(input, openIndexed(input, input.shape, parts));
  return moved(input, indexed(input, input.shape, parts) ?? ANY_SHAPE);
};

export const INDEXING: Table = {
  'torch.Tensor.__getitem__': row('input, index', getItem),
  'torch.Tensor.__setitem__': row('input, index, value', () => NONE),
};
