/** Tensors of what vectors and numbers make together: grids, pairs, powers, counts, places of a triangle. */
import { multiply, unknownDimension, type Dimension } from '../../domain/dimension';
import { joinAllTypes } from '../../domain/element-type';
import { ANY_SHAPE, shape } from '../../domain/shape';
import { tensor } from '../../interpreter/value';
import {
  booleanOf,
  elementsIn,
  integerOf,
  isNone,
  numberOf,
  prefixed,
  sized,
  stringOf,
  tensorOf,
  valueOf,
} from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { requestedType, summedType, typed, typeOf } from './types';

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
  const types = joinAllTypes(flat!.map((each) => (each.kind === 'tensor' ? each.type : undefined)));
  return { kind: 'tuple', elements: sizes.map(() => sized(ordered, typed(types))) };
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

/** (n) → (n, N), powers of x, which are of 64 bits where they are integers. */
const vander: Rule = (call) => {
  const input = tensorOf(call, 'x');
  const { open, dimensions } = input.shape;
  if (open) return tensor(ANY_SHAPE);
  const count = isNone(call, 'N') ? dimensions.at(-1) : integerOf(call, 'N');
  return tensor(shape([...dimensions, count ?? unknownDimension()]), typed(summedType(input.type)));
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
  const type = typed(joinAllTypes(vectors.map((each) => each?.type)));
  const count = sizes.reduce<Dimension>(multiply, 1);
  return sized(sizes.length === 1 ? [count] : [count, sizes.length], type);
};

/** The counts are as many as the largest value, which is not known; weights other than single floats are added as doubles. */
const bincount: Rule = (call) => {
  const weight = typeOf(call, 'weights');
  const weighted = weight === undefined || weight === 'float' ? undefined : weight === 'float32' ? weight : 'float64';
  return sized([unknownDimension()], typed(isNone(call, 'weights') ? 'int64' : weighted));
};

const TRIANGLE = 'row, col, offset=0, *, dtype=None, device=None, layout=None, pin_memory=None, requires_grad=False';

const COMBINING: Table = {
  meshgrid: row('*tensors, indexing=None', meshgrid),
  tril_indices: row(
    TRIANGLE,
    triangle((i, j, offset) => j - i <= offset),
  ),
  triu_indices: row(
    TRIANGLE,
    triangle((i, j, offset) => j - i >= offset),
  ),
  vander: row('x, N=None, increasing=False', vander),
  combinations: row('input, r=2, with_replacement=False', combinations),
  cartesian_prod: row('*tensors', cartesian),
  bincount: row('input, weights=None, minlength=0', bincount),
};

export const COMBINATIONS: Table = {
  ...prefixed(['torch.'], COMBINING),
  'torch.Tensor.bincount': row('input, weights=None, minlength=0', bincount),
  'torch.linalg.vander': row('x, *, N=None', vander),
};
