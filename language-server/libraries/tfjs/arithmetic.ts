import { amount } from '../../domain/amount';
import { spelled } from '../../interpreter/each';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape, shape, type Shape } from '../../domain/shape';
import { own } from '../../domain/own';
import { integer, tensor, UNKNOWN, type ElementType, type Tensor, type Value } from '../../interpreter/value';
import { booleanOf, mismatch, prefixed, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { broadcastAll } from '../torch/elementwise';
import { as, inputOf, like, tensorLike } from './tensors';

/** float32 over int32 over bool; unknown where one is. */
function upcast(types: readonly (ElementType | undefined)[]): ElementType | undefined {
  if (types.some((type) => type === undefined)) return types.includes('float') ? 'float' : undefined;
  return types.includes('float') ? 'float' : types.includes('integer') ? 'integer' : 'boolean';
}

const typed = (of: Shape, type: ElementType | undefined): Tensor => tensor(of, type ? { type } : {});

const together = (call: Call, names: readonly string[], type?: ElementType): Tensor => {
  const operands = names.map((name) => inputOf(call, name));
  return typed(broadcastAll(call, operands), type ?? upcast(operands.map((each) => each.type)));
};

const pair =
  (type?: ElementType): Rule =>
  (call) =>
    together(call, ['x', 'y'], type);

/** The input's shape, and its type unless the function gives fractions. */
const unary =
  (type?: ElementType): Rule =>
  (call) => {
    const input = inputOf(call);
    return typed(input.shape, type ?? input.type);
  };

const PAIRS = 'add sub mul maximum minimum pow mod squaredDifference floorDiv divNoNan atan2 prelu';
const TRUTHS = 'equal notEqual greater greaterEqual less lessEqual logicalAnd logicalOr logicalXor';
const FRACTIONS =
  'exp expm1 log log1p sqrt rsqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh sigmoid logSigmoid softplus ' +
  'erf elu selu reciprocal softmax logSoftmax leakyRelu dropout';
const SAME =
  'abs neg sign floor ceil round square relu relu6 clipByValue cumsum cumprod reverse zerosLike onesLike clone step ' +
  'identity keep real imag localResponseNormalization';
const TESTS = 'isNaN isInf isFinite logicalNot';

const rows = (names: string, signature: string, rule: Rule): Table =>
  Object.fromEntries(names.split(' ').map((name) => [name, row(signature, rule)]));

/** A side of a product with its last two axes swapped where told; undefined where that is not known. */
function side(call: Call, name: string, flag: string): Tensor | undefined {
  const input = inputOf(call, name);
  const swap = booleanOf(call, flag);
  const { dimensions, open } = input.shape;
  if (swap === undefined) return undefined;
  if (!swap) return input;
  if (dimensions.length < 2) return open ? undefined : input;
  return like(input, shape([...dimensions.slice(0, -2), dimensions.at(-1)!, dimensions.at(-2)!], open));
}

/** Whether a side of a product is certainly no matrix; reports that. */
function isVector(call: Call, input: Tensor): boolean {
  const { open, dimensions } = input.shape;
  if (open || dimensions.length > 1) return false;
  mismatch(call, {
    received: `a side of shape ${printShape(input.shape)}`,
    expected: 'matrices, of at least two axes each',
    advice: 'make a row of it with .expandDims(0), or a column with .expandDims(1)',
    inputs: [input],
  });
  return true;
}

/** (…, n, k) × (…, k, m) of at least two axes each. */
const matMul: Rule = (call) => {
  const [a, b] = [side(call, 'a', 'transposeA'), side(call, 'b', 'transposeB')];
  if (!a || !b || [a, b].some((each) => isVector(call, each))) return UNKNOWN;
  const result = as('torch.matmul', { input: a, other: b })(call);
  return result.kind === 'tensor' ? typed(result.shape, upcast([a.type, b.type])) : result;
};

const dot: Rule = (call) => {
  const [a, b] = [inputOf(call, 'a'), inputOf(call, 'b')];
  const ranks = [a, b].map(({ shape: of }) => (of.open ? 0 : of.dimensions.length));
  return ranks.every((rank) => rank === 1 || rank === 2) ? as('torch.matmul', { input: a, other: b })(call) : UNKNOWN;
};

const outer: Rule = (call) => {
  const sizes = [inputOf(call, 'a'), inputOf(call, 'b')].map(({ shape: of }) =>
    of.open ? undefined : of.dimensions[0],
  );
  return sizes.every((size) => size !== undefined) ? tensor(shape(sizes), { type: 'float' }) : UNKNOWN;
};

const TYPES: Partial<Record<string, ElementType>> = {
  int32: 'integer',
  float32: 'float',
  bool: 'boolean',
  complex64: 'complex',
};

export const typeOf = (value: Value): ElementType | undefined =>
  value.kind === 'string' ? own(TYPES, value.value) : undefined;

const cast =
  (type?: ElementType): Rule =>
  (call) =>
    typed(inputOf(call).shape, type ?? typeOf(valueOf(call, 'dtype')));

/** A condition and two choices, all of one shape or broadcast to one. */
const where: Rule = (call) => {
  const [a, b] = [inputOf(call, 'a'), inputOf(call, 'b')];
  return typed(broadcastAll(call, [inputOf(call, 'condition'), a, b]), upcast([a.type, b.type]));
};

/** Several of exactly one shape. */
const addN: Rule = (call) => {
  const all = valueOf(call, 'tensors');
  const tensors = all.kind === 'list' ? spelled(all.elements.value)?.map(tensorLike) : undefined;
  const [first] = tensors ?? [];
  const other = tensors?.find(({ shape: of }) => certainlyUnlike(of, first!.shape));
  if (first && other)
    mismatch(call, {
      received: `shapes ${printShape(first.shape)} and ${printShape(other.shape)}`,
      expected: 'tensors of one shape',
      advice: 'bring them to one shape first',
      inputs: [first, other],
    });
  return first && !other ? like(first, first.shape) : UNKNOWN;
};

/** Whether no tensor has both shapes. */
export function certainlyUnlike(a: Shape, b: Shape): boolean {
  if (a.open || b.open) return false;
  if (a.dimensions.length !== b.dimensions.length) return true;
  return a.dimensions.some((size, i) => different(size, b.dimensions[i]!));
}

/** What `tf.nn`'s batchNorm takes besides its input must go together with it. */
const batchNorm: Rule = (call) => {
  const [input, mean] = [inputOf(call), inputOf(call, 'mean')];
  const [channels, given] = [input.shape.dimensions.at(-1), mean.shape.dimensions.at(-1)];
  if (channels !== undefined && given !== undefined && different(channels, given) && different(given, 1))
    mismatch(call, {
      received: `an input of shape ${printShape(input.shape)}`,
      expected: `a mean of ${amount(channels, 'channel')}, not of ${printDimension(given)}`,
      advice: "compute the moments over all axes but the input's last",
      inputs: [input, mean],
    });
  return tensor(input.shape, { type: 'float' });
};

export const ARITHMETIC: Table = {
  ...prefixed(['tfjs.', 'tfjs.Tensor.'], {
    ...rows(PAIRS, 'x, y', pair()),
    ...rows(TRUTHS, 'x, y', pair('boolean')),
    div: row('x, y', pair()),
    ...rows(FRACTIONS, 'x, *rest', unary('float')),
    ...rows(SAME, 'x, *rest', unary()),
    ...rows(TESTS, 'x', unary('boolean')),
    cast: row('x, dtype', cast()),
    toFloat: row('x', cast('float')),
    toInt: row('x', cast('integer')),
    toBool: row('x', cast('boolean')),
    matMul: row('a, b, transposeA=False, transposeB=False', matMul),
    dot: row('a, b', dot),
    outerProduct: row('a, b', outer),
    batchNorm: row('x, mean, variance, *rest', batchNorm),
  }),
  'tfjs.fused.matMul': row('options', () => UNKNOWN),
  'tfjs.where': row('condition, a, b', where),
  'tfjs.Tensor.where': row('a, condition, b', where),
  'tfjs.addN': row('tensors', addN),
  'tfjs.diag': row('x', (call) => {
    const { open, dimensions } = inputOf(call).shape;
    return open ? UNKNOWN : like(inputOf(call), shape([...dimensions, ...dimensions]));
  }),
  'tfjs.einsum': row('equation, *operands', as('torch.einsum', { equation: 'equation', operands: 'operands' })),
  'tfjs.complex': row('x, y', () => UNKNOWN),
  'tfjs.Tensor.@rank': row('x', (call) => {
    const { open, dimensions } = inputOf(call).shape;
    return open ? UNKNOWN : integer(dimensions.length);
  }),
};
