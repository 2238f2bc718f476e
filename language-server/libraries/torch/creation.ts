import { add, multiply, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide, floorDivide } from '../../domain/division';
import { complexType, joinTypes, type ElementType } from '../../domain/element-type';
import { ANY_SHAPE, shape } from '../../domain/shape';
import { asArray } from '../../interpreter/arrays';
import { tensor, type Tensor, type Value } from '../../interpreter/value';
import {
  booleanOf,
  elementsIn,
  integerIn,
  integerOf,
  isNone,
  numberIn,
  numberOf,
  prefixed,
  sized,
  sizesIn,
  stringOf,
  tensorOf,
  valueOf,
} from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { nestedSizes, nestedType } from '../literal';
import { LEGACY } from './conversion';
import { broadcastAll, elementwise } from './elementwise';
import { defaultFloat, promotedType, requestedType, typed, typeOf } from './types';

/** Sizes as asked for; a size that is not known is a new symbol, as is their number where that is not known. */
function ofSizes(value: Value, type: ElementType | undefined): Tensor {
  const sizes = sizesIn(value);
  const single = integerIn(value);
  if (single !== undefined) return sized([single], typed(type));
  return sizes
    ? sized(
        sizes.map((size) => size ?? unknownDimension()),
        typed(type),
      )
    : tensor(ANY_SHAPE, typed(type));
}

const filled =
  (name: string): Rule =>
  (call) =>
    ofSizes(valueOf(call, name), requestedType(call, defaultFloat(call.machine)));

/** The type of the fill value. */
const full: Rule = (call) =>
  ofSizes(valueOf(call, 'size'), requestedType(call, promotedType(call.machine, [valueOf(call, 'fill_value')])));

/** `x.new_zeros(2, 3)`: of the tensor's own type. */
const renewed: Rule = (call) => ofSizes(valueOf(call, 'size'), requestedType(call, typeOf(call)));

const like: Rule = (call) => tensor(tensorOf(call).shape, typed(requestedType(call, typeOf(call))));

const isInteger = (value: Value): boolean => value.kind === 'integer' || value.kind === 'boolean';

/** ⌈(end − start)/step⌉ */
const arange: Rule = (call) => {
  const bounds = ['start', 'end', 'step'].map((name) => valueOf(call, name)).filter(({ kind }) => kind !== 'none');
  const float = bounds.some(({ kind }) => kind === 'float');
  const inferred = float ? defaultFloat(call.machine) : bounds.every(isInteger) ? 'int64' : undefined;
  const type = requestedType(call, inferred);
  const single = isNone(call, 'end');
  const [start, end] = single ? [0, integerOf(call, 'start')] : [integerOf(call, 'start'), integerOf(call, 'end')];
  const step = integerOf(call, 'step');
  if (start === undefined || end === undefined || step === undefined || step === 0)
    return sized([floatCount(call) ?? unknownDimension()], typed(type));
  return sized([ceilDivide(subtract(end, start), step)], typed(type));
};

/** ⌈(end − start)/step⌉ where some of them are fractions, computed as PyTorch does, in double precision. */
function floatCount(call: Call): number | undefined {
  const number = (name: string): number | undefined => {
    const value = valueOf(call, name);
    return value.kind === 'float' ? value.value : numberIn(value);
  };
  const single = isNone(call, 'end');
  const [start, end, step] = [single ? 0 : number('start'), single ? number('start') : number('end'), number('step')];
  if (start === undefined || end === undefined || !step) return undefined;
  const count = Math.ceil((end - start) / step);
  return count >= 0 && Number.isSafeInteger(count) ? count : undefined;
}

/** `range(start, end)` has its end. */
const range: Rule = (call) => {
  const [start, end, step] = ['start', 'end', 'step'].map((name) => integerOf(call, name));
  const type = typed(requestedType(call, defaultFloat(call.machine)));
  if (start === undefined || end === undefined || step === undefined || step === 0)
    return sized([unknownDimension()], type);
  return sized([add(floorDivide(subtract(end, start), step), 1)], type);
};

