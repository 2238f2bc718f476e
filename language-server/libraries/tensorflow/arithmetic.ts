import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { boolean, integer, NONE, tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { booleanOf, derived, elementsIn, mismatch, prefixed, sized, tensorOf, valueOf } from '../call';
import { closed } from '../condition';
import { row, type Call, type Rule, type Table } from '../library';
import { areAxes } from '../torch/conditions/axes';
import { nestedSizes } from '../literal';
import { via } from '../via';

const BINARY =
  'add subtract multiply divide sub mul div truediv divide_no_nan maximum minimum pow floordiv mod equal not_equal ' +
  'greater greater_equal less less_equal logical_and logical_or logical_xor atan2 squared_difference';

const UNARY =
  'abs exp expm1 log log1p sqrt rsqrt square sigmoid log_sigmoid tanh sin cos tan asin acos atan sinh cosh sign floor ' +
  'ceil round negative reciprocal softplus erf identity stop_gradient clip_by_value clip_by_norm zeros_like ' +
  'ones_like cumsum cumprod logical_not is_nan is_finite roll sort argsort to_float to_int32 to_int64 l2_normalize';

const ACTIVATIONS = 'relu relu6 leaky_relu elu selu sigmoid tanh softmax log_softmax softplus softsign gelu silu swish';

/** The function of PyTorch that reduces in the same way. */
export const REDUCTIONS: Readonly<Record<string, string>> = {
  sum: 'sum',
  mean: 'mean',
  max: 'amax',
  min: 'amin',
  prod: 'prod',
  any: 'any',
  all: 'all',
};

/** Reductions whose sizes are those of a sum. */
const LIKE_SUM = 'std variance logsumexp euclidean_norm';

/** Σ, max, … over the axes of the tensor `name`, or over all. */
export const reduced = (name: string, other: string): Rule =>
  alongAxes(name, via(`torch.${other}`, { input: name, dim: 'axis', keepdim: 'keepdims', dtype: NONE }));

/** The first argument's shape, whatever it is called. */
const unary: Rule = (call) => {
  const [first] = call.arguments.values();
  return first?.kind === 'tensor' ? derived(first, first.shape) : literal(first ?? UNKNOWN);
};

/** The result remembers which function made it, for the rule about losses over logits. */
const activated: Rule = (call) => {
  const [result, input] = [unary(call), call.expressions.get('x')];
  const activation = { name: call.name, site: call.site, ...(input && { input }) };
  return result.kind === 'tensor' ? { ...result, activation } : result;
};

/** Numbers and lists of them as the tensor that a function makes of them; other values are not known. */
export function literal(value: Value): Value {
  const sizes = value.kind === 'instance' ? undefined : nestedSizes(value);
  return sizes ? sized(sizes) : UNKNOWN;
}

/** A number stays one among whole numbers, so that code may compute sizes with it. */
const cast: Rule = (call) => {
  const [value, type] = [valueOf(call, 'x'), valueOf(call, 'dtype')];
  const name = type.kind === 'library' ? type.name : type.kind === 'string' ? type.value : '';
  return value.kind === 'integer' && /(^|\.)u?int\d+$/.test(name) ? value : unary(call);
};

/** A vector is no matrix. */
function refusedVector(call: Call, vector: Tensor): Value {
  mismatch(call, {
    received: `a vector of shape ${printShape(vector.shape)}`,
    expected: 'at least 2 axes in each',
    advice: 'make a row or a column of it with expand_dims, or use tf.linalg.matvec',
    inputs: [vector],
  });
  return tensor(ANY_SHAPE);
}

/** (…, n, k) × (…, k, m); either side transposed first. */
const matmul: Rule = (call) => {
  const vector = (['a', 'b'] as const).find((name) => closed(call, name)?.shape.dimensions.length === 1);
  if (vector) return refusedVector(call, tensorOf(call, vector));
  const sides = (['a', 'b'] as const).map((name) => {
    const side = tensorOf(call, name);
    const swap = booleanOf(call, `transpose_${name}`);
    const { dimensions, open } = side.shape;
    const [rows, columns] = [dimensions.at(-2), dimensions.at(-1)];
    if (!swap || rows === undefined || columns === undefined)
      return swap === undefined || (swap && open) ? UNKNOWN : side;
    return derived(side, shape([...dimensions.slice(0, -2), columns, rows], open));
  });
  return via('torch.matmul', { input: sides[0]!, other: sides[1]! })(call);
};

/** xW + b */
const weightedSum: Rule = (call) =>
  via('torch.add', {
    input: via('tensorflow.matmul', { a: 'x', b: 'weights', transpose_a: FALSE, transpose_b: FALSE })(call),
    other: 'biases',
  })(call);

const FALSE = boolean(false);

/** Tensors of one shape. */
const added: Rule = (call) => {
  const [first] = elementsIn(valueOf(call, 'inputs')) ?? [];
  return first?.kind === 'tensor' ? derived(first, first.shape) : UNKNOWN;
};

/** Along axis 0 unless told. */
const extreme: Rule = (call) => {
  const axis = valueOf(call, 'axis');
  return via('torch.argmax', {
    input: 'input',
    dim: axis.kind === 'none' ? integer(0) : axis,
    keepdim: boolean(false),
  })(call);
};

/** Of axes that the tensor has. */
export function alongAxes(name: string, rule: Rule): Rule {
  return (call) => {
    const input = closed(call, name);
    return input && !areAxes(call, input, valueOf(call, 'axis')) ? tensor(ANY_SHAPE) : rule(call);
  };
}

/** Entry by entry, of what broadcasts. */
export const pairwise = (names: string, one: string, other: string): Table =>
  Object.fromEntries(
    names.split(' ').map((name) => [name, row(`${one}, ${other}, name=None`, via('torch.add', { input: one, other }))]),
  );

export const unaries = (names: string): Table =>
  Object.fromEntries(names.split(' ').map((name) => [name, row('x, *args, **kwargs', unary)]));

const REDUCING = 'input_tensor, axis=None, keepdims=False, name=None';

export const ARITHMETIC: Table = {
  ...prefixed(['tensorflow.', 'tensorflow.math.'], {
    ...pairwise(BINARY, 'x', 'y'),
    ...unaries(UNARY),
    cast: row('x, dtype=None, *args, **kwargs', cast),
    ...Object.fromEntries(
      [...Object.entries(REDUCTIONS), ...LIKE_SUM.split(' ').map((name) => [name, 'sum'] as const)].map(
        ([name, other]) => [`reduce_${name}`, row(REDUCING, reduced('input_tensor', other))],
      ),
    ),
    argmax: row('input, axis=None, output_type=None, name=None', alongAxes('input', extreme)),
    argmin: row('input, axis=None, output_type=None, name=None', alongAxes('input', extreme)),
  }),
  ...prefixed(['tensorflow.nn.', 'keras.activations.', 'keras.ops.'], unaries(ACTIVATIONS)),
  ...prefixed(['tensorflow.nn.'], {
    softmax: row('x, *args, **kwargs', activated),
    log_softmax: row('x, *args, **kwargs', activated),
  }),
  ...prefixed(['tensorflow.nn.'], unaries('dropout l2_normalize log_sigmoid')),
  ...prefixed(['tensorflow.', 'tensorflow.linalg.'], {
    matmul: row('a, b, transpose_a=False, transpose_b=False, **kwargs', matmul),
  }),
  'tensorflow.nn.xw_plus_b': row('x, weights, biases, name=None', weightedSum),
  'tensorflow.nn.bias_add': row('value, bias, *args, **kwargs', via('torch.add', { input: 'value', other: 'bias' })),
  ...prefixed(['tensorflow.', 'tensorflow.linalg.'], {
    norm: row('tensor, ord=euclidean, axis=None, keepdims=False, name=None', reduced('tensor', 'sum')),
  }),
  'tensorflow.nn.l2_loss': row('t, name=None', () => sized([], { type: 'float' })),
  ...prefixed(['tensorflow.', 'tensorflow.math.'], { add_n: row('inputs, name=None', added) }),
};
