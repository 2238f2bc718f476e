import { add, equal, multiply, product, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide, modulo } from '../../domain/division';
import { different, sign } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, axisOf, printShape, shape } from '../../domain/shape';
import { list, tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import {
  elementsIn,
  integerIn,
  isNone,
  mismatch,
  numberIn,
  numberOf,
  prefixed,
  sizeIn,
  sizesIn,
  stringOf,
  valueOf,
} from '../call';
import { beyond } from '../members';
import { row, type Call, type Rule, type Table } from '../library';
import { sizesOf, wrongType } from './creation';
import { arrayOf, as, inputOf, like, tensorLike } from './tensors';

const reshape: Rule = (call) => {
  const input = inputOf(call);
  const sizes = valueOf(call, 'shape');
  return elementsIn(sizes) ? as('torch.reshape', { input, shape: sizes })(call) : like(input, ANY_SHAPE);
};

/** `as2D(rows, columns)` */
const asRank: Rule = (call) => as('torch.reshape', { input: 'x', shape: 'sizes' })(call);

const flatten: Rule = (call) => {
  const input = inputOf(call);
  const { open, dimensions } = input.shape;
  return like(input, shape([open ? unknownDimension() : product(dimensions)]));
};

/** The axes in another order; reversed where none is told. */
const transpose: Rule = (call) => {
  const input = inputOf(call);
  const { dimensions, open } = input.shape;
  const order = elementsIn(valueOf(call, 'perm'))?.map(numberIn);
  if (!open && order?.length === dimensions.length && isNoOrder(order)) return noOrder(call, input);
  const known = order?.every((axis) => axis !== undefined) && order.length === dimensions.length;
  if (!open && known) return like(input, shape(order.map((axis) => dimensions[axis]!)));
  if (!isNone(call, 'perm')) return as('torch.permute', { input, dims: 'perm' })(call);
  return open ? like(input, ANY_SHAPE) : like(input, shape(dimensions.toReversed()));
};

/** Whether an axis is certainly none of the input's; one may be named twice. */
const isNoOrder = (order: readonly (number | undefined)[]): boolean =>
  order.some((axis) => axis !== undefined && (axis < 0 || axis >= order.length));

function noOrder(call: Call, input: Tensor): Value {
  mismatch(call, {
    received: `an order of axes for an input of shape ${printShape(input.shape)}`,
    expected: `numbers from 0 to ${input.shape.dimensions.length - 1}`,
    advice: 'name every axis once, counted from 0',
    inputs: [input],
  });
  return UNKNOWN;
}

const tensorsOf = (value: Value): Tensor[] | undefined => elementsIn(value)?.map(tensorLike);

const joined =
  (name: 'torch.cat' | 'torch.stack'): Rule =>
  (call) => {
    const tensors = tensorsOf(valueOf(call, 'tensors'));
    return tensors ? as(name, { tensors: list(tensors), dim: 'axis' })(call) : UNKNOWN;
  };

/** `x.concat(y, axis)`, `x.stack([y, z], axis)`: the tensor before the others. */
const joinedTo =
  (name: 'torch.cat' | 'torch.stack'): Rule =>
  (call) => {
    const others = valueOf(call, 'others');
    const rest = others.kind === 'tensor' ? [others] : tensorsOf(others);
    return rest ? as(name, { tensors: list([inputOf(call), ...rest]), dim: 'axis' })(call) : UNKNOWN;
  };

/** Equal parts by their number, or parts of the sizes told. */
const split: Rule = (call) => {
  const input = inputOf(call);
  const axis = numberOf(call, 'axis');
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  const [sizes, count] = [sizesIn(valueOf(call, 'parts')), numberOf(call, 'parts')];
  if (at === undefined || (!sizes && (count === undefined || count < 1))) return UNKNOWN;
  const whole = input.shape.dimensions[at]!;
  if (count !== undefined && typeof whole === 'number' && whole % count !== 0) return uneven(call, input, whole, count);
  const sum = sumOf(sizes);
  if (sum !== undefined && different(sum, whole)) return unlikeSum(call, input, sum, whole);
  const even = count === undefined || equal(modulo(whole, count), 0);
  const parts = sizes ?? Array.from({ length: count! }, () => (even ? floorDivide(whole, count!) : undefined));
  if (parts.some((size) => size !== undefined && (sign(size) ?? 1) < 0)) return UNKNOWN;
  return arrayOf(
    list(
      parts.map((size) =>
        like(input, shape(input.shape.dimensions.with(at, size ?? unknownDimension()), input.shape.open)),
      ),
    ),
  );
};

function uneven(call: Call, input: Tensor, whole: number, count: number): Value {
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}`,
    expected: `a size that ${count} divides, not ${whole}`,
    advice: 'name the sizes of the parts, or split along another axis',
    inputs: [input],
  });
  return UNKNOWN;
}

/** Of sizes that are all told; -1 stands for what is left. */
const sumOf = (sizes: readonly (Dimension | undefined)[] | undefined): Dimension | undefined =>
  sizes?.every((size) => size !== undefined && size !== -1)
    ? sizes.reduce<Dimension>((a, b) => add(a, b!), 0)
    : undefined;

function unlikeSum(call: Call, input: Tensor, sum: Dimension, whole: Dimension): Value {
  mismatch(call, {
    received: `parts of ${printDimension(sum)} together for an input of shape ${printShape(input.shape)}`,
    expected: `the size of the axis, ${printDimension(whole)}`,
    advice: 'let the sizes of the parts add up to what the axis has',
    inputs: [input],
  });
  return UNKNOWN;
}

const unstack: Rule = (call) => arrayOf(as('torch.unbind', { input: 'x', dim: 'axis' })(call));

/** `slice(begin, size)`: what begins nowhere begins at 0; −1, or no size, goes to the end. */
const slice: Rule = (call) => {
  const input = inputOf(call);
  const { open, dimensions } = input.shape;
  const starts = each(valueOf(call, 'begin'));
  const counts = isNone(call, 'size') ? [] : each(valueOf(call, 'size'));
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

const pairsOf = (value: Value): (Dimension | undefined)[] | undefined =>
  elementsIn(value)?.map((each) => {
    const [before, after] = elementsIn(each)?.map(integerIn) ?? [];
    return before === undefined || after === undefined ? undefined : add(before, after);
  });

/** Reflected entries are those within the axis: of n at most n, without the one at the edge n − 1. */
const mirrorPad: Rule = (call) => {
  const input = inputOf(call);
  const mode = stringOf(call, 'mode');
  const { open, dimensions } = input.shape;
  const most = mode === 'reflect' ? 1 : mode === 'symmetric' ? 0 : undefined;
  const pairs = elementsIn(valueOf(call, 'paddings'))?.map((each) => elementsIn(each)?.map(numberIn) ?? []) ?? [];
  const wrong = dimensions.findIndex((size, i) =>
    pairs[i]?.some((by) => most !== undefined && by !== undefined && typeof size === 'number' && by > size - most),
  );
  if (open || wrong < 0) return pad(call);
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}`,
    expected: `as many entries on axis ${wrong} as are mirrored`,
    advice: 'pad by less, or pad with a constant: tf.pad',
    inputs: [input],
  });
  return UNKNOWN;
};