const linspace: Rule = (call) =>
  sized([integerOf(call, 'steps') ?? unknownDimension()], typed(requestedType(call, defaultFloat(call.machine))));

const eye: Rule = (call) => {
  const rows = integerOf(call, 'n') ?? unknownDimension();
  const columns = isNone(call, 'm') ? rows : (integerOf(call, 'm') ?? unknownDimension());
  return sized([rows, columns], typed(requestedType(call, defaultFloat(call.machine))));
};

const fromData: Rule = (call) => {
  const data = valueOf(call, 'data');
  const sizes = nestedSizes(data);
  const type = typed(requestedType(call, nestedType(data, defaultFloat(call.machine))));
  return sizes ? sized(sizes, type) : tensor(ANY_SHAPE, type);
};

/** `x.new_tensor(data)` has the tensor's type, not the data's. */
const newTensor: Rule = (call) => {
  const sizes = nestedSizes(valueOf(call, 'data'));
  const type = typed(requestedType(call, typeOf(call)));
  return sizes ? sized(sizes, type) : tensor(ANY_SHAPE, type);
};

const parameter: Rule = (call) => ({ ...stored(valueOf(call, 'data')), parameter: true });

const stored = (data: Value): Tensor =>
  data.kind === 'tensor' ? tensor(data.shape, typed(data.type)) : tensor(ANY_SHAPE);

const buffer: Rule = (call) => stored(valueOf(call, 'data'));

/** `torch.FloatTensor(2, 3)` has sizes, `torch.FloatTensor([2, 3])` data. */
const legacy =
  (type: (call: Call) => ElementType | undefined): Rule =>
  (call) => {
    const first = valueOf(call, 'data');
    const given = [...(first.kind === 'none' ? [] : [first]), ...(elementsIn(valueOf(call, 'more')) ?? [])];
    const known = typed(type(call));
    if (given.length > 0 && given.every((each) => integerIn(each) !== undefined))
      return sized(
        given.map((each) => integerIn(each)!),
        known,
      );
    const sizes = given.length === 1 ? nestedSizes(given[0]!) : given.length === 0 ? [0] : undefined;
    return sizes ? sized(sizes, known) : tensor(ANY_SHAPE, known);
  };

/** (high, size), (low, high, size): the last positional argument is the size. */
const randint: Rule = (call) => {
  const given = [valueOf(call, 'size'), valueOf(call, 'high'), valueOf(call, 'low')];
  const size = given.find((each) => elementsIn(each) !== undefined);
  return size ? ofSizes(size, requestedType(call, 'int64')) : tensor(ANY_SHAPE);
};

const permutation: Rule = (call) =>
  sized([integerOf(call, 'n') ?? unknownDimension()], typed(requestedType(call, 'int64')));

/** `normal(mean, std)` of two tensors, of a tensor and a number, or of numbers with a size. */
const normal: Rule = (call) => {
  if (!isNone(call, 'size')) return ofSizes(valueOf(call, 'size'), requestedType(call, defaultFloat(call.machine)));
  return elementwise(['mean', 'std'])(call);
};

/** Vectors as the axes of grids, each of their common shape. */
const meshgrid: Rule = (call: Call) => {
  const lists = elementsIn(valueOf(call, 'tensors'));
  const flat = lists?.length === 1 && elementsIn(lists[0]!) ? elementsIn(lists[0]!) : lists;
  const sizes = flat?.map((each) =>
    each.kind === 'tensor' && !each.shape.open ? (each.shape.dimensions[0] ?? 1) : unknownDimension(),
  );
  if (!sizes) return { kind: 'unknown' };
  const swapped = stringOf(call, 'indexing') === 'xy';
  const ordered = swapped && sizes.length > 1 ? [sizes[1]!, sizes[0]!, ...sizes.slice(2)] : sizes;
  const types = flat!.map((each) => (each.kind === 'tensor' ? each.type : undefined)).reduce(joinTypes);
  return { kind: 'tuple', elements: sizes.map(() => sized(ordered, typed(types))) };
};

