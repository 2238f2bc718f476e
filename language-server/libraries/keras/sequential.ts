import { integer, NONE, tuple, UNKNOWN, type Instance, type Value } from '../../interpreter/value';
import { iterate } from '../../interpreter/iteration';
import { composed } from '../../interpreter/composition';
import { libraryClass, LAYERS } from '../../interpreter/modules';
import { attributeCell } from '../../interpreter/setting-attributes';
import { attributeOf, displayName, elementsIn, integerIn, layerOf, mismatch, valueOf } from '../call';
import { callLayer } from '../containers';
import { settingOf, statedSetting } from '../layers/setting';
import { keepOutput } from '../layers/within';
import { row, type Call, type Rule, type Table } from '../library';
import { inputTensor } from './layer';
import { accepted } from './functional';
import { inputsOfMerge } from './merge';

const set = (call: Call, model: Instance, name: string, value: Value): void => {
  call.machine.store.write(attributeCell(model.attributes, name), value);
};

/** Where a model keeps what each of its layers was given; no program's attribute is so named. */
const GIVEN = '@given';

/** Where a model says that one of its layers does not fit the one before. */
const BROKEN = '@broken';

const layersOf = (model: Instance): readonly Value[] | undefined => elementsIn(attributeOf(model, LAYERS));

/** The input that a first layer states: `input_shape`, `batch_input_shape`, `input_dim`, or a model's own. */
function statedInput(call: Call, layer: Value): Value | undefined {
  if (layer.kind === 'tensor') return layer;
  if (layer.kind !== 'instance') return undefined;
  const own = attributeOf(layer, 'input');
  if (own.kind === 'tensor') return own;
  const [stated, batched, features] = ['input_shape', 'batch_input_shape', 'input_dim'].map((name) =>
    settingOf(layer, name),
  );
  if (elementsIn(stated!)) return inputTensor(call.machine, stated!);
  const batch = elementsIn(batched!);
  if (batch) return inputTensor(call.machine, tuple(batch.slice(1)), integerIn(batch[0]!));
  const name = layer.class.kind === 'library' ? layer.class.name : '';
  const sizes = statedSizes(name, features!, settingOf(layer, 'input_length')) ?? tokensFor(call, name);
  return sizes && inputTensor(call.machine, tuple(sizes));
}

/** Layers whose input is a sequence: `input_dim` is the width of its elements. */
const SEQUENTIAL_INPUT = /\.(LSTM|GRU|SimpleRNN|RNN|Conv1D|Convolution1D)$/;

/** What `input_dim` and `input_length` say of the axes behind the batch. */
function statedSizes(name: string, features: Value, length: Value): Value[] | undefined {
  const [width, steps] = [integerIn(features), integerIn(length)];
  if (/\.embedding$/i.test(name)) return steps === undefined ? undefined : [integer(steps)];
  if (width === undefined) return undefined;
  if (SEQUENTIAL_INPUT.test(name)) return [steps === undefined ? NONE : integer(steps), integer(width)];
  return [integer(width)];
}

/** TensorFlow.js' embeddings take rows of any length where none is told. */
const tokensFor = ({ machine }: Call, name: string): Value[] | undefined =>
  machine.javascript && name.endsWith('.embedding') ? [NONE] : undefined;

function append(call: Call, model: Instance, layer: Value): void {
  const layers = layersOf(model);
  if (!layers || (layer.kind !== 'instance' && layer.kind !== 'tensor')) {
    call.machine.store.write(model.escaped, true);
    return;
  }
  if (layers.length === 0 && attributeOf(model, 'input').kind === 'unknown') begin(call, model, layer);
  if (layer.kind === 'tensor') return;
  set(call, model, LAYERS, tuple([...layers, layer]));
  const before = attributeOf(model, 'output');
  const given = elementsIn(attributeOf(model, GIVEN)) ?? [];
  set(call, model, GIVEN, tuple([...given, before]));
  if (before.kind !== 'tensor' && before.kind !== 'tuple') return;
  const { length } = call.machine.events;
  const output = callLayer(call, layer, before);
  // What is reported once is not reported again where the model is called.
  const broken = call.machine.events.slice(length).some(({ kind }) => kind === 'mismatch' || kind === 'reshape');
  set(call, model, 'output', broken ? UNKNOWN : output);
  if (broken) set(call, model, BROKEN, NONE);
  // TensorFlow.js' layers keep it where they are applied.
  if (!call.machine.javascript) keepOutput(call, layer, output);
}