/** n + before + after along each axis; all must be told. */
const pad: Rule = (call) => {
  const input = inputOf(call);
  const by = pairsOf(valueOf(call, 'paddings'));
  const { open, dimensions } = input.shape;
  if (open || !by) return like(input, ANY_SHAPE);
  if (by.length !== dimensions.length) {
    mismatch(call, {
      received: `${by.length} pairs for an input of shape ${printShape(input.shape)}`,
      expected: `one for each of its ${dimensions.length} axes`,
      advice: 'write [0, 0] for the axes that stay',
      inputs: [input],
    });
    return UNKNOWN;
  }
  return like(input, shape(dimensions.map((size, i) => (by[i] === undefined ? unknownDimension() : add(size, by[i])))));
};

const pad1d: Rule = (call) => {
  const input = inputOf(call);
  const [before, after] = elementsIn(valueOf(call, 'paddings'))?.map(integerIn) ?? [];
  const size = input.shape.dimensions[0];
  const known = before !== undefined && after !== undefined && size !== undefined && !input.shape.open;
  return like(input, shape([known ? add(size, add(before, after)) : unknownDimension()]));
};

/** As often as told along each axis; all must be told. */
const tile: Rule = (call) => {
  const input = inputOf(call);
  const times = sizesIn(valueOf(call, 'reps'));
  const { open, dimensions } = input.shape;
  if (open || times?.length !== dimensions.length) return like(input, ANY_SHAPE);
  return like(
    input,
    shape(dimensions.map((size, i) => (times[i] === undefined ? unknownDimension() : multiply(size, times[i])))),
  );
};