/** Parts of a complex number of their type. */
const complexOf =
  (first: string, second: string): Rule =>
  (call) => {
    const parts = [tensorOf(call, first), tensorOf(call, second)];
    return tensor(broadcastAll(call, parts), typed(complexType(parts[0]!.type)));
  };

/** Places of a triangle: 2 rows, known where the sizes are numbers. */
const triangle =
  (inside: (row: number, column: number, offset: number) => boolean): Rule =>
  (call) => {
    const [rows, columns, offset] = ['row', 'col', 'offset'].map((name) => numberOf(call, name));
    const type = typed(requestedType(call, 'int64'));
    if (rows === undefined || columns === undefined || offset === undefined || rows * columns > MAX_PLACES)
      return sized([2, unknownDimension()], type);
    let count = 0;
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) count += Number(inside(i, j, offset));
    return sized([2, count], type);
  };

/** Larger triangles are not counted out. */
const MAX_PLACES = 1 << 20;

const window: Rule = (call) =>
  sized(
    [integerOf(call, 'window_length') ?? unknownDimension()],
    typed(requestedType(call, defaultFloat(call.machine))),
  );

/** NumPy's array is PyTorch's tensor of the same type. */
const fromNumpy: Rule = (call) => {
  const data = valueOf(call, 'ndarray');
  return asArray(data.kind === 'tensor' ? tensor(data.shape, typed(data.type)) : tensor(ANY_SHAPE), 'torch.Tensor');
};

/** (n) → (n, N), decreasing powers of x. */
const vander: Rule = (call) => {
  const input = tensorOf(call, 'x');
  const { open, dimensions } = input.shape;
  if (open) return tensor(ANY_SHAPE);
  const count = isNone(call, 'N') ? dimensions.at(-1) : integerOf(call, 'N');
  return tensor(shape([...dimensions, count ?? unknownDimension()]), typed(input.type));
};

/** All pairs (r = 2), … of n: n(n − 1)/2, with replacement n(n + 1)/2. */
const combinations: Rule = (call) => {
  const input = tensorOf(call);
  const [n, r, again] = [input.shape.dimensions[0], numberOf(call, 'r'), booleanOf(call, 'with_replacement')];
  if (r !== undefined && r < 1) return tensor(ANY_SHAPE);
  const count = typeof n !== 'number' || again === undefined || !r ? undefined : choose(again ? n + r - 1 : n, r);
  return sized([count ?? unknownDimension(), r ?? unknownDimension()], typed(input.type));
};

const choose = (n: number, r: number): number => {
  let result = 1;
  for (let i = 0; i < r; i++) result = (result * Math.max(0, n - i)) / (i + 1);
  return result;
};

/** Every combination of the vectors' entries. */
const cartesian: Rule = (call) => {
  const vectors = elementsIn(valueOf(call, 'tensors'))?.map((each) => (each.kind === 'tensor' ? each : undefined));
  const sizes = vectors?.map((each) => (each?.shape.open === false ? each.shape.dimensions[0] : undefined));
  if (!vectors || !sizes?.every((size) => size !== undefined)) return tensor(ANY_SHAPE);
  const type = typed(vectors.map((each) => each?.type).reduce(joinTypes));
  const count = sizes.reduce<Dimension>(multiply, 1);
  return sized(sizes.length === 1 ? [count] : [count, sizes.length], type);
};

/** The counts are as many as the largest value, which is not known; weights other than single floats are added as doubles. */
const bincount: Rule = (call) => {
  const weight = typeOf(call, 'weights');
  const weighted = weight === undefined || weight === 'float' ? undefined : weight === 'float32' ? weight : 'float64';
  return sized([unknownDimension()], typed(isNone(call, 'weights') ? 'int64' : weighted));
};

const scalar: Rule = (call) => sized([], typed(requestedType(call, defaultFloat(call.machine))));

const OPTIONS =
  '*, out=None, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False, generator=None, names=None, memory_format=None';
const sizesRow = row(`*size, ${OPTIONS}`, filled('size'));
const likeRow = row(`input, ${OPTIONS}`, like);
const WINDOW = `window_length, periodic=True, ${OPTIONS}`;
const TRIANGLE = 'row, col, offset=0, *, dtype=None, device=None, layout=None';

