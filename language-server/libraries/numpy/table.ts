import { add, multiply, unknownInteger, type Dimension } from '../../domain/dimension';
import { categoryOf, type ElementType } from '../../domain/element-type';
import { ANY_SHAPE, shape } from '../../domain/shape';
import { joinValues } from '../../interpreter/join';
import { integer, NONE, tensor, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { elementsIn, integerIn, isNone, merged, moved, sizesIn, tensorOf, valueOf } from '../call';
import { drawnInteger } from '../bounds';
import { shuffle } from '../python/random';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { nestedSizes, nestedType } from '../literal';
import { rowOf } from '../table';
import { ofEqualRanks } from '../equal-ranks';
import { ARRAY_FUNCTIONS, ARRAY_METHODS, joining, MATRICES, permutation, SCIPY } from './functions';
import { CONCATENATING } from './concatenating';
import { asked, averaged, floating, like, summed, untyped, type TypeRule } from './like';
import { FILES } from './files';
import { STATISTICS, VECTORS } from './statistics';
import { requestedType, typed, typeNamed, typeOf } from '../torch/types';

/** Of nested lists: floats are doubles. */
const dataType: TypeRule = (call) => requestedType(call, nestedType(valueOf(call, 'data'), 'float64'));

/** Integers where start, end and step are. */
const steppedType = (call: Call): ElementType | undefined => {
  const types = ['start', 'end', 'step'].map((name) => valueOf(call, name)).filter(({ kind }) => kind !== 'none');
  return nestedType(tuple(types), 'float64');
};

/** Positional sizes of `np.random.rand(2, 3)`; without a size one number, where none of the others is an array. */
const drawn = (signature: string, type: ElementType, name = 'zeros'): Row =>
  row(signature, (call) =>
    valueOf(call, 'size').kind === 'none' || elementsIn(valueOf(call, 'size'))?.length === 0
      ? oneDrawn(call, type)
      : like(name, () => type)(call),
  );

/** Parameters that may be no arrays of numbers. */
const NO_NUMBERS = new Set(['size', 'self', 'endpoint']);

function oneDrawn(call: Call, type: ElementType): Value {
  const usual = (name: string, { kind }: Value): boolean =>
    NO_NUMBERS.has(name) || (name === 'dtype' && kind === 'unknown');
  const others = [...call.arguments].flatMap(([name, value]) => (usual(name, value) ? [] : [value]));
  if (!others.every(({ kind }) => /^(integer|float|none)$/.test(kind))) return UNKNOWN;
  return categoryOf(type) === 'integer'
    ? integer(drawnInteger(call) ?? unknownInteger())
    : { kind: 'float', value: undefined };
}

const astype: Rule = (call) => {
  const input = tensorOf(call);
  return tensor(input.shape, typed(typeNamed(valueOf(call, 'dtype'))));
};

/** PyTorch transposes two axes; NumPy all, in an order or turned round. */
const transpose: Rule = (call) => {
  const axes = valueOf(call, 'axes');
  const given = elementsIn(axes);
  const none = axes.kind === 'none' || given?.length === 0 || given?.[0]?.kind === 'none';
  if (none) return rowOf('torch.Tensor.@T')?.rule(call) ?? UNKNOWN;
  return like('permute', undefined, { dims: axes })(call);
};

/** NumPy takes any negative size for −1, and one number for a vector's length. */
const reshape: Rule = (call) => {
  const sizes = sizesIn(valueOf(call, 'shape'));
  const odd = sizes?.some((size) => typeof size === 'number' && size < -1);
  return odd ? moved(tensorOf(call), ANY_SHAPE) : like('reshape', undefined, inTuple(call, 'shape'))(call);
};

/** What a function takes sizes by, as a tuple where it is one number. */
const inTuple = (call: Call, name: string): Record<string, Value> => {
  const size = valueOf(call, name);
  return size.kind === 'integer' ? { [name]: tuple([size]) } : {};
};

const copied: Rule = (call) => moved(tensorOf(call), tensorOf(call).shape);

/** From a start behind the end there is nothing. */
function notNegative(value: Value): Value {
  const size = value.kind === 'tensor' ? value.shape.dimensions[0] : undefined;
  return value.kind === 'tensor' && typeof size === 'number' && size < 0 ? { ...value, shape: shape([0]) } : value;
}

const CREATION: Table = {
  zeros: row('size, dtype=None, order=C', like('zeros', asked('float64'))),
  ones: row('size, dtype=None, order=C', like('zeros', asked('float64'))),
  empty: row('size, dtype=None, order=C', like('zeros', asked('float64'))),
  full: row(
    'size, fill_value, dtype=None, order=C',
    like('zeros', (call) => requestedType(call, nestedType(valueOf(call, 'fill_value'), 'float64'))),
  ),
  zeros_like: row('input, dtype=None, order=K, subok=True, shape=None', like('zeros_like')),
  ones_like: row('input, dtype=None, order=K, subok=True, shape=None', like('zeros_like')),
  eye: row('n, m=None, k=0, dtype=None, order=C', like('eye', asked('float64'))),
  arange: row('start, end=None, step=1, dtype=None', (call) =>
    notNegative(like('arange', (each) => requestedType(each, steppedType(each)))(call)),
  ),
  identity: row('n, dtype=None', like('eye', asked('float64'), { m: NONE })),
  array: row('data, dtype=None, *, copy=True, order=K, subok=False, ndmin=0, like=None', like('tensor', dataType)),
  asarray: row('data, dtype=None, order=None, *, like=None', like('tensor', dataType)),
};

/** Numbers below one, or elements of a vector. */
const chosen: Rule = (call) =>
  isNone(call, 'size')
    ? anyOf(call, valueOf(call, 'a'))
    : like('zeros', () => (valueOf(call, 'a').kind === 'integer' ? 'int64' : undefined))(call);

/** One number below it, or one of a vector's or list's numbers. */
function anyOf(call: Call, source: Value): Value {
  if (source.kind === 'integer' || source.kind === 'range') return integer(drawnInteger(call) ?? unknownInteger());
  const elements = elementsIn(source);
  if (elements?.every(({ kind }) => kind === 'integer') && elements.length > 0) return joinValues(elements);
  const whole = source.kind === 'tensor' && source.type && categoryOf(source.type) === 'integer';
  return whole ? integer(unknownInteger()) : UNKNOWN;
}

/** What all that draws has. */
const DRAWING: Table = {
  random: drawn('size=None', 'float64'),
  normal: drawn('loc=0.0, scale=1.0, size=None', 'float64'),
  uniform: drawn('low=0.0, high=1.0, size=None', 'float64'),
  standard_normal: drawn('size=None', 'float64'),
};

/** Of `numpy.random` and of a RandomState. */
const RANDOM: Table = {
  ...DRAWING,
  rand: drawn('*size', 'float64'),
  randn: drawn('*size', 'float64'),
  randint: drawn('low, high=None, size=None, dtype=?', 'integer'),
  random_sample: drawn('size=None', 'float64'),
  choice: row('a, size=None, replace=True, p=None', chosen),
  seed: row('seed=None', () => NONE),
};

/** What generators of their own have as well, and few use there. */
const DISTRIBUTIONS: Table = {
  exponential: drawn('scale=1.0, size=None', 'float64'),
  poisson: drawn('lam=1.0, size=None', 'int64'),
  beta: drawn('a, b, size=None', 'float64'),
  gamma: drawn('a, scale=1.0, size=None', 'float64'),
  binomial: drawn('n, p, size=None', 'int64'),
  laplace: drawn('loc=0.0, scale=1.0, size=None', 'float64'),
  permutation: row('x', permutation),
  shuffle: row('x', shuffle),
};

/** Generators of their own, with their methods. */
const GENERATORS: Record<string, Table> = {
  RandomState: RANDOM,
  default_rng: { ...DRAWING, integers: drawn('low, high=None, size=None, dtype=?, endpoint=False', 'integer') },
};

/** As methods: the first argument is the generator. */
const ofGenerator = (table: Table): Table =>
  Object.fromEntries(
    Object.entries(table).map(([name, each]) => [name, { ...each, signature: `self, ${each.signature}` }]),
  );

/** The seed is no attribute: a RandomState has a method of that name. */
const GENERATOR: Row = { signature: '*args, **kwargs', rule: () => NONE, constructs: true };

const AXES = 'input, dim=None, dtype=None, out=None, keepdim=False';

/** `np.prod(x.shape)`: the product of integers in a tuple or list. */
function sizeOf(call: Call): Value | undefined {
  const sizes = elementsIn(valueOf(call, 'input'))?.map(integerIn);
  const known = sizes && sizes.length > 0 && sizes.every((size) => size !== undefined) && isNone(call, 'dim');
  return known ? integer(sizes.reduce(multiply, 1)) : undefined;
}

const REDUCTIONS: Table = {
  sum: row(AXES, like('sum', summed)),
  prod: row(AXES, (call) => sizeOf(call) ?? like('sum', summed)(call)),
  mean: row(AXES, like('sum', averaged)),
  std: row('input, dim=None, dtype=None, out=None, ddof=0, keepdim=False', like('sum', averaged)),
  var: row('input, dim=None, dtype=None, out=None, ddof=0, keepdim=False', like('sum', averaged)),
  argmax: row('input, dim=None, out=None, *, keepdim=False', like('argmax')),
  argmin: row('input, dim=None, out=None, *, keepdim=False', like('argmax')),
  max: row(
    'input, dim=None, out=None, keepdim=False',
    like('sum', (call) => typeOf(call)),
  ),
  min: row(
    'input, dim=None, out=None, keepdim=False',
    like('sum', (call) => typeOf(call)),
  ),
};

/** What functions and methods do alike. */
const BOTH: Table = {
  ...REDUCTIONS,
  ...ARRAY_METHODS,
  squeeze: row('input, dim=None', like('squeeze')),
  swapaxes: row('input, dim0, dim1', like('transpose')),
  ravel: row('input, order=C', like('ravel')),
  copy: row('input, order=C', copied),
};

/** Of a number a number. */
const ofNumbers =
  (rule: Rule): Rule =>
  (call) =>
    /^(integer|float)$/.test(valueOf(call, 'input').kind) ? { kind: 'float', value: undefined } : rule(call);

/** Of an array an array. */
const ofArray =
  (rule: Rule): Rule =>
  (call) =>
    valueOf(call, 'input').kind === 'tensor' ? rule(call) : UNKNOWN;

/** Along an axis, or both laid out flat. */
const appended: Rule = (call) => {
  const parts = ['input', 'values'].map((name) => valueOf(call, name));
  if (isNone(call, 'axis')) return appendedFlat(parts);
  if (!parts.every(({ kind }) => kind === 'tensor')) return UNKNOWN;
  const joined = ofEqualRanks('tensors', like('cat', undefined, { dim: valueOf(call, 'axis') }));
  return joined({ ...call, arguments: new Map([...call.arguments, ['tensors', tuple(parts)]]) });
};

/** As many as both have; the type is that of both, where they have one. */
function appendedFlat(parts: readonly Value[]): Value {
  const counts = parts.map(countOf);
  if (!counts.every((count) => count !== undefined)) return UNKNOWN;
  const types = parts.map((part) => (part.kind === 'tensor' ? part.type : nestedType(part, 'float64')));
  return tensor(shape([counts.reduce(add, 0)]), typed(types[0] === types[1] ? types[0] : undefined));
}

function countOf(part: Value): Dimension | undefined {
  const sizes = nestedSizes(part);
  return sizes?.reduce(multiply, 1);
}

const FLOATING = 'exp log sqrt sin cos tanh log1p expm1 log2 log10';

const FUNCTIONS: Table = {
  ...BOTH,
  ...ARRAY_FUNCTIONS,
  ...STATISTICS,
  broadcast_to: row('input, size, subok=False', (call) => like('broadcast_to', undefined, inTuple(call, 'size'))(call)),
  array_split: row('input, indices_or_sections, dim=0', like('tensor_split')),
  split: row('input, indices_or_sections, dim=0', like('tensor_split')),
  ...Object.fromEntries(
    'hsplit vsplit dsplit'.split(' ').map((name) => [name, row('input, indices_or_sections', like(name))]),
  ),
  reshape: row('input, shape, order=C', reshape),
  transpose: row('input, axes=None', transpose),
  expand_dims: row('input, dim', like('unsqueeze')),
  concatenate: row('tensors, dim=0, out=None', ofEqualRanks('tensors', joining('cat'))),
  append: row('input, values, axis=None', appended),
  stack: row('tensors, dim=0, out=None', joining('stack')),
  vstack: row('tensors', joining('vstack')),
  hstack: row('tensors', joining('hstack')),
  matmul: row('input, other', like('matmul')),
  moveaxis: row('input, source, destination', like('movedim')),
  abs: row('input', like('abs')),
  real: row('input', ofArray(like('Tensor.@real'))),
  imag: row('input', ofArray(like('Tensor.@imag'))),
  angle: row('input', ofArray(like('Tensor.@real', () => undefined))),
  ...Object.fromEntries(FLOATING.split(' ').map((name) => [name, row('input', ofNumbers(like('exp', floating)))])),
};

const METHODS: Table = {
  ...BOTH,
  reshape: row('input, *shape, order=C', reshape),
  transpose: row('input, *axes', transpose),
  flatten: row('input, order=C', like('flatten', undefined, { start_dim: integer(0), end_dim: integer(-1) })),
  astype: row('input, dtype, order=K, casting=unsafe, subok=True, copy=True', astype),
  __getitem__: row('input, index', like('Tensor.__getitem__')),
  '@T': row('input', like('Tensor.@T')),
  '@real': row('input', like('Tensor.@real')),
  '@imag': row('input', like('Tensor.@imag')),
};

const under = (prefix: string, table: Table): Table =>
  Object.fromEntries(Object.entries(table).map(([name, each]) => [prefix + name, each]));

/** NumPy's arrays where they feed a network. */
export const NUMPY: Table = {
  ...under('numpy.', { ...CONCATENATING, ...CREATION, ...untyped(FUNCTIONS) }),
  ...FILES,
  ...under('numpy.random.', { ...RANDOM, ...DISTRIBUTIONS, ...VECTORS }),
  ...under('numpy.linalg.', MATRICES),
  ...SCIPY,
  ...Object.fromEntries(Object.keys(GENERATORS).map((name) => [`numpy.random.${name}`, GENERATOR])),
  ...merged(Object.entries(GENERATORS).map(([name, methods]) => under(`numpy.random.${name}.`, ofGenerator(methods)))),
  ...under('numpy.ndarray.', METHODS),
  'torch.Tensor.numpy': { ...row('input, *, force=False', copied), gives: 'numpy.ndarray' },
};
