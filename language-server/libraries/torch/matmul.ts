import { unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, broadcast, printShape, shape, type Shape } from '../../domain/shape';
import { tensor, type Tensor, type Value } from '../../interpreter/value';
import { derived, mismatch, prefixed, tensorOf, valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { broadcastAll } from './elementwise';
import { promotedType, typed } from './types';

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
  const broken = inner[0] !== undefined && inner[1] !== undefined && different(inner[0], inner[1]);
  if (broken) disagree(call, left, right, [inner[0]!, inner[1]!]);
  if (a.open || b.open) return openProduct(a, b);
  if (a.dimensions.length === 0 || b.dimensions.length === 0) return ANY_SHAPE;
  const rows = a.dimensions.length > 1 ? [a.dimensions.at(-2)!] : [];
  // What does not fit may have to be transposed: its columns are not known.
  const columns = b.dimensions.length > 1 ? [broken ? unknownDimension() : b.dimensions.at(-1)!] : [];
  const batch = batchOf(call, left, right);
  return shape([...batch.dimensions, ...rows, ...columns], batch.open);
}

/** The axes before the matrices, which broadcast. */
function batchOf(call: Call, left: Tensor, right: Tensor): Shape {
  const [a, b] = [left, right].map((each) => shape(each.shape.dimensions.slice(0, -2)));
  const { shape: together, conflict } = broadcast(a!, b!);
  if (!conflict) return together;
  mismatch(call, {
    received: `shapes ${printShape(left.shape)} and ${printShape(right.shape)}`,
    expected: `axes before the last two that are equal or 1: ${printShape(a!)} against ${printShape(b!)}`,
    advice: 'give both the same axes before their matrices with view, transpose or unsqueeze',
    inputs: [left, right],
  });
  return ANY_SHAPE;
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
  const operands = [tensorOf(call), tensorOf(call, 'other')];
  return tensor(shape([a.dimensions[0] ?? 1, b.dimensions[0] ?? 1]), typed(promotedType(call.machine, operands)));
};

/** All of them summed: (b, n, k), (b, k, m) → (n, m) */
const summed: Rule = (call) => {
  const product = added(3)(call);
  return product.kind === 'tensor' && !product.shape.open && product.shape.dimensions.length === 3
    ? { ...product, shape: shape(product.shape.dimensions.slice(1)) }
    : derived(tensorOf(call), ANY_SHAPE);
};

/** Along the last axes: (…, k), (…, k) → both without it. */
const inner: Rule = (call) => {
  const [left, right] = [tensorOf(call), tensorOf(call, 'other')];
  const [a, b] = [left.shape, right.shape];
  if (a.open || b.open) return derived(left, ANY_SHAPE);
  if (a.dimensions.length === 0 || b.dimensions.length === 0)
    return tensor(broadcastAll(call, [left, right]), typed(promotedType(call.machine, [left, right])));
  const last: [Dimension, Dimension] = [a.dimensions.at(-1)!, b.dimensions.at(-1)!];
  if (different(...last)) disagree(call, left, right, last);
  return derived(left, shape([...a.dimensions.slice(0, -1), ...b.dimensions.slice(0, -1)]));
};

/** The rule of a function whose second operand has a name of its own. */
const renamed =
  (rule: Rule, names: Record<string, string>): Rule =>
  (call) => {
    const entries = Object.entries(names).map(([to, from]): [string, Value] => [to, valueOf(call, from)]);
    return rule({ ...call, arguments: new Map([...call.arguments, ...entries]) });
  };

const second = (name: string, rule: Rule): Row => row(`input, ${name}, *, out=None`, renamed(rule, { other: name }));

const plus = (left: string, right: string, rule: Rule): Row =>
  row(`input, ${left}, ${right}, *, beta=1, alpha=1, out=None`, renamed(rule, { left, right }));

const outerSum: Rule = (call) =>
  outer({
    ...call,
    arguments: new Map([
      ['input', valueOf(call, 'left')],
      ['other', valueOf(call, 'right')],
    ]),
  });

/** Of the type of its factors, of which the sum may be of another one. */
const ofFactors: Rule = (call) => {
  const result = added(3)(call);
  const { type } = tensorOf(call, 'left');
  return result.kind === 'tensor' ? tensor(result.shape, type ? { type } : {}) : result;
};

const ROWS: Table = {
  matmul: row('input, other, *, out=None', matmul),
  mm: second('mat2', strict(2)),
  bmm: second('mat2', strict(3)),
  mv: second('vec', strict(1)),
  dot: second('tensor', scalarProduct),
  vdot: row('input, other, *, out=None', scalarProduct),
  inner: row('input, other, *, out=None', inner),
  outer: second('vec2', outer),
  ger: second('vec2', outer),
  addmm: plus('mat1', 'mat2', added(2)),
  addmv: plus('mat', 'vec', added(1)),
  addr: plus('vec1', 'vec2', outerSum),
  addbmm: plus('batch1', 'batch2', summed),
  baddbmm: plus('batch1', 'batch2', ofFactors),
};

export const PRODUCTS: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], ROWS),
  'torch.linalg.matmul': row('input, other, *, out=None', matmul),
};
