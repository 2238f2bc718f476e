/** Layers of `tf.contrib`: they keep the size of a picture unless told, and end in a ReLU. */
import { shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { library, UNKNOWN, type Value } from '../../interpreter/value';
import { derived, tensorOf, valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';

/** Keras' layer of the same work, its settings by the names that contrib has for them, and contrib's own defaults. */
interface Twin {
  layer: string;
  signature: string;
  settings: Readonly<Record<string, string>>;
}

const CONVOLUTION: Twin = {
  layer: 'Conv2D',
  signature: 'inputs, num_outputs, kernel_size, stride=1, padding=SAME, data_format=None, rate=1, **kwargs',
  settings: {
    filters: 'num_outputs',
    kernel_size: 'kernel_size',
    strides: 'stride',
    padding: 'padding',
    dilation_rate: 'rate',
  },
};

const pooling = (layer: string): Twin => ({
  layer,
  signature: 'inputs, kernel_size, stride=2, padding=VALID, data_format=None, **kwargs',
  settings: { pool_size: 'kernel_size', strides: 'stride', padding: 'padding' },
});

const DENSE: Twin = {
  layer: 'Dense',
  signature: 'inputs, num_outputs, *args, **kwargs',
  settings: { units: 'num_outputs' },
};

const TWINS: Readonly<Record<string, Twin>> = {
  conv2d: CONVOLUTION,
  convolution2d: CONVOLUTION,
  convolution: CONVOLUTION,
  max_pool2d: pooling('MaxPooling2D'),
  avg_pool2d: pooling('AveragePooling2D'),
  fully_connected: DENSE,
  linear: DENSE,
  flatten: { layer: 'Flatten', signature: 'inputs, **kwargs', settings: {} },
};

const asLayer =
  ({ layer, settings }: Twin): Rule =>
  (call) => {
    const { machine, site } = call;
    const order = valueOf(call, 'data_format');
    if (order.kind !== 'none' && order.kind !== 'unknown') return UNKNOWN;
    const named = new Map(Object.entries(settings).map(([name, own]): [string, Value] => [name, valueOf(call, own)]));
    const made = callValue(machine, library(`keras.layers.${layer}`), { ...noArguments(), named }, { site });
    return callValue(machine, made, { ...noArguments(), positional: [valueOf(call, 'inputs')] }, { site });
  };

/** What keeps its input's shape. */
const kept = (call: Call): Value => derived(tensorOf(call, 'inputs'), tensorOf(call, 'inputs').shape);

const KEEPING = 'dropout batch_norm softmax layer_norm';

const ROWS: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(Object.entries(TWINS).map(([name, twin]) => [name, row(twin.signature, asLayer(twin))])),
  ...Object.fromEntries(KEEPING.split(' ').map((name) => [name, row('inputs, *args, **kwargs', kept)])),
};

/** (…) of places in a table (n, …width) → (…, …width) */
const lookup: Rule = (call) => {
  const [table, places] = [tensorOf(call, 'params'), tensorOf(call, 'ids')];
  if (table.shape.open || places.shape.open || table.shape.dimensions.length === 0) return UNKNOWN;
  return derived(table, shape([...places.shape.dimensions, ...table.shape.dimensions.slice(1)]));
};

export const CONTRIB: Table = {
  ...Object.fromEntries(
    ['tensorflow.contrib.layers', 'tensorflow.contrib.slim', 'tf_slim'].flatMap((module) =>
      Object.entries(ROWS).map(([name, each]) => [`${module}.${name}`, each]),
    ),
  ),
  'tensorflow.nn.embedding_lookup': row('params, ids, *args, **kwargs', lookup),
};
