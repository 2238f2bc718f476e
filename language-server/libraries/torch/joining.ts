import { add, multiply, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide, modulo } from '../../domain/division';
import { different, extreme, sign } from '../../domain/order';
import { ANY_SHAPE, axisOf, printShape, shape, type Shape } from '../../domain/shape';
import { tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { joinAdvice, stackAdvice } from '../advice';
import {
  derived,
  elementsIn,
  integerIn,
  integerOf,
  isNone,
  mismatch,
  numberOf,
  prefixed,
  sizesIn,
  tensorOf,
  valueOf,
} from '../call';
import { alikeIn, type Alike } from './alike';
import { mayBeEmpty } from './conditions/joining';
import { promotedType, typed } from './types';
import { row, type Call, type Rule, type Table } from '../library';

/** The tensors of a list; those unknown are undefined. */
function tensorsOf(call: Call, name: string): (Tensor | undefined)[] | undefined {
  return elementsIn(valueOf(call, name))?.map((each) => (each.kind === 'tensor' ? each : undefined));
}

/** The sizes of the axis add up; the other sizes are those of every tensor. */
function joinedAlike(call: Call, { like, count, size }: Alike): Tensor {
  const axis = numberOf(call, 'dim');
  const at = axis === undefined ? undefined : axisOf(like.shape, axis);
  if (at === undefined) return tensor(ANY_SHAPE);
  const each = size(at);
  const sum = count !== undefined && each !== undefined ? multiply(count, each) : unknownDimension();
  return derived(like, shape(like.shape.dimensions.with(at, sum)));
}

function stackedAlike({ like, count }: Alike, axis: number): Tensor {
  const { dimensions } = like.shape;
  const at = axis < 0 ? axis + dimensions.length + 1 : axis;
  return at < 0 || at > dimensions.length
    ? tensor(ANY_SHAPE)
    : derived(like, shape(dimensions.toSpliced(at, 0, count ?? unknownDimension())));
}

/**
 * The tensors of known shape that say the rank of what is joined. Vectors that may be empty go with any rank
 * (`torch.tensor([])`): they say it where all are such.
 */
function telling(tensors: readonly (Tensor | undefined)[]): Tensor[] {
  const known = tensors.flatMap((each) => (each && !each.shape.open ? [each] : []));
  const filled = known.filter((each) => !mayBeEmpty(each.shape));
  if (filled.length === 0) return known.length === tensors.length ? known : [];
  const vectors = filled[0]!.shape.dimensions.length === 1;
  return vectors ? known : filled;
}

/** All sizes equal but those of the axis, which add up. */
const cat: Rule = (call) => {
  const alike = alikeIn(valueOf(call, 'tensors'));
  if (alike) return joinedAlike(call, alike);
  const given = tensorsOf(call, 'tensors');
  const axis = numberOf(call, 'dim');
  const known = given && telling(given);
  const first = known?.[0];
  if (!given || axis === undefined || !first) return tensor(ANY_SHAPE);
  // Those of known shape that are left out have no entries.
  const tensors = given.filter((each) => !each || each.shape.open || known.includes(each));
  const rank = first.shape.dimensions.length;
  const at = axisOf(first.shape, axis);
  if (at === undefined || known.some((each) => each.shape.dimensions.length !== rank)) return tensor(ANY_SHAPE);
  const conflict = known.find((each) =>
    each.shape.dimensions.some((size, i) => i !== at && different(size, first.shape.dimensions[i]!)),
  );
  if (conflict) {
    mismatch(call, {
      received: `shapes ${known.map((each) => printShape(each.shape)).join(', ')}`,
      expected: `equal sizes on every axis but ${axis}`,
      advice: joinAdvice(known.map((each) => each.shape.dimensions)),
      inputs: known,
    });
    return tensor(ANY_SHAPE);
  }
  const total =
    tensors.length === known.length ? known.map((each) => each.shape.dimensions[at]!).reduce(add) : unknownDimension();
  return tensor(
    shape(first.shape.dimensions.with(at, total)),
    typed(promotedType(call.machine, elementsIn(valueOf(call, 'tensors')) ?? [])),
  );
};

const stack: Rule = (call) => {
  const alike = alikeIn(valueOf(call, 'tensors'));
  const place = numberOf(call, 'dim');
  if (alike && place !== undefined) return stackedAlike(alike, place);
  const tensors = tensorsOf(call, 'tensors');
  const axis = numberOf(call, 'dim');
  const first = tensors?.find((each) => each !== undefined && !each.shape.open);
  if (!tensors || axis === undefined || !first) return tensor(ANY_SHAPE);
  const conflict = tensors.find((each) => each && !each.shape.open && misfits(each.shape, first.shape));
  if (conflict) {
    mismatch(call, {
      received: `shapes ${printShape(first.shape)} and ${printShape(conflict.shape)}`,
      expected: 'equal shapes',
      advice: call.machine.javascript
        ? stackAdvice(first.shape.dimensions, conflict.shape.dimensions, ' with tf.pad', 'tf.concat')
        : stackAdvice(
            first.shape.dimensions,
            conflict.shape.dimensions,
            ' with nn.utils.rnn.pad_sequence',
            'torch.cat',
          ),
      inputs: [first, conflict],
    });
  }
  const { dimensions } = first.shape;
  const at = axis < 0 ? axis + dimensions.length + 1 : axis;
  return at < 0 || at > dimensions.length
    ? tensor(ANY_SHAPE)
    : tensor(
        shape(dimensions.toSpliced(at, 0, tensors.length)),
        typed(promotedType(call.machine, elementsIn(valueOf(call, 'tensors')) ?? [])),
      );
};

const misfits = (a: Shape, b: Shape): boolean =>
  a.dimensions.length !== b.dimensions.length || a.dimensions.some((size, i) => different(size, b.dimensions[i]!));

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

/** Differences of neighbours, n times: an axis n shorter, of what is put before and behind too. */
const diff: Rule = (call) => {
  const input = tensorOf(call);
  const [axis, times] = [numberOf(call, 'dim'), integerOf(call, 'n')];
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  if (at === undefined || times === undefined) return tensor(ANY_SHAPE);
  const ends = ['prepend', 'append'].map((name) =>
    isNone(call, name) || !call.arguments.has(name) ? 0 : tensorOf(call, name).shape.dimensions[at],
  );
  const size = ends.every((end) => end !== undefined) ? ends.reduce(add, input.shape.dimensions[at]!) : undefined;
  const shorter = size === undefined ? undefined : subtract(size, times);
  const known = shorter !== undefined && sign(add(shorter, 1)) === 1 && sign(add(times, 1)) === 1;
  const differences = shape(input.shape.dimensions.with(at, known ? shorter : unknownDimension()), input.shape.open);
  // What stands before and behind may be of a higher type.
  return ends.every((end) => end === 0) ? derived(input, differences) : tensor(differences);
};

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

/** Pairs from the last axis backwards: (left, right, top, bottom, …). */
const pad: Rule = (call) => {
  const input = tensorOf(call);
  const sizes = sizesIn(valueOf(call, 'pad'));
  if (!sizes) return tensor(ANY_SHAPE);
  const { dimensions, open } = input.shape;
  const padded = dimensions.map((size, i) => {
    const at = 2 * (dimensions.length - 1 - i);
    if (at >= sizes.length) return size;
    const [before, after] = [sizes[at], sizes[at + 1]];
    return before === undefined || after === undefined ? unknownDimension() : add(size, add(before, after));
  });
  return derived(input, shape(padded, open));
};

const ROWS: Table = {
  chunk: row('input, chunks, dim=0', chunk),
  split: row('input, split_size, dim=0', split),
  split_with_sizes: row('input, split_size, dim=0', split),
  tensor_split: row('input, indices_or_sections=None, dim=0, *, indices=None, sections=None', tensorSplit),
  diff: row('input, n=1, dim=-1, prepend=None, append=None, *, out=None', diff),
  unbind: row('input, dim=0', unbind),
  narrow: row('input, dim, start, length', narrow),
  select: row('input, dim, index', select),
};

const JOINS: Table = {
  cat: row('tensors, dim=0, *, out=None', cat),
  concat: row('tensors, dim=0, *, out=None', cat),
  concatenate: row('tensors, dim=0, *, out=None', cat),
  stack: row('tensors, dim=0, *, out=None', stack),
};

export const JOINING: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], ROWS),
  ...prefixed(['torch.'], JOINS),
  'torch.nn.functional.pad': row('input, pad, mode=constant, value=None', pad),
};
