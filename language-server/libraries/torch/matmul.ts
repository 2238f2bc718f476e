import { different, printDimension, unknownDimension, type Dimension } from '../../domain/dimension';
import { ANY_SHAPE, printShape, shape, type Shape } from '../../domain/shape';
import { tensor, type Tensor } from '../../interpreter/value';
import { derived, mismatch, prefixed, tensorOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { broadcastAll } from './elementwise';

function disagree(call: Call, left: Tensor, right: Tensor, sizes: [Dimension, Dimension]): void {
  mismatch(call, {
    received: `shapes ${printShape(left.shape)} and ${printShape(right.shape)}`,
    expected: `the same inner size: ${printDimension(sizes[0])} against ${printDimension(sizes[1])}`,
    advice: 'transpose one of them, or change what comes before',
    inputs: [left, right],
  });
}

/** (…, n, k) × (…, k, m) → (…, n, m); vectors drop their axis. */
function matrixProduct(call: Call, left: Tensor, right: Tensor): Shape {
  const [a, b] = [left.shape, right.shape];
  const inner: [Dimension | undefined, Dimension | undefined] = [
    a.dimensions.at(-1),
    b.open && b.dimensions.length < 2 ? undefined : (b.dimensions.at(-2) ?? b.dimensions.at(-1)),
  ];
  if (inner[0] !== undefined && inner[1] !== undefined && different(inner[0], inner[1])) {
    disagree(call, left, right, [inner[0], inner[1]]);
  }
  if (a.open || b.open) return openProduct(a, b);
  if (a.dimensions.length === 0 || b.dimensions.length === 0) return ANY_SHAPE;
  const rows = a.dimensions.length > 1 ? [a.dimensions.at(-2)!] : [];
  const columns = b.dimensions.length > 1 ? [b.dimensions.at(-1)!] : [];
  const batch = broadcastAll(call, [
    tensor(shape(a.dimensions.slice(0, -2))),
    tensor(shape(b.dimensions.slice(0, -2))),
  ]);
  return shape([...batch.dimensions, ...rows, ...columns], batch.open);
}

/** Of a product with an unknown number of axes, the end is known if both sides have at least two. */
function openProduct(a: Shape, b: Shape): Shape {
  if (a.dimensions.length >= 2 && b.dimensions.length >= 2) {
    return shape([a.dimensions.at(-2)!, b.dimensions.at(-1)!], true);
  }
  return ANY_SHAPE;
}

const matmul: Rule = (call) => {
  const [left, right] = [tensorOf(call), tensorOf(call, 'other')];
  return derived(left, matrixProduct(call, left, right));
};

/** Exactly `rank` axes on both sides. */
const strict =
  (rank: number): Rule =>
  (call) => {
    const [left, right] = [tensorOf(call), tensorOf(call, 'other')];
    const product = matrixProduct(call, left, right);
    return derived(
      left,
      product.open
        ? shape(Array.from({ length: rank }, (_, i) => product.dimensions.at(i - rank) ?? unknownDimension()))
        : product,
    );
  };

const added =
  (rank: number): Rule =>
  (call) => {
    const [left, right] = [tensorOf(call, 'left'), tensorOf(call, 'right')];
    const product = matrixProduct(call, left, right);
    return derived(
      left,
      product.open
        ? shape(Array.from({ length: rank }, (_, i) => product.dimensions.at(i - rank) ?? unknownDimension()))
        : product,
    );
  };

const scalarProduct: Rule = (call) => derived(tensorOf(call), shape([]));

const outer: Rule = (call) => {
  const [a, b] = [tensorOf(call).shape, tensorOf(call, 'other').shape];
  if (a.open || b.open) return derived(tensorOf(call), shape([unknownDimension(), unknownDimension()]));
  return derived(tensorOf(call), shape([a.dimensions[0] ?? 1, b.dimensions[0] ?? 1]));
};

const ROWS: Table = {
  matmul: row('input, other', matmul),
  mm: row('input, other', strict(2)),
  bmm: row('input, other', strict(3)),
  mv: row('input, other', strict(1)),
  dot: row('input, other', scalarProduct),
  outer: row('input, other', outer),
  addmm: row('input, left, right, *, beta=1, alpha=1', added(2)),
  baddbmm: row('input, left, right, *, beta=1, alpha=1', added(3)),
};

export const PRODUCTS: Table = prefixed(['torch.', 'torch.Tensor.', 'torch.linalg.'], ROWS);
