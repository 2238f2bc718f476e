import { tensor } from '../../interpreter/value';
import { layer, merged, moved, prefixed, tensorOf } from '../call';
import type { ElementType } from '../../domain/element-type';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { floatOf, requestedType, typed } from './types';

/** Softmax may be asked for another type. Integers become floats, but those stay that are only cut off. */
const typeAfter = (call: Call, type: ElementType | undefined): ElementType | undefined =>
  requestedType(
    call,
    /(relu6?|hardtanh|threshold)_?(\.forward)?$/i.test(call.name) ? type : floatOf(call.machine, type),
  );

/** Same shape; the result remembers which function made it, for the rules about losses. */
const activation: Rule = (call) => {
  const input = tensorOf(call);
  const expression = call.expressions.get('input');
  const made = { name: call.name.replace(/\.forward$/, ''), site: call.site, ...(expression && { input: expression }) };
  return tensor(input.shape, { ...typed(typeAfter(call, input.type)), activation: made });
};

/** Dropout and identity: what the entries went through last is still the last. */
const passed: Rule = (call) => moved(tensorOf(call), tensorOf(call).shape);

const LAYERS: Record<string, string> = {
  ReLU: 'inplace=False',
  ReLU6: 'inplace=False',
  LeakyReLU: 'negative_slope=0.01, inplace=False',
  PReLU: 'num_parameters=1, init=0.25, device=None, dtype=None',
  RReLU: 'lower=0.125, upper=0.3333333333333333, inplace=False',
  ELU: 'alpha=1.0, inplace=False',
  SELU: 'inplace=False',
  CELU: 'alpha=1.0, inplace=False',
  GELU: 'approximate=none',
  SiLU: 'inplace=False',
  Mish: 'inplace=False',
  Hardswish: 'inplace=False',
  Hardsigmoid: 'inplace=False',
  Hardtanh: 'min_val=-1.0, max_val=1.0, inplace=False, min_value=None, max_value=None',
  Hardshrink: 'lambd=0.5',
  Softshrink: 'lambd=0.5',
  Tanhshrink: '',
  Softplus: 'beta=1.0, threshold=20.0',
  Softsign: '',
  Tanh: '',
  Sigmoid: '',
  LogSigmoid: '',
  Threshold: 'threshold, value, inplace=False',
  Softmax: 'dim=None',
  LogSoftmax: 'dim=None',
  Softmin: 'dim=None',
  Softmax2d: '',
};

const DROPOUTS = ['Dropout', 'Dropout1d', 'Dropout2d', 'Dropout3d', 'AlphaDropout', 'FeatureAlphaDropout'];

const FUNCTIONS: Record<string, string> = {
  relu: 'input, inplace=False',
  relu_: 'input',
  relu6: 'input, inplace=False',
  leaky_relu: 'input, negative_slope=0.01, inplace=False',
  leaky_relu_: 'input, negative_slope=0.01',
  prelu: 'input, weight',
  rrelu: 'input, lower=0.125, upper=0.33, training=False, inplace=False',
  elu: 'input, alpha=1.0, inplace=False',
  selu: 'input, inplace=False',
  celu: 'input, alpha=1.0, inplace=False',
  gelu: 'input, approximate=none',
  silu: 'input, inplace=False',
  mish: 'input, inplace=False',
  hardswish: 'input, inplace=False',
  hardsigmoid: 'input, inplace=False',
  hardtanh: 'input, min_val=-1.0, max_val=1.0, inplace=False',
  softplus: 'input, beta=1.0, threshold=20.0',
  softsign: 'input',
  tanh: 'input, *, out=None',
  hardshrink: 'input, lambd=0.5, *, out=None',
  softshrink: 'input, lambd=0.5',
  tanhshrink: 'input',
  elu_: 'input, alpha=1.0',
  selu_: 'input',
  celu_: 'input, alpha=1.0',
  hardtanh_: 'input, min_val=-1.0, max_val=1.0',
  threshold_: 'input, threshold, value',
  rrelu_: 'input, lower=0.125, upper=0.33, training=False',
  sigmoid: 'input, *, out=None',
  logsigmoid: 'input',
  threshold: 'input, threshold, value, inplace=False',
};

const SOFTMAXES: Table = {
  softmax: row('input, dim=None, _stacklevel=3, dtype=None', activation),
  log_softmax: row('input, dim=None, _stacklevel=3, dtype=None', activation),
  softmin: row('input, dim=None, _stacklevel=3, dtype=None', activation),
  gumbel_softmax: row('logits, tau=1, hard=False, eps=1e-10, dim=-1', (call) => tensorOf(call, 'logits')),
};

const METHODS: Table = {
  softmax: row('input, dim=None, dtype=None, *, out=None', activation),
  log_softmax: row('input, dim=None, dtype=None, *, out=None', activation),
};

const functions: Table = Object.fromEntries(
  Object.entries(FUNCTIONS).map(([name, signature]) => [name, row(signature, activation)]),
);

const DROPOUT_FUNCTIONS: Table = Object.fromEntries(
  ['dropout', 'dropout1d', 'dropout2d', 'dropout3d', 'alpha_dropout', 'feature_alpha_dropout'].map((name) => [
    name,
    row('input, p=0.5, training=True, inplace=False', passed),
  ]),
);

/** In place, and not in torch.nn.functional. */
const IN_PLACE: Table = { tanh_: row('input', activation), sigmoid_: row('input', activation) };

/** Which of the functions stand where besides torch.nn.functional. */
const IN_TORCH = 'relu relu_ prelu rrelu selu celu threshold tanh sigmoid';
const METHOD = 'relu relu_ prelu tanh sigmoid hardshrink';

const among = (names: string): Table =>
  Object.fromEntries(
    names.split(' ').flatMap((name): [string, Row][] => (functions[name] ? [[name, functions[name]]] : [])),
  );

export const ACTIVATIONS: Table = {
  ...merged(Object.entries(LAYERS).map(([name, signature]) => layer(`torch.nn.${name}`, signature, activation))),
  ...merged(DROPOUTS.map((name) => layer(`torch.nn.${name}`, 'p=0.5, inplace=False', passed))),
  ...layer('torch.nn.Identity', '*args, **kwargs', passed),
  ...prefixed(['torch.nn.functional.'], functions),
  ...prefixed(['torch.', 'torch.Tensor.'], IN_PLACE),
  ...prefixed(['torch.'], among(IN_TORCH)),
  ...prefixed(['torch.Tensor.'], among(METHOD)),
  ...prefixed(['torch.nn.functional.'], SOFTMAXES),
  ...prefixed(['torch.', 'torch.Tensor.', 'torch.special.'], METHODS),
  ...prefixed(['torch.nn.functional.'], DROPOUT_FUNCTIONS),
  'torch.dropout': row('input, p, train', passed),
  'torch.alpha_dropout': row('input, p, train', passed),
  'torch.feature_alpha_dropout': row('input, p, train', passed),
};