function begin(call: Call, model: Instance, layer: Value): void {
  const input = inputsOfMerge(layer) ?? statedInput(call, layer);
  if (!input) reportFirst(call, layer);
  if (!input) return;
  set(call, model, 'input', input);
  set(call, model, 'output', input);
}

/** What may state an input in another way, or follow from one that it has already been given. */
const STATES_INPUT = /^tfjs\.(?!layers\.)|\.(embedding|bidirectional|timeDistributed|inputLayer|Layer)$/;

/** TensorFlow.js refuses a first layer without the shape of its input; Keras waits for data. */
function reportFirst(call: Call, layer: Value): void {
  const type = layer.kind === 'instance' && !layer.escaped.value ? libraryClass(layer) : undefined;
  const own = layer.kind === 'instance' && layer.class.kind === 'class';
  if (!call.machine.javascript || !type || (!own && STATES_INPUT.test(type.name))) return;
  const stated = ['input_shape', 'batch_input_shape', 'input_dim', 'output'].some((name) =>
    statedSetting(layer as Instance, name),
  );
  if (stated) return;
  mismatch(
    call,
    {
      received: `${displayName(type.name)} as its first layer, without an inputShape`,
      expected: 'the shape of an input, without the batch',
      advice: 'give the first layer an inputShape, or begin with tf.layers.inputLayer',
      inputs: [],
    },
    'argument-mismatch',
  );
}

/** A model with the layers that it has now. */
function grown(call: Call, model: Instance): void {
  const [input, output] = ['input', 'output'].map((name) => attributeOf(model, name));
  composed(call.machine, model, [input!], [output!]);
}

export const constructSequential: Rule = (call) => {
  const model = call.self;
  if (!model) return NONE;
  set(call, model, LAYERS, tuple([]));
  const given = valueOf(call, 'layers');
  const layers = given.kind === 'none' ? [] : iterate(call.machine, given);
  if (!layers) call.machine.store.write(model.escaped, true);
  for (const layer of layers ?? []) append(call, model, layer);
  grown(call, model);
  return NONE;
};

export const addLayer: Rule = (call) => {
  const model = layerOf(call);
  if (!model) return NONE;
  append(call, model, valueOf(call, 'layer'));
  grown(call, model);
  return NONE;
};

/** The last layer goes, and the output is again what it was given. */
const pop: Rule = (call) => {
  const model = layerOf(call);
  const layers = model && layersOf(model);
  const given = model && elementsIn(attributeOf(model, GIVEN));
  const known = layers && layers.length > 0 && given?.length === layers.length;
  const self = valueOf(call, 'self');
  if (!known && self.kind === 'instance') call.machine.store.write(self.escaped, true);
  if (known) {
    set(call, model, LAYERS, tuple(layers.slice(0, -1)));
    set(call, model, GIVEN, tuple(given.slice(0, -1)));
    set(call, model, 'output', given.at(-1)!);
    grown(call, model);
  }
  return UNKNOWN;
};

/** TensorFlow.js has no model without layers; Keras gives what it gets. */
export function isEmpty(call: Call, model: Instance): boolean {
  if (!call.machine.javascript || layersOf(model)?.length !== 0) return false;
  mismatch(
    call,
    { received: 'no layer', expected: 'at least one', advice: 'add layers before the model is used', inputs: [] },
    'argument-mismatch',
  );
  return true;
}

/** Each layer on what the one before gave. */
export const runLayers: Rule = (call) => {
  const model = layerOf(call);
  const layers = model && layersOf(model);
  if (model && isEmpty(call, model)) return UNKNOWN;
  const broken = model && attributeOf(model, BROKEN).kind === 'none';
  const input = layers && !broken && accepted(call, attributeOf(model, 'input'), valueOf(call, 'inputs'));
  if (!input) return UNKNOWN;
  return layers.reduce<Value>((value, layer) => callLayer(call, layer, value), input);
};

export const SEQUENTIAL: Table = {
  'keras.Sequential': {
    signature: 'layers=None, trainable=True, name=None, **kwargs',
    rule: constructSequential,
    constructs: true,
  },
  'keras.Sequential.add': row('self, layer, *args, **kwargs', addLayer),
  'keras.Sequential.pop': row('self, *args, **kwargs', pop),
  'keras.Sequential.call': row('self, inputs, *args, **kwargs', runLayers),
};
