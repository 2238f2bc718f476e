/** Tensors joined along an axis, or lengthened and shortened along it. */
import { add, multiply, subtract, unknownDimension } from '../../domain/dimension';
import { different, sign } from '../../domain/order';
import { ANY_SHAPE, axisOf, printShape, shape, type Shape } from '../../domain/shape';
import { tensor, type Tensor } from '../../interpreter/value';
import { joinAdvice, stackAdvice } from '../advice';
import {
  derived,
  elementsIn,
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

const JOINS: Table = {
  cat: row('tensors, dim=0, *, out=None', cat),
  concat: row('tensors, dim=0, *, out=None', cat),
  concatenate: row('tensors, dim=0, *, out=None', cat),
  stack: row('tensors, dim=0, *, out=None', stack),
};

export const JOINING: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], {
    diff: row('input, n=1, dim=-1, prepend=None, append=None, *, out=None', diff),
  }),
  ...prefixed(['torch.'], JOINS),
  'torch.nn.functional.pad': row('input, pad, mode=constant, value=None', pad),
};
