import { numberOfAxes } from '../../domain/amount';
import { multiply, product, unknownCount, unknownDimension, type Dimension } from '../../domain/dimension';
import { sign } from '../../domain/order';
import { ANY_SHAPE, axisOf, printShape, shape } from '../../domain/shape';
import { tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { booleanOf, derived, integerOf, isNone, mismatch, numberOf, prefixed, sized, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { broadcastAll, elementwise } from './elementwise';
import { promotedType } from './types';

/** The shape of the index. */
const axisAsked = (call: Call): number | undefined => {
  const axis = numberOf(call, 'dim');
  return axis === undefined ? undefined : axisOf(tensorOf(call).shape, axis);
};

const indexSelect: Rule = (call) => {
  const input = tensorOf(call);
  const at = axisAsked(call);
  const index = tensorOf(call, 'index').shape;
  if (at === undefined) return derived(input, ANY_SHAPE);
  const count = index.open ? unknownDimension() : (index.dimensions[0] ?? 1);
  return derived(input, shape(input.shape.dimensions.with(at, count), input.shape.open));
};

/** Places in the flattened input: the shape of the index. */
const take: Rule = (call) => derived(tensorOf(call), tensorOf(call, 'index').shape);

/** The two broadcast on all axes but the one along which is taken; without an axis both are flat. */
const takeAlong: Rule = (call) => {
  const [input, indices] = [tensorOf(call), tensorOf(call, 'indices')];
  if (isNone(call, 'dim')) return derived(input, indices.shape.open ? ANY_SHAPE : shape([count(indices)]));
  const at = axisAsked(call);
  if (at === undefined || indices.shape.open || input.shape.open) return derived(input, ANY_SHAPE);
  const single = tensor(shape(input.shape.dimensions.with(at, 1)));
  const length = indices.shape.dimensions[at];
  if (length === undefined) return derived(input, ANY_SHAPE);
  const others = broadcastAll(call, [single, tensor(shape(indices.shape.dimensions.with(at, 1)))]);
  return derived(input, others.open ? ANY_SHAPE : shape(others.dimensions.with(at, length)));
};

const count = ({ shape: { dimensions } }: Tensor): Dimension => product(dimensions);

/** How many entries a mask has is not known. */
const maskedSelect: Rule = (call) => {
  broadcastAll(call, [tensorOf(call), tensorOf(call, 'mask')]);
  return derived(tensorOf(call), shape([unknownCount()]));
};

/** Places of what is not zero: (count, axes), or a vector for each axis. */
const nonzero: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  const split = call.arguments.has('as_tuple') ? booleanOf(call, 'as_tuple') : false;
  if (split === undefined) return UNKNOWN;
  const places = unknownCount();
  if (!split) return sized([places, open ? unknownDimension() : dimensions.length], { type: 'int64' });
  const vector = sized([places], { type: 'int64' });
  return open ? UNKNOWN : tuple(Array.from({ length: Math.max(1, dimensions.length) }, () => vector));
};

/** Writes along an axis: the shape and type stay. */
const kept: Rule = (call) => derived(tensorOf(call), tensorOf(call).shape);

/** The places at which values would stand, in their shape. */
const search =
  (values: string): Rule =>
  (call) => {
    const int32 = booleanOf(call, 'out_int32');
    const type = int32 === undefined ? 'integer' : int32 ? 'int32' : 'int64';
    const value = valueOf(call, values);
    if (value.kind === 'integer' || value.kind === 'float') return sized([], { type });
    return tensor(tensorOf(call, values).shape, { type });
  };

/** Values that occur, which are any number; along an axis only that one's size is unknown. */
const unique: Rule = (call) => {
  const input = tensorOf(call);
  const [inverse, counts] = [booleanOf(call, 'return_inverse'), booleanOf(call, 'return_counts')];
  if (inverse === undefined || counts === undefined) return UNKNOWN;
  const found = unknownDimension();
  const at = axisAsked(call);
  const whole = isNone(call, 'dim');
  const values = whole
    ? shape([found])
    : at === undefined
      ? ANY_SHAPE
      : shape(input.shape.dimensions.with(at, found), input.shape.open);
  const along = whole ? input.shape : at === undefined ? ANY_SHAPE : shape([input.shape.dimensions[at]!]);
  const results: Value[] = [
    derived(input, values),
    ...(inverse ? [tensor(along, { type: 'int64' })] : []),
    ...(counts ? [sized([found], { type: 'int64' })] : []),
  ];
  return results.length === 1 ? results[0]! : tuple(results);
};

/** `where(condition)` is nonzero; with values all three broadcast. */
const where: Rule = (call) => {
  if (isNone(call, 'input') && isNone(call, 'other'))
    return nonzero({
      ...call,
      arguments: new Map([
        ['input', valueOf(call, 'condition')],
        ['as_tuple', { kind: 'boolean', value: true }],
      ]),
    });
  return elementwise(['condition', 'input', 'other'], (_, [, ...values]) => promotedType(call.machine, values))(call);
};

const isin: Rule = (call) => tensor(tensorOf(call, 'elements').shape, { type: 'boolean' });

const histogram: Rule = (call) => derived(tensorOf(call), shape([integerOf(call, 'bins') ?? unknownDimension()]));

/** Entries of an axis, each `repeats` times; without an axis of the flattened input. */
const repeatInterleave: Rule = (call) => {
  const input = tensorOf(call);
  const times = numberOf(call, 'repeats');
  const output = integerOf(call, 'output_size');
  const { open, dimensions } = input.shape;
  if (isNone(call, 'dim')) {
    const all = open ? unknownDimension() : count(input);
    return derived(input, shape([output ?? (times === undefined ? unknownDimension() : multiply(all, times))]));
  }
  const at = axisAsked(call);
  if (at === undefined) return derived(input, ANY_SHAPE);
  const size = output ?? (times === undefined ? unknownDimension() : multiply(dimensions[at]!, times));
  return derived(input, shape(dimensions.with(at, size), open));
};

/** (index) of a rank that fits: gather's index has as many axes as its input. */
const checkedGather: Rule = (call) => {
  const [input, index] = [tensorOf(call), tensorOf(call, 'index')];
  const [axes, places] = [input.shape.dimensions.length, index.shape.dimensions.length];
  const known = !input.shape.open && !index.shape.open;
  if (known && Math.max(1, axes) !== Math.max(1, places) && sign(count(index)) === 1) {
    mismatch(call, {
      received: `an index of shape ${printShape(index.shape)} for an input of shape ${printShape(input.shape)}`,
      expected: `an index of ${numberOfAxes(axes)}, as many as the input has`,
      advice: 'unsqueeze or expand the index',
      inputs: [input, index],
    });
    return derived(input, ANY_SHAPE);
  }
  return derived(input, index.shape);
};

const SCATTER = 'input, dim, index, src=None, *, value=None, reduce=None, out=None';
const ROWS: Table = {
  gather: row('input, dim, index, *, sparse_grad=False, out=None', checkedGather),
  index_select: row('input, dim, index, *, out=None', indexSelect),
  take: row('input, index, *, out=None', take),
  take_along_dim: row('input, indices, dim=None, *, out=None', takeAlong),
  masked_select: row('input, mask, *, out=None', maskedSelect),
  nonzero: row('input, *, out=None, as_tuple=False', nonzero),
  argwhere: row('input', nonzero),
  scatter: row(SCATTER, kept),
  scatter_add: row('input, dim, index, src, *, out=None', kept),
  scatter_reduce: row('input, dim, index, src, reduce, *, include_self=True, out=None', kept),
  index_add: row('input, dim, index, source, *, alpha=1, out=None', kept),
  index_copy: row('input, dim, index, source, *, out=None', kept),
  index_fill: row('input, dim, index, value', kept),
  index_put: row('input, indices, values, accumulate=False', kept),
  index_reduce: row('input, dim, index, source, reduce, *, include_self=True, out=None', kept),
  put: row('input, index, source, accumulate=False', kept),
  repeat_interleave: row('input, repeats=?, dim=None, *, output_size=None', repeatInterleave),
  unique: row('input, sorted=True, return_inverse=False, return_counts=False, dim=None', unique),
  unique_consecutive: row('input, return_inverse=False, return_counts=False, dim=None', unique),
  histc: row('input, bins=100, min=0, max=0, *, out=None', histogram),
};

const WRITES: Table = {
  scatter_: row('input, dim, index, src=None, *, value=None, reduce=None', kept),
  scatter_add_: row('input, dim, index, src', kept),
  scatter_reduce_: row('input, dim, index, src, reduce, *, include_self=True', kept),
  index_add_: row('input, dim, index, source, *, alpha=1', kept),
  index_copy_: row('input, dim, index, source', kept),
  index_fill_: row('input, dim, index, value', kept),
  index_put_: row('input, indices, values, accumulate=False', kept),
  index_reduce_: row('input, dim, index, source, reduce, *, include_self=True', kept),
  put_: row('input, index, source, accumulate=False', kept),
};

/** What picks, places and counts entries by index or by value. */
export const GATHERING: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], ROWS),
  ...prefixed(['torch.Tensor.'], WRITES),
  'torch.where': row('condition, input=None, other=None, *, out=None', where),
  'torch.searchsorted': row(
    'sorted_sequence, input, *, out_int32=False, right=False, side=None, sorter=None, out=None',
    search('input'),
  ),
  'torch.bucketize': row('input, boundaries, *, out_int32=False, right=False, out=None', search('input')),
  'torch.isin': row('elements, test_elements, *, assume_unique=False, invert=False, out=None', isin),
};