const CREATION: Table = {
  randn: sizesRow,
  rand: sizesRow,
  zeros: sizesRow,
  ones: sizesRow,
  empty: sizesRow,
  empty_strided: row(`size, stride, ${OPTIONS}`, filled('size')),
  full: row(`size, fill_value, ${OPTIONS}`, full),
  randn_like: likeRow,
  rand_like: likeRow,
  zeros_like: likeRow,
  ones_like: likeRow,
  empty_like: likeRow,
  full_like: row(`input, fill_value, ${OPTIONS}`, like),
  randint_like: row(`input, low, high=None, ${OPTIONS}`, like),
  arange: row(`start, end=None, step=1, ${OPTIONS}`, arange),
  range: row(`start, end, step=1, ${OPTIONS}`, range),
  linspace: row(`start, end, steps, ${OPTIONS}`, linspace),
  logspace: row(`start, end, steps, base=10.0, ${OPTIONS}`, linspace),
  eye: row(`n, m=None, ${OPTIONS}`, eye),
  tensor: row(`data, ${OPTIONS}`, fromData),
  as_tensor: row('data, dtype=None, device=None', fromData),
  asarray: row('data, *, dtype=None, device=None, copy=None, requires_grad=False', fromData),
  scalar_tensor: row(`s, ${OPTIONS}`, scalar),
  from_numpy: row('ndarray', fromNumpy),
  complex: row('real, imag, *, out=None', complexOf('real', 'imag')),
  polar: row('abs, angle, *, out=None', complexOf('abs', 'angle')),
  randint: row(`low, high=None, size=None, ${OPTIONS}`, randint),
  randperm: row(`n, ${OPTIONS}`, permutation),
  normal: row(`mean, std=1.0, size=None, ${OPTIONS}`, normal),
  meshgrid: row('*tensors, indexing=None', meshgrid),
  tril_indices: row(
    TRIANGLE,
    triangle((i, j, offset) => j - i <= offset),
  ),
  triu_indices: row(
    TRIANGLE,
    triangle((i, j, offset) => j - i >= offset),
  ),
  hann_window: row(WINDOW, window),
  bartlett_window: row(WINDOW, window),
  blackman_window: row(WINDOW, window),
  hamming_window: row(`window_length, periodic=True, alpha=0.54, beta=0.46, ${OPTIONS}`, window),
  kaiser_window: row(`window_length, periodic=True, beta=12.0, ${OPTIONS}`, window),
  vander: row('x, N=None, increasing=False', vander),
  combinations: row('input, r=2, with_replacement=False', combinations),
  cartesian_prod: row('*tensors', cartesian),
  bincount: row('input, weights=None, minlength=0', bincount),
  Tensor: row(
    'data=None, *more, device=None',
    legacy(({ machine }) => defaultFloat(machine)),
  ),
  ...Object.fromEntries(
    Object.entries(LEGACY).map(([name, type]) => [
      name,
      row(
        'data=None, *more, device=None',
        legacy(() => type),
      ),
    ]),
  ),
};

const NEW: Table = {
  new_zeros: row(`input, *size, ${OPTIONS}`, renewed),
  new_ones: row(`input, *size, ${OPTIONS}`, renewed),
  new_empty: row(`input, *size, ${OPTIONS}`, renewed),
  new_empty_strided: row(`input, size, stride, ${OPTIONS}`, renewed),
  new_full: row(`input, size, fill_value, ${OPTIONS}`, renewed),
  new_tensor: row(`input, data, ${OPTIONS}`, newTensor),
  bincount: row('input, weights=None, minlength=0', bincount),
};

export const CREATIONS: Table = {
  'numpy.linspace': row('start, end, steps=50, endpoint=True, retstep=False, dtype=None, axis=0', linspace),
  ...prefixed(['torch.'], CREATION),
  ...prefixed(['torch.Tensor.'], NEW),
  'torch.linalg.vander': row('x, *, N=None', vander),
  'torch.nn.Parameter': row('data=None, requires_grad=True', parameter),
  'torch.nn.Buffer': row('data=None, *, persistent=True', buffer),
};
