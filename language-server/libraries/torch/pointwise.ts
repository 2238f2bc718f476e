import { realType, type ElementType } from '../../domain/element-type';
import { tensor, UNKNOWN } from '../../interpreter/value';
import { derived, moved, prefixed, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { broadcastAll } from './elementwise';
import { floatOf, requestedType, summedType, typed } from './types';

/** Same shape; the type is a function of the input's. */
const pointwise =
  (type: (call: Call, input: ElementType | undefined) => ElementType | undefined): Rule =>
  (call) => {
    const input = tensorOf(call);
    return tensor(input.shape, typed(type(call, input.type)));
  };

const kept = pointwise((_, type) => type);
/** A boolean's square is an integer. */
const squared = pointwise((_, type) => (type === 'boolean' ? 'int64' : type));
const floating = pointwise(({ machine }, type) => floatOf(machine, type));
const real = pointwise((_, type) => realType(type));
const truth = pointwise(() => 'boolean');
const summed = pointwise((call, type) => requestedType(call, summedType(type)));
const floatingReal = pointwise(({ machine }, type) => floatOf(machine, realType(type)));

/** The same entries: what they went through last is still the last. */
const passed: Rule = (call) => moved(tensorOf(call), tensorOf(call).shape);

/** A class of the program may have methods of its own. */
const ofClass: Rule = (call) => (valueOf(call, 'cls').kind === 'class' ? UNKNOWN : passed(call));

/** Functions that are methods too, and that have a variant which writes into its input. */
const WRITABLE: readonly (readonly [names: string, rule: Rule, signature?: string])[] = [
  [
    'exp exp2 expm1 log log2 log10 log1p sqrt rsqrt reciprocal sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh ' +
      'arcsin arccos arctan arcsinh arccosh arctanh erf erfc erfinv lgamma digamma i0 sigmoid sinc deg2rad rad2deg',
    floating,
  ],
  ['neg negative ceil floor trunc fix frac sgn sign bitwise_not conj_physical', kept],
  ['square', squared],
  ['abs absolute', real],
  ['round', kept, 'input, *, decimals=0, out=None'],
  ['logical_not', truth],
  ['logit', floating, 'input, eps=None, *, out=None'],
  ['mvlgamma', floating, 'input, p, *, out=None'],
  ['nan_to_num', kept, 'input, nan=0.0, posinf=None, neginf=None, *, out=None'],
  ['cumsum cumprod', summed, 'input, dim, *, dtype=None, out=None'],
  ['tril triu', kept, 'input, diagonal=0, *, out=None'],
  ['renorm', kept, 'input, p, dim, maxnorm, *, out=None'],
];

const PLAIN: readonly (readonly [names: string, rule: Rule, signature?: string])[] = [
  ['isnan isinf isfinite isneginf isposinf isreal signbit', truth],
  ['angle', floatingReal],
  ['positive', kept],
  ['clone', passed, 'input, *, memory_format=None'],
  ['detach conj resolve_conj resolve_neg', passed, 'input'],
  ['logcumsumexp', floating, 'input, dim, *, out=None'],
  ['bernoulli', kept, 'input, p=None, *, generator=None, out=None'],
  ['hardshrink', kept, 'input, lambd=0.5, *, out=None'],
  ['matrix_exp', kept, 'input'],
  ['corrcoef', kept, 'input'],
];

/** Of torch.special: functions of one number. */
const SPECIAL =
  'airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 digamma entr erf erfc erfcx erfinv exp2 expit expm1 gammaln i0 i0e i1 ' +
  'i1e log1p log_ndtr modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 ndtr ndtri psi ' +
  'scaled_modified_bessel_k0 scaled_modified_bessel_k1 sinc spherical_bessel_j0';

const rows = (families: typeof PLAIN): Table =>
  Object.fromEntries(
    families.flatMap(([names, rule, signature]) =>
      names.split(' ').map((name) => [name, row(signature ?? 'input, *, out=None', rule)]),
    ),
  );

const written = (families: typeof PLAIN): Table =>
  Object.fromEntries(
    families.flatMap(([names, , signature]) =>
      names.split(' ').map((name) => [`${name}_`, row((signature ?? 'input').replace(/(, \*)?, out=None$/, ''), kept)]),
    ),
  );

/** Methods that write entries from elsewhere into the tensor. */
const FILLING: Table = {
  zero_: row('input', kept),
  fill_: row('input, value', kept),
  copy_: row('input, src, non_blocking=False', kept),
  normal_: row('input, mean=0, std=1, *, generator=None', kept),
  uniform_: row('input, from=0, to=1, *, generator=None', kept),
  random_: row('input, from=0, to=None, *, generator=None', kept),
  bernoulli_: row('input, p=0.5, *, generator=None', kept),
  exponential_: row('input, lambd=1, *, generator=None', kept),
  cauchy_: row('input, median=0, sigma=1, *, generator=None', kept),
  geometric_: row('input, p, *, generator=None', kept),
  log_normal_: row('input, mean=1, std=2, *, generator=None', kept),
  fill_diagonal_: row('input, fill_value, wrap=False', kept),
  erfinv_: row('input', kept),
};

/** What changes nothing that a shape depends on. */
const PASSING: Table = {
  contiguous: row('input, memory_format=None', passed),
  requires_grad_: row('input, requires_grad=True', passed),
  retain_grad: row('input', () => ({ kind: 'none' })),
  pin_memory: row('input, device=None', passed),
  share_memory_: row('input', passed),
  detach_: row('input', passed),
  coalesce: row('input', passed),
  to_dense: row('input, dtype=None', passed),
  to_sparse: row('input, *args, **rest', passed),
  as_subclass: row('input, cls', ofClass),
  '@data': row('input', passed),
};

/** The parts of complex numbers; a real tensor is its own real part. */
const part: Rule = (call) => {
  const { type, shape } = tensorOf(call);
  return tensor(shape, typed(realType(type)));
};

export const POINTWISE: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], { ...rows(WRITABLE), ...rows(PLAIN) }),
  ...prefixed(['torch.Tensor.'], {
    ...written(WRITABLE),
    ...FILLING,
    ...PASSING,
    '@real': row('input', part),
    '@imag': row('input', part),
  }),
  ...prefixed(
    ['torch.special.'],
    Object.fromEntries(SPECIAL.split(' ').map((name) => [name, row('input, *, out=None', floating)])),
  ),
  'torch.special.round': row('input, *, decimals=0, out=None', kept),
  'torch.special.logit': row('input, eps=None, *, out=None', floating),
  'torch.special.multigammaln': row('input, p, *, out=None', floating),
  'torch.special.polygamma': row('n, input, *, out=None', floating),
  'torch.polygamma': row('n, input, *, out=None', floating),
  'torch.Tensor.polygamma': row('input, n', floating),
  'torch.real': row('input', part),
  'torch.imag': row('input', part),
  'torch.poisson': row('input, generator=None', kept),
  'torch.fill': row('input, value', kept),
  'torch.binomial': row('count, prob, generator=None', (call) =>
    derived(tensorOf(call, 'count'), broadcastAll(call, [tensorOf(call, 'count'), tensorOf(call, 'prob')])),
  ),
};
