/** What makes a tensor larger: entries around it, and the same entries again. */
import { amount } from '../../domain/amount';
import { add, multiply, unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { UNKNOWN, type Value } from '../../interpreter/value';
import { elementsIn, integerIn, mismatch, numberIn, prefixed, sizesIn, stringOf, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';
import { sizesOf } from './from-values';
import { ranked } from './ranked';
import { inputOf, like } from './tensors';

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
      received: `${amount(by.length, 'pair')} for an input of shape ${printShape(input.shape)}`,
      expected: `${amount(dimensions.length, 'pair')}, one for each axis`,
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

const FUNCTIONS: Table = {
  pad: row('x, paddings, value=0', pad),
  mirrorPad: row('x, paddings, mode', mirrorPad),
  tile: row('x, reps', tile),
  broadcastTo: row('x, shape', broadcastTo),
};

export const PADDING: Table = {
  ...prefixed(['tfjs.', 'tfjs.Tensor.'], FUNCTIONS),
  ...ranked('pad', 'x, paddings, value=0', pad),
  'tfjs.pad1d': row('x, paddings, value=0', pad1d),
};
