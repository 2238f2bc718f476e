import { subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { sign } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { realType, type ElementType } from '../../domain/element-type';
import { ANY_SHAPE, axisOf, printShape, shape, type Shape } from '../../domain/shape';
import { boolean, NONE, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { booleanOf, derived, elementsIn, integerOf, mismatch, numberIn, prefixed, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { broadcastAll } from './elementwise';
import { floatOf, promotedType, requestedType, summedType, typed, typeOf } from './types';

/** The shape without the axes, or with them as 1; an open shape stays so only where the axes are counted from its end. */
export function withoutAxes(from: Shape, axes: readonly (number | undefined)[], keep: boolean | undefined): Shape {
  const places = axes.map((axis) => (axis === undefined ? undefined : axisOf(from, axis)));
  if (keep === undefined || places.some((place) => place === undefined)) return ANY_SHAPE;
  const { dimensions, open } = from;
  if (keep)
    return shape(
      dimensions.map((size, i) => (places.includes(i) ? 1 : size)),
      open,
    );
  return shape(
    dimensions.filter((_, i) => !places.includes(i)),
    open,
  );
}

/** No axis: a scalar, or 1 everywhere with keepdim. */
function reducedShape(call: Call): Shape {
  const from = tensorOf(call).shape;
  const axis = valueOf(call, 'dim');
  const keep = booleanOf(call, 'keepdim');
  const elements = elementsIn(axis);
  if (axis.kind === 'none' || elements?.length === 0) {
    return keep ? (from.open ? ANY_SHAPE : shape(from.dimensions.map(() => 1))) : shape([]);
  }
  if (!elements && axis.kind !== 'integer') return ANY_SHAPE;
  return withoutAxes(from, (elements ?? [axis]).map(numberIn), keep);
}

type TypeRule = (call: Call, input: ElementType | undefined) => ElementType | undefined;

const kept: TypeRule = (_, type) => type;
const whole: TypeRule = () => 'int64';
const summed: TypeRule = (call, type) => requestedType(call, summedType(type));
const meant: TypeRule = (call, type) => requestedType(call, type);
const spread: TypeRule = (call, type) => requestedType(call, realType(type));
const floating: TypeRule = ({ machine }, type) => floatOf(machine, type);

/** Of uint8, all and any stay what they are. */
const truth: TypeRule = (_, type) =>
  type === undefined || type === 'integer' ? undefined : type === 'uint8' ? type : 'boolean';

const reduce =
  (type: TypeRule): Rule =>
  (call) =>
    tensor(reducedShape(call), typed(type(call, tensorOf(call).type)));

/** (values, indices) */
const withIndices = (values: Tensor): Value => ({
  ...tuple([values, tensor(values.shape, { type: 'int64' })]),
  fields: ['values', 'indices'],
});

/** `x.max()` is a tensor, `x.max(dim)` a pair, `torch.max(x, y)` elementwise. */
const extremes: Rule = (call) => {
  const [axis, other] = [valueOf(call, 'dim'), call.arguments.has('other') ? valueOf(call, 'other') : NONE];
  const second = [other, axis].find((each) => each.kind === 'tensor');
  if (second?.kind === 'tensor') {
    const operands = [tensorOf(call), second];
    return tensor(broadcastAll(call, operands), typed(promotedType(call.machine, operands)));
  }
  return other.kind === 'none' ? alongAxis(call) : UNKNOWN;
};

/** Without an axis a scalar, else values and indices. */
const alongAxis: Rule = (call) => {
  const { kind } = valueOf(call, 'dim');
  if (kind === 'none') return derived(tensorOf(call), shape([]));
  return kind === 'integer' ? pair(call) : UNKNOWN;
};

const pair: Rule = (call) => withIndices(derived(tensorOf(call), reducedShape(call)));

/** (values, indices) of the k largest along an axis; more than there are is an error. */
const topk: Rule = (call) => {
  const input = tensorOf(call);
  const axis = numberIn(valueOf(call, 'dim'));
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  const count: Dimension = integerOf(call, 'k') ?? unknownDimension();
  if (at === undefined) return tuple([tensor(ANY_SHAPE), tensor(ANY_SHAPE)]);
  tooMany(call, input, input.shape.dimensions[at]!, count);
  return withIndices(derived(input, shape(input.shape.dimensions.with(at, count), input.shape.open)));
};

function tooMany(call: Call, input: Tensor, size: Dimension, count: Dimension): void {
  if (sign(subtract(count, size)) !== 1) return;
  mismatch(call, {
    received: `k=${printDimension(count)} for an input of shape ${printShape(input.shape)}`,
    expected: `a k of at most ${printDimension(size)}, the size of the axis`,
    advice: 'take fewer, or another axis',
    inputs: [input],
  });
}

const sort: Rule = (call): Value => withIndices(derived(tensorOf(call), tensorOf(call).shape));

const indices: Rule = (call) => tensor(tensorOf(call).shape, { type: 'int64' });

/** `x.std(False)` is `x.std(unbiased=False)`. */
const deviation =
  (type: TypeRule): Rule =>
  (call) => {
    const axis = valueOf(call, 'dim');
    if (axis.kind !== 'boolean') return reduce(type)(call);
    return tensor(shape([]), typed(type(call, tensorOf(call).type)));
  };

/** The deviation or variance, and the mean. */
const withMean: Rule = (call) => {
  const first = deviation(spread)(call) as Tensor;
  return tuple([first, tensor(first.shape, typed(typeOf(call)))]);
};

/** One axis more in front where several quantiles are asked for. */
const quantile: Rule = (call) => {
  const reduced = derived(tensorOf(call), reducedShape(call));
  const q = valueOf(call, 'q');
  if (q.kind === 'float' || q.kind === 'integer') return reduced;
  if (q.kind !== 'tensor' || q.shape.open) return tensor(ANY_SHAPE);
  return derived(reduced, shape([...q.shape.dimensions, ...reduced.shape.dimensions], reduced.shape.open));
};

/** The least and the largest. */
const bothExtremes: Rule = (call) => {
  const reduced = derived(tensorOf(call), reducedShape(call));
  return tuple([reduced, reduced]);
};

const distance: Rule = ({ machine, arguments: given }) =>
  tensor(shape([]), typed(floatOf(machine, promotedType(machine, [given.get('input')!, given.get('other')!]))));

const yes: Rule = () => UNKNOWN;

const ONE = 'input, dim, keepdim=False, *, out=None';
const PLAIN = 'input, dim=None, keepdim=False, *, out=None';
const TYPED = 'input, dim=None, keepdim=False, *, dtype=None, out=None';
const DEVIATION = 'input, dim=None, unbiased=True, keepdim=False, *, correction=1, out=None';
const QUANTILE = 'input, q, dim=None, keepdim=False, *, interpolation=linear, out=None';

const ROWS: Table = {
  sum: row(TYPED, reduce(summed)),
  nansum: row(TYPED, reduce(summed)),
  mean: row(TYPED, reduce(meant)),
  nanmean: row(TYPED, reduce(meant)),
  prod: row(TYPED, reduce(summed)),
  amax: row(PLAIN, reduce(kept)),
  amin: row(PLAIN, reduce(kept)),
  aminmax: row('input, *, dim=None, keepdim=False, out=None', bothExtremes),
  all: row(PLAIN, reduce(truth)),
  any: row(PLAIN, reduce(truth)),
  std: row(DEVIATION, deviation(spread)),
  var: row(DEVIATION, deviation(spread)),
  norm: row('input, p=2, dim=None, keepdim=False, dtype=None, out=None', reduce(spread)),
  logsumexp: row(ONE, reduce(floating)),
  argmax: row('input, dim=None, keepdim=False, *, out=None', reduce(whole)),
  argmin: row('input, dim=None, keepdim=False, *, out=None', reduce(whole)),
  count_nonzero: row('input, dim=None', (call) => tensor(countedShape(call), { type: 'int64' })),
  max: row('input, dim=None, keepdim=False, *, other=None, out=None', extremes),
  min: row('input, dim=None, keepdim=False, *, other=None, out=None', extremes),
  median: row(PLAIN, alongAxis),
  nanmedian: row(PLAIN, alongAxis),
  mode: row('input, dim=-1, keepdim=False, *, out=None', pair),
  kthvalue: row('input, k, dim=-1, keepdim=False, *, out=None', pair),
  cummax: row('input, dim, *, out=None', sort),
  cummin: row('input, dim, *, out=None', sort),
  topk: row('input, k, dim=-1, largest=True, sorted=True, *, out=None', topk),
  sort: row('input, dim=-1, descending=False, stable=False, *, out=None', sort),
  msort: row('input, *, out=None', (call) => derived(tensorOf(call), tensorOf(call).shape)),
  argsort: row('input, dim=-1, descending=False, stable=False', indices),
  quantile: row(QUANTILE, quantile),
  nanquantile: row(QUANTILE, quantile),
  dist: row('input, other, p=2', distance),
  trace: row('input', (call) => tensor(shape([]), typed(summedType(typeOf(call))))),
  equal: row('input, other', yes),
  allclose: row('input, other, rtol=1e-05, atol=1e-08, equal_nan=False', yes),
};

/** Without keepdim. */
function countedShape(call: Call): Shape {
  return reducedShape({ ...call, arguments: new Map([...call.arguments, ['keepdim', boolean(false)]]) });
}

export const REDUCTION: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], ROWS),
  'torch.std_mean': row(DEVIATION, withMean),
  'torch.var_mean': row(DEVIATION, withMean),
  'torch.special.logsumexp': row(ONE, reduce(floating)),
  'torch.linalg.vector_norm': row('input, ord=2, dim=None, keepdim=False, *, dtype=None, out=None', reduce(spread)),
};