const broadcastTo: Rule = (call) => {
  const input = inputOf(call);
  const wanted = sizesOf(valueOf(call, 'shape'));
  if (!wanted) return like(input, ANY_SHAPE);
  const offset = wanted.length - input.shape.dimensions.length;
  const bad = input.shape.dimensions.some((size, i) => {
    const to = wanted[i + offset];
    return to !== undefined && different(size, to) && different(size, 1);
  });
  if (bad && !input.shape.open)
    mismatch(call, {
      received: `an input of shape ${printShape(input.shape)}`,
      expected: `sizes that are 1 or those of ${printShape(shape(wanted))}`,
      advice: 'reshape the input first',
      inputs: [input],
    });
  return like(input, shape(wanted));
};

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
  reshape: row('x, shape', reshape),
  flatten: row('x', flatten),
  transpose: row('x, perm=None, conjugate=None', transpose),
  expandDims: row('x, axis=0', as('torch.unsqueeze', { input: 'x', dim: 'axis' })),
  squeeze: row('x, axis=None', as('torch.squeeze', { input: 'x', dim: 'axis' })),
  split: row('x, parts, axis=0', split),
  unstack: row('x, axis=0', unstack),
  slice: row('x, begin, size=None', slice),
  gather: row('x, indices, axis=0, batchDims=0', gather),
  pad: row('x, paddings, value=0', pad),
  mirrorPad: row('x, paddings, mode', mirrorPad),
  tile: row('x, reps', tile),
  broadcastTo: row('x, shape', broadcastTo),
  stridedSlice: row('x, begin, end, strides=None, masks=None, *rest', stridedSlice),
};

const ranked = (name: string, signature: string, rule: Rule): Table =>
  Object.fromEntries([1, 2, 3, 4].map((rank) => [`tfjs.${name}${rank}d`, row(signature, rule)]));

const scalarSlice =
  (rank: number): Rule =>
  (call) =>
    rank === 1 || elementsIn(valueOf(call, 'begin')) ? slice(call) : UNKNOWN;

export const MOVING: Table = {
  ...prefixed(['tfjs.', 'tfjs.Tensor.'], FUNCTIONS),
  'tfjs.concat': row('tensors, axis=0', joined('torch.cat')),
  'tfjs.stack': row('tensors, axis=0', joined('torch.stack')),
  'tfjs.Tensor.concat': row('x, others, axis=0', joinedTo('torch.cat')),
  'tfjs.Tensor.stack': row('x, others, axis=0', joinedTo('torch.stack')),
  'tfjs.concat1d': row('tensors', (call) =>
    joined('torch.cat')({ ...call, arguments: new Map([...call.arguments, ['axis', { kind: 'integer', value: 0 }]]) }),
  ),
  ...Object.fromEntries([2, 3, 4].map((rank) => [`tfjs.concat${rank}d`, row('tensors, axis', joined('torch.cat'))])),
  ...ranked('slice', 'x, begin, size=None', scalarSlice(1)),
  ...ranked('pad', 'x, paddings, value=0', pad),
  ...ranked('reverse', 'x, axis=None', (call) => like(inputOf(call), inputOf(call).shape)),
  'tfjs.pad1d': row('x, paddings, value=0', pad1d),
  'tfjs.Tensor.asScalar': row('x', (call) => as('torch.reshape', { input: 'x', shape: list([]) })(call)),
  'tfjs.Tensor.as1D': row('x', flatten),
  ...Object.fromEntries([2, 3, 4, 5].map((rank) => [`tfjs.Tensor.as${rank}D`, row('x, *sizes', asRank)])),
  'tfjs.Tensor.asType': row('x, dtype', (call) => tensor(inputOf(call).shape)),
  'tfjs.Tensor.reshapeAs': row('x, other', (call) => like(inputOf(call), inputOf(call, 'other').shape)),
};
