/** What a model that is put together of layers gives of itself: its layers by name or place, its inputs and outputs. */
import { isComposed, LAYERS } from '../../interpreter/modules';
import { attributeCell } from '../../interpreter/setting-attributes';
import { list, UNKNOWN, type Instance, type Value } from '../../interpreter/value';
import { attributeOf, elementsIn, layerOf, mismatch, numberIn, valueOf } from '../call';
import type { Call, Rule } from '../library';

const OUTPUT = 'output';

/** Keeps what a library's layer gave, which is its `output`; a layer that was called before has no single one. */
export function keepOutput({ machine }: Call, layer: Value, output: Value): void {
  if (layer.kind !== 'instance' || layer.class.kind !== 'library' || isComposed(layer)) return;
  const cell = attributeCell(layer.attributes, OUTPUT);
  machine.store.write(cell, cell.value ? UNKNOWN : output);
}

/** The layers that were added, in order. */
const layersOf = (model: Instance | undefined): readonly Value[] | undefined => elementsIn(attributeOf(model, LAYERS));

const listOf = ({ machine }: Call, values: readonly Value[]): Value =>
  list(values, machine.javascript ? 'array' : 'list');

const isNamed = (layer: Value, name: Value): boolean => {
  const own = layer.kind === 'instance' ? attributeOf(layer, 'name') : UNKNOWN;
  return own.kind === 'string' && name.kind === 'string' && own.value === name.value;
};

/** `get_layer('name')`, `getLayer(3)`, `get_layer(index=3)`: names that nobody gave are not known. */
export const layerWithin: Rule = (call) => {
  const layers = layersOf(layerOf(call));
  const [name, index] = [valueOf(call, 'name'), valueOf(call, 'index')];
  const at = numberIn(name) ?? numberIn(index);
  if (at !== undefined) return addedTo(layerOf(call))?.[at] ?? UNKNOWN;
  const found = layers?.find((each) => isNamed(each, name));
  if (layers && !found) reportName(call, layers, name);
  return found ?? UNKNOWN;
};

/** Layers without a name get one that ends in a number in TensorFlow.js; in Keras it may be any. */
function reportName(call: Call, layers: readonly Value[], name: Value): void {
  if (name.kind !== 'string' || !call.machine.javascript || /\d$/.test(name.value)) return;
  if (!layers.every((each) => each.kind === 'instance' && !each.escaped.value)) return;
  mismatch(
    call,
    {
      received: `the name ${name.value}`,
      expected: 'the name of one of its layers',
      advice: `give the layer the name when it is made: { name: '${name.value}' }`,
      inputs: [],
    },
    'argument-mismatch',
  );
}

/** All layers of a model that they are added to; one of inputs and outputs has its inputs among them, in an order of its own. */
const addedTo = (model: Instance | undefined): readonly Value[] | undefined =>
  model?.class.kind === 'library' && model.class.name.endsWith('equential') ? layersOf(model) : undefined;

/** `model.layers` of one that layers are added to. */
export const layersWithin: Rule = (call) => {
  const layers = addedTo(layerOf(call));
  return layers ? listOf(call, layers) : UNKNOWN;
};

/** `model.inputs`, `model.outputs`: a list, of one as of several. */
export const partsWithin =
  (name: 'input' | 'output'): Rule =>
  (call) => {
    const value = attributeOf(layerOf(call), name);
    if (value.kind === 'unknown') return UNKNOWN;
    return listOf(call, elementsIn(value) ?? [value]);
  };
