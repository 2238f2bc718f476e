import { known } from '../../interpreter/memory';
import { product, unknownInteger } from '../../domain/dimension';
import { categoryOf } from '../../domain/element-type';
import { axisOf } from '../../domain/shape';
import { integer, list, sizeTuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { integerWithin } from '../bounds';
import { integerOf, prefixed, sizesIn, tensorOf, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** `x.size()`, `x.size(1)`, also where only the last sizes are known. */
const size: Rule = (call) => {
  const { shape: from } = tensorOf(call);
  const axis = integerOf(call, 'dim');
  if (valueOf(call, 'dim').kind === 'none') return from.open ? UNKNOWN : sizeTuple(from.dimensions);
  const at = typeof axis === 'number' ? axisOf(from, axis) : undefined;
  return at === undefined ? UNKNOWN : integer(from.dimensions[at]!);
};

const numel: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  return open ? UNKNOWN : integer(product(dimensions));
};

const rank: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  return open ? UNKNOWN : integer(dimensions.length);
};

/** Nested lists of its entries. */
const toList: Rule = (call) => {
  const input = tensorOf(call);
  const { open, dimensions } = input.shape;
  const values = known(input).values;
  const fixed = dimensions.every((size) => typeof size === 'number');
  const count = product(dimensions);
  if (open || !fixed || typeof count !== 'number' || count > MAX_LISTED) return list(undefined);
  return nested(dimensions, (i) => entry(input, values?.[i]));
};

/** A list of lists; the entries are numbered in order. A scalar's is the entry itself. */
function nested([size, ...inner]: readonly number[], at: (i: number) => Value, first = 0): Value {
  if (size === undefined) return at(first);
  const step = inner.reduce((count, each) => count * each, 1);
  return list(Array.from({ length: size }, (_, i) => nested(inner, at, first + i * step)));
}

/** Longer lists are not spelled out. */
const MAX_LISTED = 4096;

function entry(input: Tensor, value: number | undefined): Value {
  const { type } = input;
  if ((type && categoryOf(type) === 'float') || (value !== undefined && !Number.isInteger(value)))
    return { kind: 'float', value };
  return type && categoryOf(type) === 'integer' ? integer(value ?? integerWithin(input) ?? unknownInteger()) : UNKNOWN;
}

/** `torch.Size([2, 3])` */
const made: Rule = (call) => {
  const sizes = sizesIn(valueOf(call, 'iterable'));
  if (!sizes) return UNKNOWN;
  const known = sizes.filter((each) => each !== undefined);
  return known.length === sizes.length ? sizeTuple(known) : UNKNOWN;
};

const METHODS: Table = {
  item: row('input', (call) => entry(tensorOf(call), known(tensorOf(call)).values?.[0])),
  tolist: row('input', toList),
  size: row('input, dim=None', size),
  dim: row('input', rank),
  ndimension: row('input', rank),
  nelement: row('input', numel),
};

/** What a program asks of a shape. */
export const SIZES: Table = {
  'torch.Size': row('iterable=None', made),
  'numpy.ndarray.tolist': row('input', toList),
  ...prefixed(['torch.', 'torch.Tensor.'], { numel: row('input', numel) }),
  ...prefixed(['torch.Tensor.'], METHODS),
};
