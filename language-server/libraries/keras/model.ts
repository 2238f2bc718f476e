import { entryOf } from '../../interpreter/dictionaries';
import { Each } from '../../interpreter/each';
import type { Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape, shape } from '../../domain/shape';
import { callValue, noArguments } from '../../interpreter/calls';
import { item } from '../../interpreter/items';
import { libraryClass } from '../../interpreter/modules';
import { attributeCell } from '../../interpreter/targets';
import { integer, NONE, tensor, tuple, UNKNOWN, type Instance, type Tensor, type Value } from '../../interpreter/value';
import { attributeOf, elementsIn, layerOf, mismatch, unknown, valueOf } from '../call';
import { layersWithin, layerWithin, partsWithin } from '../layers/within';
import { row, type Call, type Rule, type Table } from '../library';
import { entriesOf } from '../pandas/frame';
import { dataIn, elementIn } from '../tensorflow/dataset';
import { accepted, BATCH_WORDS, callModel, constructModel } from './functional';
import { checkLoss, lossOf } from './loss';
import { inOrder } from './named';

const LOSS = '@loss';

const compile: Rule = (call) => {
  const model = layerOf(call);
  if (model) call.machine.store.write(attributeCell(model.attributes, LOSS), valueOf(call, 'loss'));
  return NONE;
};

/** One batch of the data, of any size. */
const batchOf = (call: Call, data: Tensor): Tensor =>
  tensor(shape([call.machine.symbol('B'), ...data.shape.dimensions.slice(1)], data.shape.open), { type: 'float' });

/** What the model gives for data: each tensor of several by itself. */
function outputFor(call: Call, model: Instance, data: Value, batch: (data: Tensor) => Tensor): Value {
  const several = elementsIn(data);
  const inputs = data.kind === 'tensor' ? [data] : several;
  if (!inputs?.every((each) => each.kind === 'tensor' && !each.shape.open && each.shape.dimensions.length > 0))
    return UNKNOWN;
  const batches = (inputs as Tensor[]).map(batch);
  const positional: Value[] = data.kind === 'tensor' ? [batches[0]!] : [{ kind: 'tuple', elements: batches }];
  return callValue(call.machine, model, { ...noArguments(), positional }, { site: call.site });
}

/** Inputs and targets, and whether they are batches already. */
interface Fed {
  x: Value;
  y: Value;
  batched: boolean;
}

/** Arrays or tables, or a batch of a data set: inputs, or inputs and targets. */
function fedBy(call: Call, x: Value, y: Value): Fed {
  const element = elementOf(call, x);
  if (!element) return { x: arraysOf(x), y: entriesOf(y), batched: false };
  const [inputs = UNKNOWN, targets = UNKNOWN] = element.kind === 'tuple' ? element.elements : [element];
  return { x: inputs, y: targets, batched: true };
}

/** A batch of a data set, or what a generator or a sequence of the program's own gives; undefined for arrays. */
function elementOf(call: Call, x: Value): Value | undefined {
  const data = dataIn(x);
  if (data) return elementIn(data);
  if (x.kind === 'instance' && SEQUENCES.test(libraryClass(x)?.name ?? ''))
    return item(call.machine, x, integer(call.machine.symbol('i', 'integer')), call.site);
  if (x.kind !== 'list' || x.type !== 'iterator') return undefined;
  const elements = x.elements.value;
  return elements instanceof Each ? elements.read() : (elements?.[0] ?? UNKNOWN);
}

const SEQUENCES = /^keras\.utils\.(Sequence|PyDataset)$/;

const arraysOf = (value: Value): Value => {
  const several = elementsIn(value);
  return several ? tuple(several.map(entriesOf)) : entriesOf(value);
};

