/** What Keras 1 merges by a mode: the function `merge` of tensors, and the layer `Merge` of models side by side. */
import { own } from '../../domain/own';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { list, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { attributeOf, elementsIn, valueOf } from '../call';
import { setting } from '../layers/setting';
import type { Call, Rule, Table } from '../library';
import { row } from '../library';
import { asLayer } from './inputs';
import { layerTable } from './layer';

/** The layer that does the same; sizes of the other modes are not known. */
const MODES: Partial<Record<string, string>> = {
  sum: 'Add',
  mul: 'Multiply',
  ave: 'Average',
  max: 'Maximum',
  concat: 'Concatenate',
  dot: 'Dot',
};

interface Settings {
  mode: Value;
  concatAxis: Value;
  dotAxes: Value;
}

function mergedBy(call: Call, inputs: Value, { mode, concatAxis, dotAxes }: Settings): Value {
  const layer = mode.kind === 'string' ? own(MODES, mode.value) : undefined;
  if (!layer) return UNKNOWN;
  const values = new Map<string, Value>([['inputs', inputs]]);
  if (layer === 'Concatenate') values.set('axis', concatAxis);
  if (layer === 'Dot') values.set('axes', dotAxes);
  return asLayer(layer)({ ...call, arguments: values });
}

const merge: Rule = (call) =>
  mergedBy(call, valueOf(call, 'inputs'), {
    mode: valueOf(call, 'mode'),
    concatAxis: valueOf(call, 'concat_axis'),
    dotAxes: valueOf(call, 'dot_axes'),
  });

/** Each model on its own input; without models the inputs are merged themselves. */
const mergeLayer: Rule = (call) => {
  const inputs = elementsIn(valueOf(call, 'inputs'));
  const models = elementsIn(setting(call, 'layers'));
  if (!inputs || (models && models.length !== inputs.length)) return UNKNOWN;
  const outputs = models
    ? models.map((model, i) =>
        callValue(call.machine, model, { ...noArguments(), positional: [inputs[i]!] }, { site: call.site }),
      )
    : inputs;
  const [mode, concatAxis, dotAxes] = ['mode', 'concat_axis', 'dot_axes'].map((name) => setting(call, name));
  return mergedBy(call, list(outputs), { mode: mode!, concatAxis: concatAxis!, dotAxes: dotAxes! });
};

/** What models side by side take: the input of each; undefined where one has several, or none yet. */
export function inputsOfMerge(layer: Value): Value | undefined {
  if (layer.kind !== 'instance' || layer.class.kind !== 'library' || layer.class.name !== 'keras.layers.Merge')
    return undefined;
  const models = elementsIn(attributeOf(layer, 'layers')) ?? [];
  const inputs = models.map((model) => (model.kind === 'instance' ? attributeOf(model, 'input') : UNKNOWN));
  return inputs.length > 0 && inputs.every(({ kind }) => kind === 'tensor') ? tuple(inputs) : undefined;
}

const PARAMETERS = 'mode=sum, concat_axis=-1, dot_axes=-1';

export const MERGE: Table = {
  'keras.layers.merge': row(`inputs, ${PARAMETERS}, *args, **kwargs`, merge),
  ...layerTable('Merge', `layers=None, ${PARAMETERS}`, mergeLayer),
};
