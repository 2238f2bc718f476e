/** Parts of a tensor. */
import { add, equal, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { sign } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, axisOf, printShape, shape } from '../../domain/shape';
import { UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, isNone, mismatch, numberIn, numberOf, prefixed, sizeIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { beyond } from '../members';
import { wrongType } from './creation';
import { ranked } from './ranked';
import { inputOf, like, tensorLike } from './tensors';

/** `slice(begin, size)`: what begins nowhere begins at 0; −1, or no size, goes to the end. */
const slice: Rule = (call) => {
  const input = inputOf(call);
  const { open, dimensions } = input.shape;
  const starts = each(valueOf(call, 'begin'));
  const counts = isNone(call, 'size') ? [] : each(valueOf(call, 'size'));
  if (starts?.some((start) => start === -1)) return backwards(call, input);
  if (open || !starts || !counts) return like(input, ANY_SHAPE);
  const sizes = dimensions.map((whole, i): Dimension | undefined => {
    const start = i < starts.length ? starts[i] : 0;
    const count = i < counts.length ? counts[i] : -1;
    if (start === undefined || count === undefined) return undefined;
    if (!equal(count, -1)) return count;
    return subtract(whole, start);
  });
  const beyond = dimensions.findIndex((whole, i) =>
    isBeyond(whole, starts[i] ?? (i < starts.length ? undefined : 0), sizes[i]),
  );
  if (beyond >= 0) return outside(call, input, beyond);
  return like(input, shape(sizes.map((size) => size ?? unknownDimension())));
};

const each = (value: Value): (Dimension | undefined)[] | undefined =>
  value.kind === 'integer' ? [value.value] : elementsIn(value)?.map(sizeIn);

const isBeyond = (whole: Dimension, start: Dimension | undefined, size: Dimension | undefined): boolean =>
  start !== undefined && size !== undefined && sign(subtract(whole, add(start, size))) === -1;

function outside(call: Call, input: Tensor, axis: number): Value {
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}`,
    expected: `a slice that ends within it: axis ${axis} has ${printDimension(input.shape.dimensions[axis]!)}`,
    advice: 'let begin and size add up to no more than the axis has',
    inputs: [input],
  });
  return UNKNOWN;
}

/** The one begin below 0 that tfjs refuses; it takes others for what lies before the tensor. */
function backwards(call: Call, input: Tensor): Value {
  mismatch(call, {
    received: 'a begin of -1',
    expected: 'begins counted from 0',
    advice: 'subtract 1 from the size of the axis, x.shape[axis] - 1, or use stridedSlice',
    inputs: [input],
  });
  return UNKNOWN;
}

/** The rows of an axis at each index: the axis gives way to the index' axes. */
const gather: Rule = (call) => {
  const input = inputOf(call);
  const given = valueOf(call, 'indices');
  const indices = tensorLike(given);
  const axis = numberOf(call, 'axis');
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  if (given.kind === 'tensor' && wrongType(call, indices, 'indices')) return UNKNOWN;
  if (at === undefined || indices.shape.open || numberOf(call, 'batchDims') !== 0) return like(input, ANY_SHAPE);
  const whole = input.shape.dimensions[at];
  const outer = typeof whole === 'number' ? beyond(indices, { least: 0, limit: whole }) : undefined;
  if (outer !== undefined) return absent(call, input, at, outer);
  return like(input, shape(input.shape.dimensions.toSpliced(at, 1, ...indices.shape.dimensions), input.shape.open));
};

function absent(call: Call, input: Tensor, axis: number, outer: string): Value {
  const size = printDimension(input.shape.dimensions[axis]!);
  mismatch(
    call,
    {
      received: outer,
      expected: `indices from 0 to below ${size}, which axis ${axis} of ${printShape(input.shape)} has`,
      advice: 'count from 0, or gather along another axis',
      inputs: [input],
    },
    'index-out-of-range',
  );
  return UNKNOWN;
}

/** Every step-th from begin to end. */
const stridedSlice: Rule = (call) => {
  const input = inputOf(call);
  const { open, dimensions } = input.shape;
  const [from, to, by] = ['begin', 'end', 'strides'].map((name) => elementsIn(valueOf(call, name))?.map(numberIn));
  if (open || !from || !to || !isNone(call, 'masks')) return like(input, ANY_SHAPE);
  const sizes = dimensions.map((whole, i): Dimension => {
    if (i >= from.length) return whole;
    const [start, end, stride] = [from[i], to[i], by ? by[i] : 1];
    if (typeof whole !== 'number' || start === undefined || end === undefined || stride === undefined || stride < 1)
      return unknownDimension();
    const place = (at: number): number => Math.min(Math.max(at < 0 ? at + whole : at, 0), whole);
    return Math.max(0, Math.ceil((place(end) - place(start)) / stride));
  });
  return like(input, shape(sizes));
};

const FUNCTIONS: Table = {
  slice: row('x, begin, size=None', slice),
  gather: row('x, indices, axis=0, batchDims=0', gather),
  stridedSlice: row('x, begin, end, strides=None, masks=None, *rest', stridedSlice),
};

export const SLICING: Table = {
  ...prefixed(['tfjs.', 'tfjs.Tensor.'], FUNCTIONS),
  ...ranked('slice', 'x, begin, size=None', slice),
};
