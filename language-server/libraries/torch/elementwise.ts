import { printDimension } from '../../domain/print-dimension';
import { categoryOf, type ElementType } from '../../domain/element-type';
import { ANY_SHAPE, broadcast, printShape, shape, type Shape } from '../../domain/shape';
import { arrayClass } from '../../interpreter/arrays';
import { tensor, type Tensor, type Value } from '../../interpreter/value';
import { alignAdvice, productAdvice } from '../advice';
import { derived, isNone, mismatch, moved, prefixed, tensorOf, valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { SCALARS } from '../literal';
import { floatOf, promotedType, typed } from './types';

/** A number has no axes; what is unknown may have any. */
function operand(value: Value): Tensor {
  if (value.kind === 'tensor') return value;
  const scalar = SCALARS.has(value.kind);
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
        advice:
          (call.name === 'torch.mul' ? productAdvice(together.dimensions, each.shape.dimensions) : undefined) ??
          alignAdvice(together.dimensions, each.shape.dimensions),
        inputs: [...operands],
      });
    }
    return conflict ? ANY_SHAPE : result;
  }, shape([]));
}

type TypeRule = (call: Call, operands: readonly Value[]) => ElementType | undefined;

const promoted: TypeRule = ({ machine }, operands) => promotedType(machine, operands);

/** Quotients of integers are floats; of other libraries' arrays no more is known than that. */
const quotient: TypeRule = (call, operands) => {
  const type = promoted(call, operands);
  const foreign = operands.some((each) => each.kind === 'tensor' && arrayClass(each) !== 'torch.Tensor');
  return foreign && type && /^(boolean|integer)$/.test(categoryOf(type)) ? 'float' : floatOf(call.machine, type);
};

/** With a rounding mode quotients of integers are integers. */
const division: TypeRule = (call, operands) => {
  if (!isNone(call, 'rounding_mode')) return promoted(call, operands);
  const numpy = operands.every((each) => each.kind !== 'tensor' || arrayClass(each) === 'numpy.ndarray');
  const type = numpy ? promoted(call, operands) : undefined;
  return type && /^(boolean|integer)$/.test(categoryOf(type)) ? 'float64' : quotient(call, operands);
};

/** input · 2^other, whose factor is a float. */
const scaled: TypeRule = (call, [input, other]) => {
  const factor = other?.kind === 'tensor' && other.type ? floatOf(call.machine, other.type) : undefined;
  return factor && other?.kind === 'tensor' ? promoted(call, [input!, { ...other, type: factor }]) : undefined;
};

const boolean: TypeRule = () => 'boolean';
const double: TypeRule = (call, operands) => {
  const type = promoted(call, operands);
  return type && (categoryOf(type) === 'complex' ? 'complex128' : 'float64');
};

/** Operands that broadcast: `names` are their parameters. */
export const elementwise =
  (names: readonly string[], type: TypeRule = promoted): Rule =>
  (call) => {
    const values = names.map((name) => valueOf(call, name));
    return tensor(broadcastAll(call, values.map(operand)), typed(type(call, values)));
  };

/** The result keeps the first operand's shape and type: `x.add_(y)`. */
const inPlace =
  (names: readonly string[]): Rule =>
  (call) => {
    broadcastInto(call, names);
    return derived(tensorOf(call), tensorOf(call).shape);
  };

/** The others must broadcast to the first one's shape. */
function broadcastInto(call: Call, names: readonly string[]): void {
  broadcastAll(
    call,
    names.map((name) => operand(valueOf(call, name))),
  );
}

interface Family {
  /** Names of the functions; those in brackets also stand in torch.special. */
  names: string;
  signature: string;
  operands: readonly string[];
  type?: TypeRule;
}

const PAIR = 'input, other, *, out=None';
const pairOf = (names: string, type?: TypeRule, signature = PAIR): Family => ({
  names,
  signature,
  operands: ['input', 'other'],
  ...(type && { type }),
});

/** As functions, as methods, and as methods that write into the first operand. */
const FAMILIES: readonly Family[] = [
  pairOf('add sub subtract', promoted, 'input, other, *, alpha=1, out=None'),
  pairOf('mul multiply floor_divide remainder fmod bitwise_and bitwise_or bitwise_xor gcd lcm'),
  pairOf('bitwise_left_shift bitwise_right_shift hypot nextafter heaviside'),
  pairOf('true_divide copysign arctan2 atan2', quotient),
  pairOf('ldexp', scaled),
  pairOf('xlogy igamma igammac', quotient),
  pairOf('div divide', division, 'input, other, *, rounding_mode=None, out=None'),
  pairOf(
    'eq ne lt le gt ge greater greater_equal less less_equal not_equal logical_and logical_or logical_xor',
    boolean,
  ),
  pairOf('float_power', double, 'input, exponent, *, out=None'),
  pairOf('pow', promoted, 'input, exponent, *, out=None'),
  { names: 'lerp', signature: 'input, end, weight, *, out=None', operands: ['input', 'end', 'weight'] },
  {
    names: 'addcmul addcdiv',
    signature: 'input, tensor1, tensor2, *, value=1, out=None',
    operands: ['input', 'tensor1', 'tensor2'],
  },
];