/** Data, the model and the loss together: what `fit` would run into with its first batch. */
function feed(call: Call, model: Instance, fed: Fed): void {
  const { batched } = fed;
  const input = attributeOf(model, 'input');
  const [x, y] = [inOrder(fed.x, input), fed.y];
  if (!batched) checkInputs(call, x);
  if (!batched) checkCounts(call, x, y);
  if (!accepts(call, input, x, batched)) return;
  const followed = outputFor(call, model, x, (data) => (batched ? data : batchOf(call, data)));
  const output = followed.kind === 'unknown' ? attributeOf(model, 'output') : followed;
  const loss = attributeOf(model, LOSS);
  const outputs = output.kind === 'tensor' ? [output] : (elementsIn(output) ?? []);
  const names = namesOf(attributeOf(model, 'output'));
  const [losses, targets] = [loss, y].map((given) => each(given, names, outputs.length));
  checkLosses(call, outputs, losses!, targets!, batched);
}

const accepts = (call: Call, input: Value, x: Value, batched: boolean): boolean =>
  accepted(call, input, x, batched ? BATCH_WORDS : undefined) !== undefined;

/** The names of a model's outputs, as far as the program gives them. */
const namesOf = (output: Value): (string | undefined)[] =>
  (output.kind === 'tensor' ? [output] : (elementsIn(output) ?? [])).map((each) =>
    each.kind === 'tensor' ? each.name : undefined,
  );

/** What there is for each of several outputs: by name, in order, or one for all. */
function each(given: Value, names: readonly (string | undefined)[], count: number): readonly Value[] {
  if (given.kind === 'dictionary')
    return names.map((name) => (name === undefined ? undefined : entryOf(given.entries.value, `s${name}`)) ?? UNKNOWN);
  const several = elementsIn(given);
  if (several) return several.length === count ? several : [];
  return Array.from({ length: given.kind === 'tensor' && count > 1 ? 0 : count }, () => given);
}

/** Several outputs, each with its targets and its loss. */
function checkLosses(
  call: Call,
  outputs: readonly Value[],
  losses: readonly Value[],
  targets: readonly Value[],
  batched: boolean,
): void {
  outputs.forEach((output, i) => {
    const [loss, target] = [losses[i], entriesOf(targets[i] ?? UNKNOWN)];
    if (loss && output.kind === 'tensor' && target.kind === 'tensor')
      checkLoss(call, lossOf(loss), output, target, batched);
  });
}

const fit: Rule = (call) => {
  const model = layerOf(call);
  if (!model) return UNKNOWN;
  feed(call, model, fedBy(call, valueOf(call, 'x'), valueOf(call, 'y')));
  const validation = validationOf(call);
  const [x = validation, y = UNKNOWN] = validation.kind === 'tuple' ? validation.elements : [];
  if (x.kind !== 'unknown') feed(call, model, fedBy(call, x, y));
  return UNKNOWN;
};

/** `validation_data=(x, y)`, or a data set. */
function validationOf(call: Call): Value {
  const options = valueOf(call, 'kwargs');
  const entries = options.kind === 'dictionary' ? options.entries.value : undefined;
  return entryOf(entries, 'svalidation_data') ?? UNKNOWN;
}

/** Several inputs have as many samples each. */
function checkInputs(call: Call, x: Value): void {
  const inputs = (elementsIn(x) ?? []).flatMap((each) => (each.kind === 'tensor' && !each.shape.open ? [each] : []));
  const [first] = inputs;
  const other = inputs.find(({ shape: { dimensions } }) =>
    different(dimensions[0] ?? 1, first!.shape.dimensions[0] ?? 1),
  );
  if (!first || !other) return;
  mismatch(call, {
    received: `inputs of shapes ${printShape(first.shape)} and ${printShape(other.shape)}`,
    expected: 'as many samples in each',
    advice: 'pass what belongs together, or slice all alike',
    inputs,
  });
}

/** As many samples as targets. */
function checkCounts(call: Call, x: Value, y: Value): void {
  const count = (value: Value): Dimension | undefined =>
    value.kind === 'tensor' && !value.shape.open ? value.shape.dimensions[0] : undefined;
  const [samples, targets] = [count(x), count(y)];
  if (samples === undefined || targets === undefined || !different(samples, targets)) return;
  mismatch(call, {
    received: `x of shape ${printShape((x as Tensor).shape)} and y of shape ${printShape((y as Tensor).shape)}`,
    expected: `as many targets as samples: ${printDimension(samples)} against ${printDimension(targets)}`,
    advice: 'pass the two halves of one split, or slice both alike',
    inputs: [x as Tensor, y as Tensor],
  });
}

