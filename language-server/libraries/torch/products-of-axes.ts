/** Products beside the plain one of matrices: chains, sums along chosen axes, crosses, Kronecker's. */
import { multiply, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { joinAllTypes, joinTypes } from '../../domain/element-type';
import { ANY_SHAPE, printShape, shape, type Shape } from '../../domain/shape';
import { tensor, type Value } from '../../interpreter/value';
import { derived, elementsIn, integerIn, mismatch, numberIn, prefixed, sizesIn, tensorOf, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';
import { broadcastAll } from './elementwise';
import { withoutAxes } from './reduction';
import { typed } from './types';

/** The product of matrices one after the other; vectors may stand at the ends. */
const multiDot: Rule = (call) => {
  const tensors = elementsIn(valueOf(call, 'tensors'))?.map((each) => (each.kind === 'tensor' ? each : undefined));
  const [first, last] = [tensors?.[0], tensors?.at(-1)];
  if (!first || !last || first.shape.open || last.shape.open) return tensor(ANY_SHAPE);
  const rows = first.shape.dimensions.length > 1 ? [first.shape.dimensions[0]!] : [];
  const columns = last.shape.dimensions.length > 1 ? [last.shape.dimensions[1]!] : [];
  const type = joinAllTypes(tensors!.map((each) => each?.type));
  return tensor(shape([...rows, ...columns]), typed(type));
};

/** Along one axis of two that broadcast. */
const vecdot: Rule = (call) => {
  const pair = [tensorOf(call, 'x'), tensorOf(call, 'y')];
  const axis = integerIn(valueOf(call, 'dim'));
  const together = broadcastAll(call, pair);
  return tensor(withoutAxes(together, [typeof axis === 'number' ? axis : undefined], false), typed(pair[0]!.type));
};

const cross: Rule = (call) => {
  const pair = [tensorOf(call), tensorOf(call, 'other')];
  return tensor(broadcastAll(call, pair), typed(joinTypes(pair[0]!.type, pair[1]!.type)));
};

/** Every size of one times that of the other, aligned at the end. */
const kron: Rule = (call) => {
  const [a, b] = [tensorOf(call), tensorOf(call, 'other')];
  if (a.shape.open || b.shape.open) return tensor(ANY_SHAPE);
  const rank = Math.max(a.shape.dimensions.length, b.shape.dimensions.length);
  const at = ({ dimensions }: Shape, i: number): Dimension => dimensions.at(i - rank) ?? 1;
  const size = (i: number): Dimension => {
    const inside = (of: Shape): Dimension => (rank - i > of.dimensions.length ? 1 : at(of, i));
    return multiply(inside(a.shape), inside(b.shape));
  };
  return tensor(shape(Array.from({ length: rank }, (_, i) => size(i))), typed(joinTypes(a.type, b.type)));
};

/** The axes that are summed go; the left ones come first. */
const tensordot: Rule = (call) => {
  const [a, b] = [tensorOf(call, 'a'), tensorOf(call, 'b')];
  if (a.shape.open || b.shape.open) return derived(a, ANY_SHAPE);
  const axes = contracted(valueOf(call, 'dims'), a.shape, b.shape);
  if (!axes) return derived(a, ANY_SHAPE);
  const [left, right] = axes;
  if (left.some((axis, i) => misfits(a.shape.dimensions[axis]!, b.shape.dimensions[right[i]!]!)))
    mismatch(call, {
      received: `shapes ${printShape(a.shape)} and ${printShape(b.shape)}`,
      expected: 'equal sizes on the axes that are summed',
      advice: 'check dims',
      inputs: [a, b],
    });
  const rest = (from: Shape, gone: readonly number[]): Dimension[] =>
    from.dimensions.filter((_, i) => !gone.includes(i));
  return derived(a, shape([...rest(a.shape, left), ...rest(b.shape, right)]));
};

/** An axis of size 1 is stretched. */
const misfits = (a: Dimension, b: Dimension): boolean => different(a, b) && different(a, 1) && different(b, 1);

function contracted(dims: Value, a: Shape, b: Shape): [number[], number[]] | undefined {
  const count = numberIn(dims);
  const [n, m] = [a.dimensions.length, b.dimensions.length];
  if (count !== undefined) {
    if (count < 0 || count > Math.min(n, m)) return undefined;
    return [Array.from({ length: count }, (_, i) => n - count + i), Array.from({ length: count }, (_, i) => i)];
  }
  const lists = elementsIn(dims)?.map((each) => (integerIn(each) === undefined ? sizesIn(each) : [integerIn(each)]));
  const [left, right] = lists ?? [];
  const placed = (list: typeof left, rank: number): number[] | undefined => {
    const places = list?.map((axis) => (typeof axis === 'number' ? (axis < 0 ? axis + rank : axis) : -1));
    return places?.every((axis) => axis >= 0 && axis < rank) ? places : undefined;
  };
  const [first, second] = [placed(left, n), placed(right, m)];
  return first && first.length === second?.length ? [first, second] : undefined;
}

const LINALG: Table = {
  multi_dot: row('tensors, *, out=None', multiDot),
  vecdot: row('x, y, *, dim=-1, out=None', vecdot),
  cross: row('input, other, *, dim=-1, out=None', cross),
};

const FUNCTIONS: Table = {
  kron: row('input, other, *, out=None', kron),
  cross: row('input, other, dim=None, *, out=None', cross),
};

export const PRODUCTS_OF_AXES: Table = {
  ...prefixed(['torch.linalg.'], LINALG),
  ...prefixed(['torch.', 'torch.Tensor.'], FUNCTIONS),
  'torch.tensordot': row('a, b, dims=2, out=None', tensordot),
};