/** Without a variant that writes. */
const PURE: readonly Family[] = [
  pairOf('maximum minimum fmax fmin'),
  pairOf('logaddexp logaddexp2', quotient),
  pairOf('isclose', boolean, 'input, other, rtol=1e-05, atol=1e-08, equal_nan=False'),
];

const operandsOf = ({ operands, signature }: Family): readonly string[] =>
  signature.includes('exponent') ? ['input', 'exponent'] : operands;

const each = (families: readonly Family[], make: (family: Family, name: string) => [string, Row][]): Table =>
  Object.fromEntries(families.flatMap((family) => family.names.split(' ').flatMap((name) => make(family, name))));

const plain = (families: readonly Family[]): Table =>
  each(families, (family, name) => [[name, row(family.signature, elementwise(operandsOf(family), family.type))]]);

/** The signature of `add_` is that of `add`, without an output. */
const writing = (families: readonly Family[]): Table =>
  each(families, (family, name) => [
    [`${name}_`, row(family.signature.replace(/, (\*, )?out=None/, ''), inPlace(operandsOf(family)))],
  ]);

const SPECIAL: readonly Family[] = [
  pairOf('xlogy xlog1py zeta gammainc gammaincc', quotient),
  {
    names:
      'chebyshev_polynomial_t chebyshev_polynomial_u chebyshev_polynomial_v chebyshev_polynomial_w ' +
      'hermite_polynomial_h hermite_polynomial_he laguerre_polynomial_l legendre_polynomial_p ' +
      'shifted_chebyshev_polynomial_t shifted_chebyshev_polynomial_u shifted_chebyshev_polynomial_v ' +
      'shifted_chebyshev_polynomial_w',
    signature: 'input, n, *, out=None',
    operands: ['input', 'n'],
    type: quotient,
  },
];

const masked: Rule = (call) => derived(tensorOf(call), broadcastAll(call, [tensorOf(call), tensorOf(call, 'mask')]));

const maskedInPlace: Rule = (call) => {
  broadcastAll(call, [tensorOf(call), tensorOf(call, 'mask')]);
  return derived(tensorOf(call), tensorOf(call).shape);
};

/** Bounds may be tensors: all of them broadcast. */
const clamp: Rule = (call) => {
  const bounds = ['min', 'max'].filter((name) => !isNone(call, name));
  const values = ['input', ...bounds].map((name) => valueOf(call, name));
  const input = tensorOf(call);
  const together = broadcastAll(call, values.map(operand));
  return { ...moved(input, together), ...typed(promotedType(call.machine, values)) };
};

/** The fill value is a number, and cannot change the type. */
const filled: Rule = (call) => derived(tensorOf(call), tensorOf(call).shape);

const ROWS: Table = {
  ...plain(FAMILIES),
  ...plain(PURE),
  clamp: row('input, min=None, max=None, *, out=None', clamp),
  clip: row('input, min=None, max=None, *, out=None', clamp),
  clamp_min: row('input, min, *, out=None', elementwise(['input', 'min'])),
  clamp_max: row('input, max, *, out=None', elementwise(['input', 'max'])),
  masked_fill: row('input, mask, value', masked),
  masked_scatter: row('input, mask, source', masked),
};

const METHODS: Table = {
  ...writing(FAMILIES),
  clamp_: row('input, min=None, max=None', filled),
  clip_: row('input, min=None, max=None', filled),
  clamp_min_: row('input, min', filled),
  clamp_max_: row('input, max', filled),
  masked_fill_: row('input, mask, value', maskedInPlace),
  masked_scatter_: row('input, mask, source', maskedInPlace),
  where: row(
    'input, condition, other',
    elementwise(['input', 'condition', 'other'], (call) =>
      promotedType(call.machine, [valueOf(call, 'input'), valueOf(call, 'other')]),
    ),
  ),
};

export const ELEMENTWISE: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], ROWS),
  ...prefixed(['torch.Tensor.'], METHODS),
  ...prefixed(['torch.special.'], plain(SPECIAL)),
  'torch.rsub': row('input, other, *, alpha=1', elementwise(['input', 'other'])),
};