/** As many rows as samples; of a data set as many as there are. */
const predict: Rule = (call) => {
  const model = layerOf(call);
  if (!model) return UNKNOWN;
  const input = attributeOf(model, 'input');
  const { x: given, batched } = fedBy(call, valueOf(call, 'x'), UNKNOWN);
  const x = inOrder(given, input);
  if (!batched) checkInputs(call, x);
  if (!accepts(call, input, x, batched)) return UNKNOWN;
  return outputFor(call, model, x, (data) => (batched ? batchOf(call, data) : data));
};

/** (N) of class numbers, or (N, 1) of a model with one unit. */
const predictClasses: Rule = (call) => {
  const output = predict(call);
  if (output.kind !== 'tensor' || output.shape.open) return UNKNOWN;
  const { dimensions } = output.shape;
  const single = dimensions.at(-1) === 1;
  return single || different(dimensions.at(-1) ?? 1, 1)
    ? tensor(shape(single ? dimensions : dimensions.slice(0, -1)), { type: 'int64' })
    : UNKNOWN;
};

const UNKNOWN_METHODS =
  'summary save save_weights load_weights get_config to_json count_params get_weights set_weights build ' +
  'get_metrics_result reset_metrics reset_states make_predict_function add_loss add_metric export test_step train_step';

const DATA = 'self, x=None, y=None, *args, **kwargs';

/** Of Keras before its 3.0: what gives batches stands for the data. */
const GENERATOR = 'self, generator=None, *args, **kwargs';

/** The call as if the data stood where its generator does. */
const fromGenerator =
  (rule: Rule): Rule =>
  (call) =>
    rule({ ...call, arguments: new Map([...call.arguments, ['x', valueOf(call, 'generator')], ['y', NONE]]) });

export const MODELS: Table = {
  'keras.Model': {
    signature: 'inputs=None, outputs=None, name=None, **kwargs',
    rule: constructModel,
    constructs: true,
  },
  'keras.Model.call': row('self, inputs, *args, **kwargs', callModel),
  'keras.Model.compile': row('self, optimizer=rmsprop, loss=None, *args, **kwargs', compile),
  'keras.Model.fit': row(DATA, fit),
  'keras.Model.evaluate': row(DATA, fit),
  'keras.Model.train_on_batch': row(DATA, fit),
  'keras.Model.test_on_batch': row(DATA, fit),
  'keras.Model.predict': { ...row('self, x=None, *args, **kwargs', predict), gives: 'numpy.ndarray' },
  'keras.Model.predict_on_batch': { ...row('self, x=None, *args, **kwargs', predict), gives: 'numpy.ndarray' },
  'keras.Model.fit_generator': row(GENERATOR, fromGenerator(fit)),
  'keras.Model.evaluate_generator': row(GENERATOR, fromGenerator(fit)),
  'keras.Model.predict_generator': { ...row(GENERATOR, fromGenerator(predict)), gives: 'numpy.ndarray' },
  'keras.Model.predict_proba': { ...row('self, x=None, *args, **kwargs', predict), gives: 'numpy.ndarray' },
  'keras.Model.predict_classes': { ...row('self, x=None, *args, **kwargs', predictClasses), gives: 'numpy.ndarray' },
  'keras.Model.get_layer': row('self, name=None, index=None', layerWithin),
  'keras.Model.@layers': row('self', layersWithin),
  'keras.Model.@inputs': row('self', partsWithin('input')),
  'keras.Model.@outputs': row('self', partsWithin('output')),
  ...Object.fromEntries(
    UNKNOWN_METHODS.split(' ').map((name) => [`keras.layers.Layer.${name}`, row('self, *args, **kwargs', unknown)]),
  ),
};
