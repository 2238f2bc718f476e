import { categoryOf, isPrecise, printElementType, type Category, type ElementType } from '../../../domain/element-type';
import type { Tensor } from '../../../interpreter/value';
import { isNone } from '../../call';
import { refuse, type Condition, type Conditions } from '../../condition';

const NAMES: Record<Category, string> = {
  float: 'floating-point numbers',
  integer: 'integers',
  boolean: 'booleans',
  complex: 'complex numbers',
};

function tensorAt(call: Parameters<Condition>[0], name: string): Tensor | undefined {
  const value = call.arguments.get(name);
  return value?.kind === 'tensor' ? value : undefined;
}

/** `integers`, with the exact type where it is known: `integers (int64)`. */
function nameOf(type: ElementType): string {
  const name = NAMES[categoryOf(type)];
  return isPrecise(type) && type !== 'boolean' ? `${name} (${printElementType(type)})` : name;
}

/** `name` holds none of the types. */
const never =
  (name: string, types: readonly Category[], expected: string, advice: string): Condition =>
  (call) => {
    const value = tensorAt(call, name);
    if (!value?.type || !types.includes(categoryOf(value.type))) return;
    refuse(call, 'type-mismatch', { received: `${name} with ${nameOf(value.type)}`, expected, advice }, [value]);
  };

const indices = (name: string): Condition =>
  never(name, ['float', 'boolean'], 'indices, which are integers', 'convert them with .long()');

const numbers = (name = 'input'): Condition =>
  never(name, ['integer', 'boolean'], 'floating-point numbers, as the weights are', 'convert the input with .float()');

/** A mean of integers has no type of its own. */
const mean: Condition = (call) => {
  if (isNone(call, 'dtype')) numbers()(call);
};

const all = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(names.split(' ').map((name) => [name, condition]));

const LAYERS =
  'Linear Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d BatchNorm1d BatchNorm2d BatchNorm3d ' +
  'LayerNorm GroupNorm LSTM GRU RNN LSTMCell GRUCell RNNCell';

export const TYPE_CONDITIONS: Conditions = {
  ...all('torch.nn.Embedding.forward torch.nn.functional.embedding', indices('input')),
  ...Object.fromEntries(LAYERS.split(' ').map((name) => [`torch.nn.${name}.forward`, numbers()])),
  ...all('torch.mean torch.Tensor.mean torch.std torch.Tensor.std torch.var torch.Tensor.var', mean),
  ...all('torch.gather torch.Tensor.gather torch.index_select torch.Tensor.index_select', indices('index')),
  'torch.nn.functional.one_hot': indices('input'),
};
