import { unknownDimension, type Dimension } from '../../domain/dimension';
import { ANY_SHAPE, axisOf, shape, type Shape } from '../../domain/shape';
import { tensor, tuple, UNKNOWN, type ElementType, type Value } from '../../interpreter/value';
import { booleanOf, derived, elementsIn, integerOf, numberIn, prefixed, tensorOf, valueOf } from '../call';
import { broadcastAll } from './elementwise';
import { row, type Call, type Rule, type Table } from '../library';

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

const reduce =
  (type?: ElementType): Rule =>
  (call) => {
    const reduced = derived(tensorOf(call), reducedShape(call));
    return type ? { ...reduced, type } : reduced;
  };

/** `x.max()` is a tensor, `x.max(dim)` a pair, `torch.max(x, y)` elementwise. */
const extremes: Rule = (call) => {
  const [axis, other] = [valueOf(call, 'dim'), valueOf(call, 'other')];
  const second = [other, axis].find((each) => each.kind === 'tensor');
  if (second?.kind === 'tensor') return tensor(broadcastAll(call, [tensorOf(call), second]));
  if (axis.kind === 'none' && other.kind === 'none') return derived(tensorOf(call), shape([]));
  if (axis.kind !== 'integer') return UNKNOWN;
  const reduced = derived(tensorOf(call), reducedShape(call));
  return tuple([reduced, { ...reduced, type: 'integer' }]);
};

const pair: Rule = (call) => {
  const reduced = derived(tensorOf(call), reducedShape(call));
  return tuple([reduced, { ...reduced, type: 'integer' }]);
};

/** (values, indices) of the k largest along an axis. */
const topk: Rule = (call) => {
  const input = tensorOf(call);
  const axis = numberIn(valueOf(call, 'dim'));
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  const count: Dimension = integerOf(call, 'k') ?? unknownDimension();
  if (at === undefined) return tuple([tensor(ANY_SHAPE), tensor(ANY_SHAPE)]);
  const best = derived(input, shape(input.shape.dimensions.with(at, count), input.shape.open));
  return tuple([best, { ...best, type: 'integer' }]);
};

const sort: Rule = (call): Value => {
  const sorted = derived(tensorOf(call), tensorOf(call).shape);
  return tuple([sorted, { ...sorted, type: 'integer' }]);
};

const indices: Rule = (call) => ({ ...derived(tensorOf(call), tensorOf(call).shape), type: 'integer' });

const PLAIN = 'input, dim=None, keepdim=False, *, dtype=None, out=None';

const ROWS: Table = {
  sum: row(PLAIN, reduce()),
  nansum: row(PLAIN, reduce()),
  mean: row(PLAIN, reduce('float')),
  nanmean: row(PLAIN, reduce('float')),
  prod: row(PLAIN, reduce()),
  amax: row(PLAIN, reduce()),
  amin: row(PLAIN, reduce()),
  all: row(PLAIN, reduce('boolean')),
  any: row(PLAIN, reduce('boolean')),
  std: row('input, dim=None, unbiased=True, keepdim=False, *, correction=1', reduce('float')),
  var: row('input, dim=None, unbiased=True, keepdim=False, *, correction=1', reduce('float')),
  norm: row('input, p=2, dim=None, keepdim=False, *, dtype=None, out=None', reduce('float')),
  logsumexp: row('input, dim, keepdim=False', reduce('float')),
  argmax: row(PLAIN, reduce('integer')),
  argmin: row(PLAIN, reduce('integer')),
  count_nonzero: row('input, dim=None, *, keepdim=False', reduce('integer')),
  max: row('input, dim=None, keepdim=False, *, other=None, out=None', extremes),
  min: row('input, dim=None, keepdim=False, *, other=None, out=None', extremes),
  median: row('input, dim=None, keepdim=False', extremes),
  mode: row('input, dim=-1, keepdim=False', pair),
  kthvalue: row('input, k, dim=-1, keepdim=False', pair),
  cummax: row('input, dim', sort),
  cummin: row('input, dim', sort),
  topk: row('input, k, dim=-1, largest=True, sorted=True', topk),
  sort: row('input, dim=-1, descending=False, stable=False', sort),
  argsort: row('input, dim=-1, descending=False, stable=False', indices),
};

export const REDUCTION: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], ROWS),
  'torch.linalg.norm': row('input, ord=None, dim=None, keepdim=False, *, dtype=None', reduce('float')),
  'torch.linalg.vector_norm': row('input, ord=2, dim=None, keepdim=False, *, dtype=None', reduce('float')),
  'torch.Tensor.item': row('input', () => UNKNOWN),
};
