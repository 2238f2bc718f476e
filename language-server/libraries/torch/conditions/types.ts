import {
  categoryOf,
  isPrecise,
  printElementType,
  rankOf,
  type Category,
  type ElementType,
} from '../../../domain/element-type';
import { arrayClass } from '../../../interpreter/arrays';
import type { Tensor } from '../../../interpreter/value';
import { booleanOf, isNone, valueOf } from '../../call';
import { both, converting, methodIn, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';
import { rowOf } from '../../table';
import { floatOf, promotedType, requestedType } from '../types';

const NAMES: Record<Category, string> = {
  float: 'floating-point numbers',
  integer: 'integers',
  boolean: 'booleans',
  complex: 'complex numbers',
};

/** PyTorch's tensor that is passed as `name`. */
export function tensorAt(call: Parameters<Condition>[0], name: string): Tensor | undefined {
  const value = call.arguments.get(name);
  return value?.kind === 'tensor' && arrayClass(value) === 'torch.Tensor' ? value : undefined;
}

/** `integers`, with the exact type where it is known: `integers (int64)`. */
function nameOf(type: ElementType): string {
  const name = NAMES[categoryOf(type)];
  return isPrecise(type) && type !== 'boolean' ? `${name} (${printElementType(type)})` : name;
}

/** `name` holds none of the types. */
export const never =
  (name: string, types: readonly Category[], expected: string, advice: string): Condition =>
  (call) => {
    const value = tensorAt(call, name);
    if (!value?.type || !types.includes(categoryOf(value.type))) return;
    refuseType(call, name, value, { expected, advice });
  };

export function refuseType(call: Call, name: string, value: Tensor, told: { expected: string; advice: string }): void {
  const conversion = converting(call, name, methodIn(told.advice));
  refuse(call, 'type-mismatch', { ...told, received: `${name} with ${nameOf(value.type!)}`, ...conversion }, [value]);
}

const numbers = (name = 'input'): Condition =>
  never(name, ['integer', 'boolean'], 'floating-point numbers, as the weights are', 'convert the input with .float()');

const noIntegers = (name: string): Condition =>
  never(name, ['integer', 'boolean'], 'floating-point numbers', 'convert the input with .float()');

/** A result of integers has no type of its own. */
const computed: Condition = (call) => {
  if (!call.arguments.has('dtype') || isNone(call, 'dtype')) noIntegers('input')(call);
};

/** Only what is exact is refused: bytes count as booleans, too. */
const mask =
  (name: string): Condition =>
  (call) => {
    const value = tensorAt(call, name);
    const refused =
      value?.type && (categoryOf(value.type) === 'float' || (isPrecise(value.type) && !BOOLEAN.has(value.type)));
    if (refused)
      refuseType(call, name, value, {
        expected: 'a mask of booleans',
        advice: 'compare it, or convert it with .bool()',
      });
  };

/** `where(condition)` alone finds what is not zero, of any type. */
const chosen: Condition = (call) => {
  if (!isNone(call, 'input') || !isNone(call, 'other')) mask('condition')(call);
};

const BOOLEAN = new Set<ElementType>(['boolean', 'uint8']);

/** Masks of attention hold booleans or floats to add. */
const attentionMask =
  (...names: string[]): Condition =>
  (call) => {
    for (const name of names) {
      const value = tensorAt(call, name);
      if (value?.type !== 'int64' && value?.type !== 'int32') continue;
      refuseType(call, name, value, {
        expected: 'a mask of booleans, or of floats to add',
        advice: 'convert it with .bool()',
      });
      return;
    }
  };

const bits = (name: string): Condition =>
  never(name, ['float', 'complex'], 'integers or booleans', 'compare first, or convert with .bool()');

/** Booleans are combined by logic. */
const noBooleans =
  (...names: string[]): Condition =>
  (call) => {
    for (const name of names) {
      const value = tensorAt(call, name);
      if (value?.type !== 'boolean') continue;
      refuseType(call, name, value, {
        expected: 'numbers',
        advice: 'invert a mask with ~, or convert it with .float()',
      });
      return;
    }
  };

/** Only floats have gradients. */
const differentiable =
  (flag: string, type: (call: Call) => ElementType | undefined): Condition =>
  (call) => {
    const wanted = type(call);
    if (booleanOf(call, flag) !== true || !wanted || !/^(integer|boolean)$/.test(categoryOf(wanted))) return;
    refuse(call, 'type-mismatch', {
      received: `${nameOf(wanted)} that require a gradient`,
      expected: 'floating-point numbers',
      advice: 'make it of floats, or leave the gradient out',
    });
  };

const ofInput =
  (name: string) =>
  (call: Call): ElementType | undefined =>
    tensorAt(call, name)?.type;

const ofResult = (call: Call): ElementType | undefined => {
  const made = rowOf(call.name)?.rule(call);
  return made?.kind === 'tensor' ? made.type : undefined;
};

/** Random numbers that are no integers. */
const drawn: Condition = (call) => {
  const type = requestedType(call, undefined);
  if (!type || !/^(integer|boolean)$/.test(categoryOf(type))) return;
  refuse(call, 'type-mismatch', {
    received: `dtype for ${nameOf(type)}`,
    expected: 'a floating-point type',
    advice: 'leave dtype out, or draw integers with torch.randint',
  });
};

/** `x.add_(y)`: x keeps its type, so that the result may be of no higher kind. */
const written =
  (quotient: boolean): Condition =>
  (call) => {
    const input = tensorAt(call, 'input');
    if (!input?.type) return;
    const together = promotedType(call.machine, [input, valueOf(call, 'other')]);
    const result = quotient && isNone(call, 'rounding_mode') && together ? floatOf(call.machine, together) : together;
    if (!result || rankOf(result) <= rankOf(input.type)) return;
    refuse(
      call,
      'type-mismatch',
      {
        received: `a result of ${NAMES[categoryOf(result)]} for a tensor of ${nameOf(input.type)}`,
        expected: 'a result that the tensor can hold',
        advice: 'write x = x + y instead of changing x, or make x of floats',
      },
      [input],
    );
  };

/** Indices of any place in the brackets. */
const noFloats: Condition = (call) => {
  const index = valueOf(call, 'index');
  const expressions = index.kind === 'tuple' ? new Map() : call.expressions;
  for (const part of index.kind === 'tuple' ? index.elements : [index])
    never(
      'index',
      ['float', 'complex'],
      'integers or a mask of booleans',
      'convert the index with .long()',
    )({
      ...call,
      expressions,
      arguments: new Map([['index', part]]),
    });
};

const all = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(names.split(' ').map((name) => [name, condition]));

const either = (names: string, condition: Condition): Conditions =>
  all(
    names
      .split(' ')
      .flatMap((name) => [`torch.${name}`, `torch.Tensor.${name}`])
      .join(' '),
    condition,
  );

const LAYERS =
  'Linear Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d BatchNorm1d BatchNorm2d BatchNorm3d ' +
  'LayerNorm GroupNorm LSTM GRU RNN LSTMCell GRUCell RNNCell';

const ACTIVATIONS = 'softmax log_softmax gelu silu elu leaky_relu softplus logsigmoid selu';
const ACTIVATION_LAYERS = 'Softmax LogSoftmax GELU SiLU ELU LeakyReLU Softplus LogSigmoid SELU';
/** Of torch.linalg; products and powers of matrices may be of integers. */
const LINALG =
  'cholesky cholesky_ex det slogdet inv inv_ex matrix_exp matrix_rank pinv eig eigvals eigh eigvalsh svdvals svd qr lu ' +
  'lu_factor ldl_factor cond solve solve_triangular householder_product';
const MEASURES =
  'det logdet slogdet inverse pinverse cholesky qr svd renorm quantile nanquantile nanmean std_mean var_mean';
const CREATIONS = 'zeros ones empty full tensor arange eye randint linspace zeros_like ones_like full_like';

/** The kinds of numbers that calls refuse, whatever else they get. */
export const TYPE_CONDITIONS: Conditions = {
  ...Object.fromEntries(LAYERS.split(' ').map((name) => [`torch.nn.${name}.forward`, numbers()])),
  ...either('mean std var softmax log_softmax norm bernoulli multinomial', computed),
  ...all(
    ACTIVATIONS.split(' ')
      .map((name) => `torch.nn.functional.${name}`)
      .join(' '),
    computed,
  ),
  ...all(
    ACTIVATION_LAYERS.split(' ')
      .map((name) => `torch.nn.${name}.forward`)
      .join(' '),
    computed,
  ),
  ...all('torch.nn.functional.normalize torch.nn.functional.layer_norm', computed),
  ...either('bincount', never('input', ['float'], 'integers', 'convert it with .long()')),
  ...all(
    LINALG.split(' ')
      .map((name) => `torch.linalg.${name}`)
      .join(' '),
    noIntegers('A'),
  ),
  ...either(MEASURES, computed),
  'torch.nn.PReLU.forward': numbers(),
  'torch.cdist': never('x1', ['integer', 'boolean'], 'floating-point numbers', 'convert both with .float()'),
  'torch.Tensor.__getitem__': noFloats,
  'torch.Tensor.__setitem__': noFloats,
  ...either('where', chosen),
  ...either('masked_select', mask('mask')),
  'torch.nn.MultiheadAttention.forward': both(numbers('query'), attentionMask('attn_mask', 'key_padding_mask')),
  'torch.nn.TransformerEncoderLayer.forward': both(numbers('src'), attentionMask('src_mask', 'src_key_padding_mask')),
  ...either('bitwise_and bitwise_or bitwise_xor', both(bits('input'), bits('other'))),
  ...either('bitwise_not', bits('input')),
  ...either('neg', noBooleans('input')),
  ...either('sub', noBooleans('input', 'other')),
  ...all('torch.Tensor.normal_ torch.Tensor.uniform_', computed),
  'torch.nn.Parameter': differentiable('requires_grad', ofInput('data')),
  'torch.Tensor.requires_grad_': differentiable('requires_grad', ofInput('input')),
  ...all(
    CREATIONS.split(' ')
      .map((name) => `torch.${name}`)
      .join(' '),
    differentiable('requires_grad', ofResult),
  ),
  ...all('torch.rand torch.randn torch.rand_like torch.randn_like', drawn),
  ...all('torch.Tensor.add_ torch.Tensor.sub_ torch.Tensor.mul_', written(false)),
  ...all('torch.Tensor.bitwise_left_shift_ torch.Tensor.bitwise_right_shift_', written(false)),
  'torch.Tensor.div_': written(true),
};
