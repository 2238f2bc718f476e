/** NumPy's functions of arrays beside those that make, reduce and reshape them. */
import { add } from '../../domain/dimension';
import { extreme, sign } from '../../domain/order';
import { shape } from '../../domain/shape';
import { categoryOf } from '../../domain/element-type';
import { listed } from '../../interpreter/dictionaries';
import { integer, list, NONE, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { derived, elementsIn, isNone, sizeIn, stringOf, tensorOf, valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { asked, floating, like, summed, type TypeRule } from './like';

const named = (names: string, made: Row): Table => Object.fromEntries(names.split(' ').map((name) => [name, made]));

/** Of arrays of one type that type; of floats and numbers the floats'. */
const common: TypeRule = (call) => {
  const given = ['input', 'other'].map((name) => valueOf(call, name));
  const types = given.map((each) => (each.kind === 'tensor' ? each.type : undefined));
  const plain = given.some(({ kind }) => kind !== 'tensor');
  const [type = types[1]] = types;
  if (!type || (plain ? categoryOf(type) !== 'float' : types[0] !== types[1])) return undefined;
  return type;
};

const isArray = (call: Call, name = 'input'): boolean => valueOf(call, name).kind === 'tensor';

/** Of arrays only: of numbers it is a number. */
const ofArrays =
  (rule: Rule, ...names: string[]): Rule =>
  (call) =>
    names.some((name) => isArray(call, name)) ? rule(call) : UNKNOWN;

const kept: Rule = (call) => (isArray(call) ? derived(tensorOf(call), tensorOf(call).shape) : UNKNOWN);

/** A vector is the row of a square. */
const triangle: Rule = (call) => {
  const input = tensorOf(call);
  const { open, dimensions } = input.shape;
  if (!isArray(call) || open) return UNKNOWN;
  return derived(input, dimensions.length === 1 ? shape([dimensions[0]!, dimensions[0]!]) : input.shape);
};

const shaped =
  (type: TypeRule): Rule =>
  (call) =>
    isArray(call) ? tensor(tensorOf(call).shape, { ...(type(call) && { type: type(call)! }) }) : UNKNOWN;

/** Along an axis; laid out flat where none is said. */
const along =
  (rule: Rule): Rule =>
  (call) =>
    isNone(call, 'dim') ? UNKNOWN : ofArrays(rule, 'input')(call);

/** Up to two axes multiply as matrices; of more, the last is summed with the last but one: (…, k), (…, k, m) → (…, …, m) */
const dot: Rule = (call) => {
  const [a, b] = ['input', 'other'].map((name) => tensorOf(call, name).shape.dimensions.length) as [number, number];
  const known = ['input', 'other'].every((name) => isArray(call, name) && !tensorOf(call, name).shape.open);
  if (!known || a === 0 || b === 0) return UNKNOWN;
  return b === 1 || (a <= 2 && b === 2)
    ? like('matmul', common)(call)
    : summedAlong(call, tuple([integer(-1)]), tuple([integer(-2)]));
};

/** Products summed along axes of both. */
const summedAlong = (call: Call, first: Value, second: Value): Value =>
  like('tensordot', common, { a: valueOf(call, 'input'), b: valueOf(call, 'other'), dims: tuple([first, second]) })(
    call,
  );

const tensordot: Rule = (call) =>
  like('tensordot', common, { a: valueOf(call, 'input'), b: valueOf(call, 'other'), dims: valueOf(call, 'axes') })(
    call,
  );

/** (n), (m) → (m, n) each, or (n, m) where they are indexed as a matrix is. */
const meshgrid: Rule = (call) => {
  const vectors = elementsIn(valueOf(call, 'vectors')) ?? [];
  const indexing = stringOf(call, 'indexing');
  const sizes = vectors.map((each) => (each.kind === 'tensor' && !each.shape.open ? each.shape.dimensions : []));
  if (indexing === undefined || vectors.length < 2 || !sizes.every(({ length }) => length === 1)) return UNKNOWN;
  const [x, y, ...more] = sizes.map(([size]) => size!);
  const order = indexing === 'xy' ? [y!, x!, ...more] : [x!, y!, ...more];
  return list(vectors.map((each) => derived(each as Tensor, shape(order))));
};

/** `((before, after), …)` an axis, `(before, after)` or one number for all. */
const pad: Rule = (call) => {
  const input = tensorOf(call);
  const { open, dimensions } = input.shape;
  const widths = widthsOf(valueOf(call, 'pad_width'), dimensions.length);
  if (open || !widths || !isArray(call)) return UNKNOWN;
  const padded = dimensions.map((size, i) => {
    const [before, after] = widths[i]!.map(sizeIn);
    return before === undefined || after === undefined ? undefined : add(add(size, before), after);
  });
  const known = padded.filter((size) => size !== undefined);
  return known.length === padded.length ? derived(input, shape(known)) : UNKNOWN;
};

function widthsOf(width: Value, rank: number): (readonly Value[])[] | undefined {
  if (width.kind === 'integer') return Array.from({ length: rank }, () => [width, width]);
  const parts = elementsIn(width);
  const pairs = parts?.map(elementsIn);
  if (pairs?.every((pair) => pair?.length === 2) && (pairs.length === rank || pairs.length === 1))
    return Array.from({ length: rank }, (_, i) => pairs[pairs.length === 1 ? 0 : i]!);
  const plain = parts?.length === 2 && parts.every(({ kind }) => kind === 'integer');
  return plain ? Array.from({ length: rank }, () => parts) : undefined;
}

const elementwise = (rule: Rule): Row => row('input, other, out=None', ofArrays(rule, 'input', 'other'));
const unary = (rule: Rule): Row => row('input, out=None', rule);

/** Functions only. */
export const ARRAY_FUNCTIONS: Table = {
  ...named('maximum minimum power add subtract multiply', elementwise(like('add', common))),
  ...named('divide true_divide arctan2 hypot', elementwise(like('add', () => undefined))),
  ...named('logical_and logical_or equal greater less', elementwise(like('add', () => 'boolean'))),
  ...named('sign square floor ceil rint negative flipud fliplr', unary(kept)),
  ...named('arctan arcsin arccos sinh cosh deg2rad rad2deg radians degrees', unary(shaped(floating))),
  ...named('isnan isfinite isinf logical_not', unary(shaped(() => 'boolean'))),
  ...named('full_like', row('input, fill_value, dtype=None, order=K, subok=True, shape=None', like('zeros_like'))),
  ...named('empty_like', row('input, dtype=None, order=K, subok=True, shape=None', like('zeros_like'))),
  ...named('triu tril', row('input, k=0', triangle)),
  diag: row('input, diagonal=0', ofArrays(like('diag'), 'input')),
  where: row('condition, input=None, other=None', (call) =>
    isNone(call, 'other') || !isArray(call, 'condition') ? UNKNOWN : like('where', common)(call),
  ),
  outer: row('input, other, out=None', ofArrays(like('outer', common), 'input')),
  inner: row('input, other', ofArrays(like('inner', common), 'input', 'other')),
  tensordot: row('input, other, axes=2', ofArrays(tensordot, 'input', 'other')),
  einsum: row(
    'equation, *operands',
    like('einsum', () => undefined),
  ),
  tile: row('input, dims', ofArrays(like('tile'), 'input')),
  flip: row('input, dim=None', kept),
  roll: row('input, shift, dim=None', kept),
  sort: row('input, dim=-1, kind=None, order=None', along(kept)),
  column_stack: row('tensors', like('column_stack')),
  dstack: row('tensors', like('dstack')),
  meshgrid: row('*vectors, copy=True, sparse=False, indexing=xy', meshgrid),
  pad: row('input, pad_width, mode=constant, **kwargs', pad),
};

/** What functions and methods do alike. */
export const ARRAY_METHODS: Table = {
  clip: row('input, min=None, max=None, out=None', kept),
  cumsum: row('input, dim=None, dtype=None, out=None', along(shaped(summed))),
  argsort: row('input, dim=-1, kind=None, order=None', along(shaped(asked('int64')))),
  repeat: row('input, repeats, dim=None', ofArrays(like('repeat_interleave'), 'input')),
  round: row('input, decimals=0, out=None', kept),
  dot: row('input, other, out=None', dot),
};

/** `numpy.linalg` and SciPy's. */
export const MATRICES: Table = {
  inv: row('A', like('linalg.inv')),
  pinv: row('A, *args, **kwargs', like('linalg.pinv')),
  det: row('A', like('linalg.det')),
  cholesky: row('A', like('linalg.cholesky')),
  eigh: row('A, UPLO=L', like('linalg.eigh')),
  qr: row('A, mode=reduced', like('linalg.qr')),
  svd: row('A, full_matrices=True, compute_uv=True, hermitian=False', (call) =>
    valueOf(call, 'compute_uv').kind === 'boolean' ? like('linalg.svd')(call) : UNKNOWN,
  ),
  solve: row('A, B', like('linalg.solve')),
  norm: row('A, ord=None, dim=None, keepdim=False', (call) =>
    isNone(call, 'dim') ? UNKNOWN : like('linalg.norm')(call),
  ),
};

/** Whether nothing is asked for but what a function gives by default: settings change how many parts there are. */
const isPlain = (call: Call): boolean => {
  const named = valueOf(call, 'kwargs');
  const names = named.kind === 'dictionary' ? listed(named.entries.value) : undefined;
  return elementsIn(valueOf(call, 'args'))?.length === 0 && names?.length === 0;
};

/** One column for each row of a cost matrix, or one row for each column: as many pairs as the smaller number. */
const assignment: Rule = (call) => {
  const { open, dimensions } = tensorOf(call, 'cost_matrix').shape;
  const [rows, columns] = dimensions;
  if (open || rows === undefined || columns === undefined || dimensions.length !== 2) return UNKNOWN;
  const places = tensor(shape([extreme('min', rows, columns)]), { type: 'int64' });
  return tuple([places, places]);
};

/** (m, m), (m, k), (k, n) of A = PLU, as SciPy has them; its Q is square. */
export const SCIPY: Table = {
  'scipy.optimize.linear_sum_assignment': row('cost_matrix, maximize=False', assignment),
  'scipy.linalg.lu': row('A, *args, **kwargs', (call) =>
    isPlain(call) ? like('linalg.lu', undefined, { pivot: NONE })(call) : UNKNOWN,
  ),
  'scipy.linalg.qr': row('A, *args, **kwargs', (call) =>
    isPlain(call) ? like('linalg.qr', undefined, { mode: { kind: 'string', value: 'complete' } })(call) : UNKNOWN,
  ),
  ...Object.fromEntries(
    ['inv', 'det'].map((name) => [`scipy.linalg.${name}`, row('A, *args, **kwargs', like(`linalg.${name}`))]),
  ),
};

/** A permutation of so many numbers, or of an array's rows. */
export const permutation: Rule = (call) => {
  const given = valueOf(call, 'x');
  if (given.kind === 'tensor') return derived(given, given.shape);
  const size = sizeIn(given);
  return size === undefined || sign(add(size, 1)) !== 1 ? UNKNOWN : tensor(shape([size]), { type: 'int64' });
};

/** `np.stack(array)`, `np.concatenate(array)`: an array is as good as the tuple of its rows. */
export const joining =
  (name: string): Rule =>
  (call) => {
    const given = valueOf(call, 'tensors');
    if (given.kind !== 'tensor') return like(name)(call);
    const [count, ...inner] = given.shape.dimensions;
    if (given.shape.open || typeof count !== 'number' || count === 0 || count > MAX_ROWS) return UNKNOWN;
    const rows = tuple(Array.from({ length: count }, () => derived(given, shape(inner))));
    return like(name, undefined, { tensors: rows })(call);
  };

/** Longer arrays are not taken apart. */
const MAX_ROWS = 1024;
