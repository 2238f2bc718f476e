import { entryOf } from '../../interpreter/dictionaries';
import type { Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { attributeCell } from '../../interpreter/setting-attributes';
import { NONE, tensor, tuple, UNKNOWN, type Instance, type Tensor, type Value } from '../../interpreter/value';
import { attributeOf, elementsIn, layerOf, unknown, valueOf } from '../call';
import { layersWithin, layerWithin, partsWithin } from '../layers/within';
import { row, type Call, type Rule, type Table } from '../library';
import { entriesOf } from '../pandas/frame';
import { mapTensors } from '../tensorflow/dataset';
import { accepted, BATCH_WORDS, callModel, constructModel } from './functional';
import { checkLoss, lossOf } from './loss';
import { arraysOf, checkCounts, checkInputs, elementOf, fedBy, option, type Fed } from './fed';
import { inOrder } from './named';
import { checkCompiled } from '../layers/uncompiled';
import { checkTargets } from './missing-targets';
import { runOwn } from './own-loss';
import { ownStep, runStep, type Step } from './own-step';

const LOSS = '@loss';
const METRICS = '@metrics';

const compile: Rule = (call) => {
  const model = layerOf(call);
  if (!model) return NONE;
  const [metrics = option(call, 'metrics') ?? NONE] = elementsIn(valueOf(call, 'args')) ?? [];
  call.machine.store.write(attributeCell(model.attributes, LOSS), valueOf(call, 'loss'));
  call.machine.store.write(attributeCell(model.attributes, METRICS), metrics);
  return NONE;
};

/** All samples pass through in batches, so that what is among them reaches every layer. */
const resized = ({ shape: { dimensions, open }, members }: Tensor, batch: Dimension): Tensor =>
  tensor(shape([batch, ...dimensions.slice(1)], open), { type: 'float', ...(members && { members }) });

/** One batch of the data, of any size. */
const batchOf = (call: Call, data: Tensor): Tensor => resized(data, call.machine.symbol('B'));

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

/** Data, the model and the loss together: what `fit` would run into with its first batch. */
function feed(call: Call, model: Instance, fed: Fed): void {
  const { batched } = fed;
  const input = attributeOf(model, 'input');
  const [x, y] = [inOrder(fed.x, input), fed.y];
  if (!batched) checkInputs(call, x);
  if (!batched) checkCounts(call, x, y, fed.weights);
  if (!accepts(call, input, x, batched)) return;
  const followed = outputFor(call, model, x, (data) => (batched ? data : batchOf(call, data)));
  const output = followed.kind === 'unknown' ? attributeOf(model, 'output') : followed;
  const loss = attributeOf(model, LOSS);
  const outputs = output.kind === 'tensor' ? [output] : (elementsIn(output) ?? []);
  const names = namesOf(attributeOf(model, 'output'));
  const [losses, targets] = [loss, y].map((given) => each(given, names, outputs.length));
  checkLosses(call, outputs, losses!, targets!, batched);
  const [single] = outputs;
  if (outputs.length !== 1 || single?.kind !== 'tensor') return;
  for (const metric of elementsIn(attributeOf(model, METRICS)) ?? [])
    runOwn(call, metric, single, entriesOf(targets![0] ?? UNKNOWN));
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
    if (!loss || output.kind !== 'tensor') return;
    if (target.kind === 'tensor') checkLoss(call, lossOf(loss), output, target, batched);
    runOwn(call, loss, output, target);
  });
}

/** What runs with a batch: the program's own step, or the library's. */
function step(call: Call, model: Instance, name: Step, [x, y, weights = NONE]: readonly [Value, Value, Value?]): void {
  const own = ownStep(call, model, name);
  if (own) runStep(call, own, batchFor(call, x, y));
  else feed(call, model, { ...fedBy(call, x, y), weights });
}

/** A batch as a step gets it: of a data set as it is, of arrays the inputs, with their targets if there are any. */
function batchFor(call: Call, x: Value, y: Value): Value {
  if (WEIGHTS.some((name) => option(call, name))) return UNKNOWN;
  const element = elementOf(call, x);
  if (element) return element;
  const batch = call.machine.symbol('B');
  const [inputs, targets] = [arraysOf(x), entriesOf(y)].map(
    (data) => mapTensors(data, (each) => resized(each, batch)) ?? UNKNOWN,
  );
  return y.kind === 'none' ? inputs! : tuple([inputs!, targets!]);
}

/** With any of these a batch has weights besides. */
const WEIGHTS = ['sample_weight', 'class_weight'];

const training =
  (name: Step): Rule =>
  (call) => {
    const model = layerOf(call);
    if (!model) return UNKNOWN;
    checkCompiled(call, model, LOSS);
    if (FITS.test(call.name)) checkTargets(call, model, attributeOf(model, LOSS));
    step(call, model, name, [valueOf(call, 'x'), valueOf(call, 'y'), option(call, 'sample_weight') ?? NONE]);
    // `validation_data=(x, y)`, or a data set.
    const validation = option(call, 'validation_data') ?? UNKNOWN;
    const [x = validation, y = UNKNOWN] = validation.kind === 'tuple' ? validation.elements : [];
    if (x.kind !== 'unknown') step(call, model, 'test_step', [x, y]);
    return UNKNOWN;
  };

const FITS = /\.fit(_generator)?$/;

const fit = training('train_step');
const evaluate = training('test_step');

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
  'keras.Model.evaluate': row(DATA, evaluate),
  'keras.Model.train_on_batch': row(DATA, fit),
  'keras.Model.test_on_batch': row(DATA, evaluate),
  'keras.Model.predict': { ...row('self, x=None, *args, **kwargs', predict), gives: 'numpy.ndarray' },
  'keras.Model.predict_on_batch': { ...row('self, x=None, *args, **kwargs', predict), gives: 'numpy.ndarray' },
  'keras.Model.fit_generator': row(GENERATOR, fromGenerator(fit)),
  'keras.Model.evaluate_generator': row(GENERATOR, fromGenerator(evaluate)),
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
