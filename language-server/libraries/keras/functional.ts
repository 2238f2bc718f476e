import { amount } from '../../domain/amount';
import { equal, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { singleSymbol, substitute } from '../../domain/symbols';
import { printShape, shape, type Shape } from '../../domain/shape';
import { called, connected } from '../../interpreter/composition';
import { elementsOf } from '../../interpreter/provenance';
import { attributeCell } from '../../interpreter/setting-attributes';
import { list, NONE, tensor, tuple, UNKNOWN, type Instance, type Tensor, type Value } from '../../interpreter/value';
import { dataAdvice, type DataWords } from '../advice';
import { attributeOf, elementsIn, layerOf, mismatch, moved, valueOf } from '../call';
import type { Call, Rule } from '../library';
import { checkConnected } from './connected';
import { dialect } from './dialect';

/** Sizes of a symbolic input, by the names of its symbols. */
type Sizes = Map<string, Dimension>;

const tensorsIn = (value: Value): readonly Tensor[] | undefined => {
  const all = value.kind === 'tensor' ? [value] : elementsIn(value);
  return all?.every((each) => each.kind === 'tensor') ? all : undefined;
};

/** The same of a dictionary's values, by whose keys a model takes or gives several. */
function tensorsAmong(value: Value): readonly Tensor[] | undefined {
  const all = elementsOf(value) ?? [value];
  return all.every((each) => each.kind === 'tensor') ? all : undefined;
}

const WORDS: DataWords = {
  flatten: 'flatten the data behind the batch, or start the model with a Flatten layer',
  batch: 'put the sample into a batch: a first axis of size 1, by np.expand_dims(x, 0)',
  both: 'give the sample axes for batch and channels: x[np.newaxis, ..., np.newaxis]',
};

/** Of data that should have come in batches. */
export const BATCH_WORDS: DataWords = {
  ...WORDS,
  batch: 'put the samples into batches, by .batch(32) on the data set',
  both: 'put the samples into batches, by .batch(32) on the data set, and give them an axis of channels',
};

/** What a model that was made for `expected` makes of `given`; undefined, and reported, where it certainly can't take it. */
export function accepted(call: Call, expected: Value, given: Value, words = WORDS): Value | undefined {
  const [wanted, actual] = [tensorsIn(expected), tensorsIn(given)];
  if (!wanted || !actual) return given;
  if (wanted.length !== actual.length) return miscounted(call, wanted, actual) ? undefined : given;
  const taken = actual.map((each, i) => (takes(call, each) ? adjusted(wanted[i]!, each) : each));
  // TensorFlow.js holds data to the model's inputs in `fit` and `predict` alone, not where the model is applied.
  const at = call.machine.javascript ? -1 : taken.findIndex((each, i) => misfit(wanted[i]!, each));
  if (at < 0) return given.kind === 'tensor' ? taken[0]! : tuple(taken);
  mismatch(call, {
    received: `data of shape ${printShape(actual[at]!.shape)}${several(wanted) ? ` for input ${wanted[at]!.name ?? at + 1}` : ''}`,
    expected: `${printShape(wanted[at]!.shape)}, where the first axis is the batch`,
    advice: dataAdvice(actual[at]!.shape.dimensions, wanted[at]!.shape.dimensions, words),
    inputs: [actual[at]!, wanted[at]!],
  });
  return undefined;
}

const several = ({ length }: readonly Tensor[]): boolean => length > 1;

/** A model takes as many arrays as it has inputs. */
function miscounted(call: Call, wanted: readonly Tensor[], actual: readonly Tensor[]): boolean {
  // Numbers in a list are one array.
  if (wanted.length === 0 || actual.some(({ shape: { dimensions } }) => dimensions.length === 0)) return false;
  const count = ({ length }: readonly Tensor[]): string => amount(length, 'array');
  mismatch(call, {
    received: `${count(actual)} of shape ${actual.map((each) => printShape(each.shape)).join(', ')}`,
    expected: `${count(wanted)}, one for each input: ${wanted.map((each) => printShape(each.shape)).join(', ')}`,
    advice:
      actual.length === 1
        ? 'pass a list with an array for each input'
        : 'pass one array for each input, and many samples of one input as a single array',
    inputs: [...actual],
  });
  return true;
}

/** Whether Keras adjusts the data: the versions that are strict make columns of vectors only. */
const takes = (call: Call, { shape: { dimensions } }: Tensor): boolean =>
  !dialect(call.machine).strict || dimensions.length === 1;

/** Keras adds a last axis of size 1 that is missing, and drops one that is not wanted. */
function adjusted({ shape: wanted }: Tensor, given: Tensor): Tensor {
  const { dimensions, open } = given.shape;
  const [ranks, last] = [wanted.dimensions.length, dimensions.at(-1)];
  if (open || wanted.open) return given;
  if (ranks === dimensions.length + 1 && wanted.dimensions.at(-1) === 1) return moved(given, shape([...dimensions, 1]));
  return ranks === dimensions.length - 1 && last === 1 ? moved(given, shape(dimensions.slice(0, -1))) : given;
}

/** Axes behind the batch that differ for certain. */
function misfit({ shape: wanted }: Tensor, { shape: given }: Tensor): boolean {
  if (wanted.open || given.open) return false;
  const [expected, actual] = [wanted.dimensions, given.dimensions];
  if (expected.length !== actual.length) return different(actual.at(-1) ?? 0, 1);
  return expected.some((size, i) => i > 0 && typeof size === 'number' && different(size, actual[i]!));
}

/** The sizes that the symbols of the model's inputs stand for in this call. */
function bind(wanted: readonly Tensor[], given: readonly Tensor[]): Sizes {
  const sizes: Sizes = new Map();
  wanted.forEach(({ shape: { dimensions } }, i) => {
    dimensions.forEach((size, axis) => {
      const actual = given[i]?.shape.dimensions[axis];
      const symbol = singleSymbol(size);
      if (symbol && actual !== undefined) sizes.set(symbol.key, actual);
    });
  });
  return sizes;
}

const placedShape = ({ dimensions, open }: Shape, sizes: Sizes): Shape =>
  shape(
    dimensions.map((size) => substitute(size, ({ key }) => sizes.get(key))),
    open,
  );

const placed = (value: Value, sizes: Sizes): Value => {
  if (value.kind === 'tensor') return tensor(placedShape(value.shape, sizes), { type: 'float' });
  const elements = elementsIn(value);
  return elements ? tuple(elements.map((each) => placed(each, sizes))) : UNKNOWN;
};

/** A model that was made for a number of samples may take another. */
const isOtherBatch = (wanted: Tensor, given: Tensor): boolean => {
  const [made, size] = [wanted.shape.dimensions[0], given.shape.dimensions[0]];
  return typeof made === 'number' && size !== undefined && !equal(made, size);
};

/** The outputs' shapes with the sizes of these inputs in place of the symbols. */
export const callModel: Rule = (call) => {
  const model = layerOf(call);
  const [input, output] = ['input', 'output'].map((name) => attributeOf(model, name));
  const given = accepted(call, input!, valueOf(call, 'inputs'));
  const [wanted, actual] = [tensorsIn(input!), given && tensorsIn(given)];
  if (!wanted || wanted.length !== actual?.length) return UNKNOWN;
  const alike = actual.every(
    ({ shape: { open, dimensions } }, i) => !open && dimensions.length === wanted[i]!.shape.dimensions.length,
  );
  if (!alike) return UNKNOWN;
  if (actual.some((each, i) => misfit(wanted[i]!, each) || isOtherBatch(wanted[i]!, each))) return UNKNOWN;
  const sizes = bind(wanted, actual);
  if (model) called(call.machine, model, [wanted, tensorsIn(output!) ?? []], (each) => placedShape(each, sizes));
  return placed(output!, sizes);
};

/** Keeps the layers between a model's inputs and outputs. */
export function connect(call: Call, model: Instance): void {
  const [inputs, outputs] = ['input', 'output'].map((name) => tensorsAmong(attributeOf(model, name)));
  if (!inputs?.length || !outputs) return;
  if (!call.machine.javascript) checkConnected(call, inputs, outputs);
  connected(call.machine, model, inputs, outputs);
}

/** `model.inputs`: a list, of one as of several. */
const listOf = (value: Value): Value => (value.kind === 'tensor' ? list([value]) : value);

/** `Model(inputs, outputs)` keeps both; a subclass has neither. */
export const constructModel: Rule = (call) => {
  const { self: model, machine } = call;
  for (const [name, parameter] of [
    ['input', 'inputs'],
    ['output', 'outputs'],
  ] as const) {
    const value = valueOf(call, parameter);
    const single = elementsIn(value)?.length === 1 ? elementsIn(value)![0]! : value;
    if (!model || value.kind === 'none') continue;
    machine.store.write(attributeCell(model.attributes, name), single);
    machine.store.write(attributeCell(model.attributes, parameter), listOf(single));
  }
  if (model) connect(call, model);
  return NONE;
};
