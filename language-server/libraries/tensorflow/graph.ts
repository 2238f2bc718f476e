/** Graphs of TensorFlow 1: placeholders, sessions that feed them, and its functions that make layers. */
import { listed } from '../../interpreter/dictionaries';
import { different } from '../../domain/order';
import { equal, unknownDimension } from '../../domain/dimension';
import { printShape, shape, type Shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { library, NONE, tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { mismatch, self, sizesIn, tensorOf, valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { nestedSizes } from '../literal';

/** Whether no batch of a placeholder's shape can be this: sizes that are None take any. */
function misfits({ shape: wanted }: Tensor, { shape: given }: Tensor): boolean {
  if (wanted.open || given.open) return false;
  if (wanted.dimensions.length !== given.dimensions.length) return true;
  return wanted.dimensions.some((size, i) => typeof size === 'number' && different(size, given.dimensions[i]!));
}

/** A column for a vector, rows for class numbers, a batch for a sample. */
function feedAdvice({ dimensions: wanted }: Shape, { dimensions: fed }: Shape): string {
  const [last, row] = [wanted.at(-1), wanted.slice(1)];
  if (wanted.length === 2 && fed.length === 1 && last === 1) return 'make a column of the vector with .reshape(-1, 1)';
  if (fed.length === row.length && fed.every((size, axis) => equal(size, row[axis]!)))
    return 'put the sample into a batch: a first axis of size 1, by np.expand_dims(x, 0)';
  if (wanted.length === 2 && fed.length === 1)
    return 'for class numbers, feed one-hot rows (one_hot=True, or np.eye(classes)[labels]), or make the placeholder [None]';
  return 'reshape what is fed, or change the placeholder';
}

/** What is fed must have the placeholders' shapes. */
function checkFeeds(call: Call): void {
  const feeds = valueOf(call, 'feed_dict');
  for (const { key, value } of feeds.kind === 'dictionary' ? (listed(feeds.entries.value) ?? []) : []) {
    const sizes = nestedSizes(value);
    const fed = sizes && tensor(shape(sizes));
    if (key.kind !== 'tensor' || !key.symbolic || !fed || !misfits(key, fed)) continue;
    mismatch(call, {
      received: `a value of shape ${printShape(fed.shape)}`,
      expected: `the placeholder's shape, ${printShape(key.shape)}`,
      advice: feedAdvice(key.shape, fed.shape),
      inputs: value.kind === 'tensor' ? [value, key] : [key],
    });
  }
}

/** `set_shape` tells sizes that are not known yet, and changes none. */
const setShape: Rule = (call) => {
  const [input, sizes] = [tensorOf(call), sizesIn(valueOf(call, 'shape'))];
  const stated = sizes && tensor(shape(sizes.map((size) => size ?? unknownDimension())));
  if (stated && misfits(stated, input))
    mismatch(call, {
      received: `${printShape(stated.shape)} for a tensor of shape ${printShape(input.shape)}`,
      expected: 'sizes that it may have',
      advice: 'use tf.reshape, which makes a tensor of another shape',
      inputs: [input],
    });
  return NONE;
};

const run: Rule = (call) => {
  checkFeeds(call);
  return UNKNOWN;
};

/** `tf.layers.dense(x, 10)` is `Dense(10)(x)`. */
const asLayer =
  (name: string): Rule =>
  (call) => {
    const { machine, site } = call;
    const settings = [...call.arguments].filter(
      ([parameter, { kind }]) => parameter !== 'inputs' && kind !== 'unknown',
    );
    const named = new Map<string, Value>(settings.filter(([parameter]) => parameter !== 'kwargs'));
    const layer = callValue(machine, library(`keras.layers.${name}`), { ...noArguments(), named }, { site });
    return callValue(machine, layer, { ...noArguments(), positional: [valueOf(call, 'inputs')] }, { site });
  };

const CONVOLUTION = 'inputs, filters, kernel_size, strides=1, padding=valid, data_format=?, dilation_rate=1, **kwargs';
const TRANSPOSED = 'inputs, filters, kernel_size, strides=1, padding=valid, data_format=?, **kwargs';
const POOL = 'inputs, pool_size, strides, padding=valid, data_format=?, **kwargs';

const LAYERS: Readonly<Record<string, readonly [name: string, signature: string]>> = {
  dense: ['Dense', 'inputs, units, activation=?, **kwargs'],
  conv1d: ['Conv1D', CONVOLUTION],
  conv2d: ['Conv2D', CONVOLUTION],
  conv2d_transpose: ['Conv2DTranspose', TRANSPOSED],
  max_pooling2d: ['MaxPooling2D', POOL],
  average_pooling2d: ['AveragePooling2D', POOL],
  flatten: ['Flatten', 'inputs, **kwargs'],
  dropout: ['Dropout', 'inputs, rate=0.5, **kwargs'],
  batch_normalization: ['BatchNormalization', 'inputs, **kwargs'],
};

const SESSIONS = ['tensorflow.Session', 'tensorflow.InteractiveSession'];

/** `tf.function(f)`, which calls f; without one it is a decorator. */
const compiled: Rule = (call) => valueOf(call, 'func');

export const GRAPH: Table = {
  'tensorflow.function': row('func=None, **kwargs', compiled),
  ...Object.fromEntries(
    SESSIONS.flatMap((name): [string, Row][] => [
      [name, { signature: '*args, **kwargs', rule: () => UNKNOWN, constructs: true }],
      [`${name}.__enter__`, row('self', self)],
      [`${name}.run`, row('self, fetches, feed_dict=None, options=None, run_metadata=None', run)],
    ]),
  ),
  'tensorflow.Tensor.set_shape': row('input, shape', setShape),
  'tensorflow.Tensor.eval': row('input, feed_dict=None, session=None', run),
  ...Object.fromEntries(
    Object.entries(LAYERS).map(([name, [layer, signature]]) => [
      `tensorflow.layers.${name}`,
      row(signature, asLayer(layer)),
    ]),
  ),
};
