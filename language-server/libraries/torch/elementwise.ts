import { printDimension } from '../../domain/dimension';
import { ANY_SHAPE, broadcast, printShape, shape, type Shape } from '../../domain/shape';
import { tensor, type ElementType, type Tensor, type Value } from '../../interpreter/value';
import { derived, mismatch, prefixed, same, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

/** A number has no axes; what is unknown may have any. */
function operand(value: Value): Tensor {
  if (value.kind === 'tensor') return value;
  const scalar = value.kind === 'integer' || value.kind === 'float' || value.kind === 'boolean';
  return tensor(scalar ? shape([]) : ANY_SHAPE);
}

/** The shape of several operands together; reports a pair that can never go together. */
export function broadcastAll(call: Call, operands: readonly Tensor[]): Shape {
  return operands.reduce<Shape>((together, each) => {
    const { shape: result, conflict } = broadcast(together, each.shape);
    if (conflict) {
      mismatch(call, {
        received: `shapes ${operands.map((one) => printShape(one.shape)).join(' and ')}`,
        expected: `sizes that are equal or 1: axis ${conflict.axis} is ${printDimension(conflict.left)} on one side and ${printDimension(conflict.right)} on the other`,
        advice: 'transpose, reshape or unsqueeze one of them',
        inputs: [...operands],
      });
    }
    return conflict ? ANY_SHAPE : result;
  }, shape([]));
}

const elementwise =
  (names: readonly string[], type?: ElementType): Rule =>
  (call) => {
    const operands = names.map((name) => operand(valueOf(call, name)));
    const known = operands.every((each) => each.type === 'float') ? 'float' : undefined;
    const result = type ?? known;
    return tensor(broadcastAll(call, operands), result ? { type: result } : {});
  };

const pair = (type?: ElementType): Rule => elementwise(['input', 'other'], type);

/** The result keeps the first operand's shape: `x.add_(y)`. */
const inPlace: Rule = (call) => {
  broadcastAll(call, [tensorOf(call), operand(valueOf(call, 'other'))]);
  return derived(tensorOf(call), tensorOf(call).shape);
};

const ARITHMETIC: Table = {
  add: row('input, other, *, alpha=1, out=None', pair()),
  sub: row('input, other, *, alpha=1, out=None', pair()),
  subtract: row('input, other, *, alpha=1, out=None', pair()),
  mul: row('input, other, *, out=None', pair()),
  multiply: row('input, other, *, out=None', pair()),
  div: row('input, other, *, rounding_mode=None, out=None', pair()),
  divide: row('input, other, *, rounding_mode=None, out=None', pair()),
  true_divide: row('input, other', pair()),
  floor_divide: row('input, other', pair()),
  remainder: row('input, other', pair()),
  fmod: row('input, other', pair()),
  pow: row('input, other', pair()),
  float_power: row('input, other', pair()),
  maximum: row('input, other', pair()),
  minimum: row('input, other', pair()),
  fmax: row('input, other', pair()),
  fmin: row('input, other', pair()),
  atan2: row('input, other', pair()),
  hypot: row('input, other', pair()),
  logaddexp: row('input, other', pair()),
  eq: row('input, other', pair('boolean')),
  ne: row('input, other', pair('boolean')),
  lt: row('input, other', pair('boolean')),
  le: row('input, other', pair('boolean')),
  gt: row('input, other', pair('boolean')),
  ge: row('input, other', pair('boolean')),
  isclose: row('input, other, rtol=1e-05, atol=1e-08, equal_nan=False', pair('boolean')),
  logical_and: row('input, other', pair('boolean')),
  logical_or: row('input, other', pair('boolean')),
  logical_xor: row('input, other', pair('boolean')),
  lerp: row('input, end, weight', elementwise(['input', 'end', 'weight'])),
  addcmul: row('input, tensor1, tensor2, *, value=1', elementwise(['input', 'tensor1', 'tensor2'])),
  addcdiv: row('input, tensor1, tensor2, *, value=1', elementwise(['input', 'tensor1', 'tensor2'])),
};

const UNARY =
  'abs absolute neg negative exp exp2 expm1 log log2 log10 log1p sqrt rsqrt square reciprocal sin cos tan asin acos atan ' +
  'sinh cosh asinh acosh atanh ceil floor round trunc frac sign sgn erf erfc erfinv lgamma digamma isnan isinf isfinite ' +
  'logical_not bitwise_not relu sigmoid_ clone detach contiguous conj real imag positive deg2rad rad2deg nan_to_num ' +
  'bernoulli cumsum_ zero_ exp_ sqrt_ neg_ abs_ log_ detach_ sinc i0 angle';

const SAME: Table = {
  ...Object.fromEntries(UNARY.split(' ').map((name) => [name, row('input, **rest', same)])),
  clamp: row('input, min=None, max=None, *, out=None', same),
  clip: row('input, min=None, max=None, *, out=None', same),
  clamp_: row('input, min=None, max=None', same),
  cumsum: row('input, dim, *, dtype=None', same),
  cumprod: row('input, dim, *, dtype=None', same),
  logcumsumexp: row('input, dim', same),
  masked_fill: row('input, mask, value', (call) =>
    derived(tensorOf(call), broadcastAll(call, [tensorOf(call), tensorOf(call, 'mask')])),
  ),
  tril: row('input, diagonal=0', same),
  triu: row('input, diagonal=0', same),
  softmax: row('input, dim=None, dtype=None', same),
};

const METHODS =
  'cpu cuda half float double bfloat16 int long short bool byte char to type pin_memory requires_grad_ retain_grad ' +
  'share_memory_ normal_ uniform_ fill_ copy_ random_ masked_fill_ scatter scatter_ scatter_add scatter_add_ index_fill ' +
  'index_fill_ index_copy index_copy_ index_add index_add_ data_ptr_ clamp_min clamp_max bernoulli_ trunc_normal_ type_as ' +
  'fill_diagonal_ exponential_ xpu mps is_contiguous_ register_hook_ zero_ masked_scatter masked_scatter_ as_subclass ' +
  'resolve_conj resolve_neg coalesce';

const TYPES: Partial<Record<string, ElementType>> = {
  float: 'float',
  double: 'float',
  half: 'float',
  bfloat16: 'float',
  long: 'integer',
  int: 'integer',
  bool: 'boolean',
};

/** Same shape; some name another type. */
const converted =
  (type: ElementType | undefined): Rule =>
  (call) =>
    type ? { ...derived(tensorOf(call), tensorOf(call).shape), type } : tensor(tensorOf(call).shape);

const IN_PLACE = 'add_ sub_ mul_ div_ pow_ eq_ ne_ lt_ gt_ logical_and_ logical_or_ remainder_';

export const ELEMENTWISE: Table = {
  ...prefixed(['torch.', 'torch.Tensor.', 'torch.special.'], { ...ARITHMETIC, ...SAME }),
  ...prefixed(['torch.Tensor.'], {
    ...Object.fromEntries(
      METHODS.split(' ').map((name) => [name, row('input, *args, **rest', converted(TYPES[name]))]),
    ),
    ...Object.fromEntries(IN_PLACE.split(' ').map((name) => [name, row('input, other, **rest', inPlace)])),
    '@data': row('input', same),
  }),
  'torch.where': row('condition, input=None, other=None', (call) =>
    valueOf(call, 'other').kind === 'none' ? tensor(ANY_SHAPE) : elementwise(['condition', 'input', 'other'])(call),
  ),
  'torch.Tensor.where': row('input, condition, other', elementwise(['condition', 'input', 'other'])),
};
