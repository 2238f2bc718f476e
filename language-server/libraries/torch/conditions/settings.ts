import { isModule } from '../../../interpreter/modules';
import type { Value } from '../../../interpreter/value';
import { elementsIn, valueOf } from '../../call';
import { refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

/** What is certainly no number; an object of the program's own may behave as a number. */
const NO_NUMBER = new Set<Value['kind']>(['tuple', 'list', 'string', 'dictionary', 'function', 'class', 'none']);

const isNoNumber = (value: Value): boolean => NO_NUMBER.has(value.kind) || isModule(value);

/** A class that nothing makes an instance of runs on its defaults, which others may replace. */
const told =
  (condition: Condition): Condition =>
  (call) => {
    if (!call.machine.hypothetical) condition(call);
  };

function refuseSetting(call: Call, name: string, value: Value, expected: string): void {
  refuse(call, 'argument-mismatch', {
    received: `${isModule(value) ? 'a module' : `a value of kind ${value.kind}`} as ${name}`,
    expected,
    advice: 'check the order of the arguments, or pass them by name',
  });
}

/** Sizes are integers: no fraction, even where it has none behind the point. */
const integers = (...names: string[]): Condition =>
  told((call) => {
    const wrong = names.find((name) => {
      const value = valueOf(call, name);
      return isNoNumber(value) || value.kind === 'float' || value.kind === 'boolean';
    });
    if (wrong !== undefined) refuseSetting(call, wrong, valueOf(call, wrong), 'an integer');
  });

const numbers = (...names: string[]): Condition =>
  told((call) => {
    const wrong = names.find((name) => isNoNumber(valueOf(call, name)));
    if (wrong !== undefined) refuseSetting(call, wrong, valueOf(call, wrong), 'a number');
  });

/** What is certainly no layer. */
const NO_LAYER = new Set<Value['kind']>([
  'integer',
  'float',
  'boolean',
  'string',
  'tensor',
  'tuple',
  'list',
  'function',
]);

/** Layers one by one; one dictionary of them is looked at by the rule. */
const layers: Condition = (call) => {
  const wrong = elementsIn(valueOf(call, 'args'))?.find(({ kind }) => NO_LAYER.has(kind));
  if (!wrong) return;
  refuse(call, 'argument-mismatch', {
    received: `a value of kind ${wrong.kind} among the layers`,
    expected: 'layers only',
    advice: 'wrap a function in a module, and unpack a list with *',
  });
};

const INTEGERS: Record<string, readonly string[]> = {
  Linear: ['in_features', 'out_features'],
  Bilinear: ['in1_features', 'in2_features', 'out_features'],
  Embedding: ['num_embeddings', 'embedding_dim'],
  EmbeddingBag: ['num_embeddings', 'embedding_dim'],
  LSTMCell: ['input_size', 'hidden_size'],
  GRUCell: ['input_size', 'hidden_size'],
  TransformerEncoderLayer: ['dim_feedforward'],
  TransformerDecoderLayer: ['dim_feedforward'],
  TransformerEncoder: ['num_layers'],
  TransformerDecoder: ['num_layers'],
};

/** Sizes of the axes that are normalized: an integer, or several. */
const normalized: Condition = told((call) => {
  const value = valueOf(call, 'normalized_shape');
  const { kind } = value;
  if (isModule(value) || kind === 'float' || kind === 'boolean' || kind === 'string' || kind === 'none')
    refuseSetting(call, 'normalized_shape', value, 'an integer or a list of them');
});

const CONVOLUTION = ['in_channels', 'out_channels', 'groups'];

export const SETTING_CONDITIONS: Conditions = {
  ...Object.fromEntries(Object.entries(INTEGERS).map(([name, sizes]) => [`torch.nn.${name}`, integers(...sizes)])),
  ...Object.fromEntries(
    [1, 2, 3].flatMap((rank) => [
      [`torch.nn.Conv${rank}d`, integers(...CONVOLUTION)],
      [`torch.nn.ConvTranspose${rank}d`, integers(...CONVOLUTION)],
      [`torch.nn.BatchNorm${rank}d`, integers('num_features')],
    ]),
  ),
  ...Object.fromEntries(
    ['Dropout', 'Dropout1d', 'Dropout2d', 'Dropout3d', 'AlphaDropout'].map((name) => [
      `torch.nn.${name}`,
      numbers('p'),
    ]),
  ),
  'torch.nn.LayerNorm': normalized,
  'torch.nn.Sequential': layers,
};
