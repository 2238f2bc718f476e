/** Parts of a tensor along an axis. */
import { add, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide, modulo } from '../../domain/division';
import { extreme, sign } from '../../domain/order';
import { ANY_SHAPE, axisOf, shape } from '../../domain/shape';
import { tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { derived, integerIn, isNone, numberOf, prefixed, sizesIn, tensorOf, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

function parts(input: Tensor, axis: number, sizes: readonly Dimension[]): Value {
  return tuple(sizes.map((size) => derived(input, shape(input.shape.dimensions.with(axis, size), input.shape.open))));
}

/** Whole chunks of ⌈n/count⌉, the last one smaller: known where the size is a number, or divides evenly. */
const chunk: Rule = (call) => {
  const input = tensorOf(call);
  const [count, axis] = [numberOf(call, 'chunks'), numberOf(call, 'dim')];
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  if (count === undefined || at === undefined || count < 1) return UNKNOWN;
  const size = input.shape.dimensions[at]!;
  if (size === 0) return parts(input, at, new Array<number>(count).fill(0));
  if (typeof size === 'number') return parts(input, at, pieces(size, Math.ceil(size / count)));
  return modulo(size, count) === 0
    ? parts(
        input,
        at,
        Array.from({ length: count }, () => floorDivide(size, count)),
      )
    : UNKNOWN;
};

function pieces(size: number, each: number): number[] {
  if (each <= 0) return [size];
  return Array.from({ length: Math.max(1, Math.ceil(size / each)) }, (_, i) => Math.min(each, size - i * each));
}

/** More pieces than anybody unpacks. */
const MAX_PIECES = 4096;

const split: Rule = (call) => {
  const input = tensorOf(call);
  const axis = numberOf(call, 'dim');
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  if (at === undefined) return UNKNOWN;
  const size = input.shape.dimensions[at]!;
  const sizes = sizesIn(valueOf(call, 'split_size'));
  if (sizes)
    return parts(
      input,
      at,
      sizes.map((each) => each ?? unknownDimension()),
    );
  const each = integerIn(valueOf(call, 'split_size'));
  if (each === undefined) return UNKNOWN;
  const count = floorDivide(size, each);
  if (typeof size === 'number' && typeof each === 'number' && each > 0 && size / each < MAX_PIECES)
    return parts(input, at, pieces(size, each));
  const even = typeof count === 'number' && count < MAX_PIECES && modulo(size, each) === 0;
  return even
    ? parts(
        input,
        at,
        Array.from({ length: count }, () => each),
      )
    : UNKNOWN;
};

const unbind: Rule = (call) => {
  const input = tensorOf(call);
  const axis = numberOf(call, 'dim');
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  const size = at === undefined ? undefined : input.shape.dimensions[at];
  if (at === undefined || typeof size !== 'number' || size > MAX_PIECES) return UNKNOWN;
  const piece = derived(input, shape(input.shape.dimensions.toSpliced(at, 1), input.shape.open));
  return tuple(Array.from({ length: size }, () => piece));
};

/** At the places given, or into so many pieces whose sizes differ by one at most, the larger first. */
const tensorSplit: Rule = (call) => {
  const input = tensorOf(call);
  const axis = numberOf(call, 'dim');
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  const size = at === undefined ? undefined : input.shape.dimensions[at];
  const name = ['indices_or_sections', 'indices', 'sections'].find((each) => !isNone(call, each)) ?? 'sections';
  const places = sizesIn(valueOf(call, name));
  const count = numberOf(call, name);
  if (at === undefined || size === undefined) return UNKNOWN;
  if (places) return parts(input, at, between(places, size));
  if (count === undefined || count < 1 || count > MAX_PIECES) return UNKNOWN;
  const sizes = Array.from({ length: count }, (_, i) => floorDivide(add(size, count - 1 - i), count));
  return parts(input, at, sizes);
};

/** Sizes between places in ascending order, of which one beyond the end stands for the end. */
function between(places: readonly (Dimension | undefined)[], size: Dimension): Dimension[] {
  const inside = places.map((place) => place && extreme('min', place, size));
  const bounds = [0, ...inside, size];
  return bounds.slice(1).map((bound, i) => {
    const before = bounds[i];
    const length = bound === undefined || before === undefined ? undefined : subtract(bound, before);
    const forward = [bound, before].every((each) => each !== undefined && (sign(each) ?? -1) >= 0);
    return length !== undefined && forward && sign(length) !== -1 && sign(length) !== undefined
      ? length
      : unknownDimension();
  });
}

/** From `start`, `length` of the axis. */
const narrow: Rule = (call) => {
  const input = tensorOf(call);
  const axis = numberOf(call, 'dim');
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  const length = integerIn(valueOf(call, 'length'));
  return at === undefined
    ? tensor(ANY_SHAPE)
    : derived(input, shape(input.shape.dimensions.with(at, length ?? unknownDimension()), input.shape.open));
};

const select: Rule = (call) => {
  const input = tensorOf(call);
  const axis = numberOf(call, 'dim');
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  return at === undefined
    ? tensor(ANY_SHAPE)
    : derived(input, shape(input.shape.dimensions.toSpliced(at, 1), input.shape.open));
};

export const PARTING: Table = prefixed(['torch.', 'torch.Tensor.'], {
  chunk: row('input, chunks, dim=0', chunk),
  split: row('input, split_size, dim=0', split),
  split_with_sizes: row('input, split_size, dim=0', split),
  tensor_split: row('input, indices_or_sections=None, dim=0, *, indices=None, sections=None', tensorSplit),
  unbind: row('input, dim=0', unbind),
  narrow: row('input, dim, start, length', narrow),
  select: row('input, dim, index', select),
});
