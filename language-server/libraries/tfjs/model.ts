import { subtract, type Dimension } from '../../domain/dimension';
import { different, sign } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape, shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { escape } from '../../interpreter/escape';
import { attributeCell } from '../../interpreter/setting-attributes';
import { list, NONE, tensor, UNKNOWN, type Instance, type Tensor, type Value } from '../../interpreter/value';
import { dataAdvice, type DataWords } from '../advice';
import { attributeOf, elementsIn, integerIn, layerOf, mismatch, valueOf } from '../call';
import { layersWithin, layerWithin, partsWithin } from '../layers/within';
import { row, type Call, type Rule, type Table } from '../library';
import { callModel, connect } from '../keras/functional';
import { inputTensor } from '../keras/layer';
import { addLayer, constructSequential, isEmpty, runLayers } from '../keras/sequential';
import { checkCompiled } from '../layers/uncompiled';
import { configured, entriesOf, symbolic } from './configure';
import { fitDataset } from './fit-dataset';
import { checkLossNames } from './loss-names';
import { isPositional } from './required';
import { LOSS, targetProblem } from './targets';
import { arrayOf } from './tensors';

const put = ({ machine }: Call, self: Instance, name: string, value: Value): void => {
  machine.store.write(attributeCell(self.attributes, name), value);
};

/** `tf.input({ shape })`, `tf.input({ batchShape })`: null stands for any size, a number for the size of vectors. */
const input: Rule = (call) => {
  if (isPositional(call, '{ shape: [3] }')) return UNKNOWN;
  const config = entriesOf(valueOf(call, 'config'));
  const whole = elementsIn(config?.get('batchShape') ?? UNKNOWN);
  const told = config?.get('shape');
  const sizes = whole ? list(whole.slice(1)) : told?.kind === 'integer' ? list([told]) : told;
  const first = whole && integerIn(whole[0]!);
  const made = sizes && inputTensor(call.machine, sizes, first);
  return made ? symbolic(made) : UNKNOWN;
};

/** `tf.model({ inputs, outputs })` keeps both. */
const model: Rule = (call) => {
  const self = call.self;
  const config = entriesOf(valueOf(call, 'config'));
  if (!self) return NONE;
  for (const [name, entry] of [
    ['input', 'inputs'],
    ['output', 'outputs'],
  ] as const) {
    const value = config?.get(entry) ?? UNKNOWN;
    const elements = elementsIn(value);
    put(call, self, name, elements?.length === 1 ? elements[0]! : value);
  }
  connect(call, self);
  return NONE;
};

/** `tf.sequential({ layers })` */
const sequential: Rule = (call) => {
  const config = entriesOf(valueOf(call, 'config'));
  return constructSequential({
    ...call,
    arguments: new Map([['layers', config ? (config.get('layers') ?? NONE) : UNKNOWN]]),
  });
};

const tensorsIn = (value: Value): readonly Tensor[] | undefined => {
  const all = value.kind === 'tensor' ? [value] : elementsIn(value);
  return all?.every((each) => each.kind === 'tensor' && !each.shape.open) ? (all as Tensor[]) : undefined;
};

/** The axes of data as they come in: `fit` makes columns of vectors. */
const atLeastTwo = ({ shape: { dimensions } }: Tensor): readonly Dimension[] =>
  dimensions.length === 1 ? [dimensions[0]!, 1] : dimensions;

/** Whether data certainly have not the model's shape: as many axes, and the sizes behind the batch. */
function misfit(wanted: Tensor, given: readonly Dimension[]): boolean {
  const { open, dimensions } = wanted.shape;
  if (open) return false;
  return (
    dimensions.length !== given.length ||
    dimensions.some((size, i) => i > 0 && typeof size === 'number' && different(size, given[i]!))
  );
}

const WORDS: DataWords = {
  flatten: 'flatten the data behind the batch, or start the model with tf.layers.flatten()',
  batch: 'put the sample into a batch: a first axis of size 1, by .expandDims(0)',
  both: 'give the sample axes for batch and channels: .expandDims(0).expandDims(-1)',
};

/** Data of many samples whose number the model was told as an axis of each. */
const FITTED: DataWords = {
  ...WORDS,
  batch:
    'leave the number of samples out of inputShape; a single sample gets a batch, a first axis of size 1, by .expandDims(0)',
};

const wordsFor = (data: Tensor, fitted: boolean): DataWords =>
  fitted && data.shape.dimensions.length > 1 ? FITTED : WORDS;

/** Whether the model takes these data; reports that it does not. */
function accepts(call: Call, self: Instance, data: Value, columns: boolean): boolean {
  const [wanted, given] = [tensorsIn(attributeOf(self, 'input')), tensorsIn(data)];
  if (!wanted || wanted.length !== given?.length) return true;
  const at = given.findIndex((each, i) => misfit(wanted[i]!, columns ? atLeastTwo(each) : each.shape.dimensions));
  if (at < 0) return true;
  mismatch(call, {
    received: `data of shape ${printShape(given[at]!.shape)}`,
    expected: `${printShape(wanted[at]!.shape)}, where the first axis is the batch`,
    advice: dataAdvice(given[at]!.shape.dimensions, wanted[at]!.shape.dimensions, wordsFor(given[at]!, columns)),
    inputs: [given[at]!],
  });
  return false;
}

/** What the model gives for data. */
function outputFor(call: Call, self: Instance, data: Value, batch: (data: Tensor) => Tensor): Value {
  const tensors = tensorsIn(data);
  if (!tensors || tensors.some(({ shape: of }) => of.dimensions.length === 0)) return UNKNOWN;
  const batches = tensors.map(batch);
  const positional: Value[] = data.kind === 'tensor' ? [batches[0]!] : [list(batches, 'array')];
  return arrayOf(callValue(call.machine, self, { ...noArguments(), positional }, { site: call.site }));
}

const count = ({ shape: { dimensions } }: Tensor): Dimension => dimensions[0] ?? 1;

/** As many samples in all inputs and targets. */
function sameCounts(call: Call, data: readonly Value[]): void {
  const [first, ...others] = data.flatMap((each) => tensorsIn(each) ?? []);
  const other = others.find((each) => different(count(each), count(first!)));
  if (first && other) reportCounts(call, first, other);
}

function reportCounts(call: Call, first: Tensor, other: Tensor): void {
  mismatch(call, {
    received: `data of shapes ${printShape(first.shape)} and ${printShape(other.shape)}`,
    expected: `as many samples in each: ${printDimension(count(first))} against ${printDimension(count(other))}`,
    advice: 'slice both alike',
    inputs: [first, other],
  });
}

/** Batches are as large as the first input has samples: none of the others may have fewer. */
function enoughSamples(call: Call, data: Value): boolean {
  const [first, ...others] = tensorsIn(data) ?? [];
  const fewer = others.find((each) => sign(subtract(count(each), count(first!))) === -1);
  if (first && fewer) reportCounts(call, first, fewer);
  return !fewer;
}

const METRICS = '@metrics';

const compile: Rule = (call) => {
  const self = layerOf(call);
  const config = entriesOf(valueOf(call, 'config'));
  if (!self || isEmpty(call, self)) return NONE;
  checkLossNames(call, config?.get('loss') ?? UNKNOWN);
  put(call, self, LOSS, config?.get('loss') ?? UNKNOWN);
  put(call, self, METRICS, config ? (config.get('metrics') ?? NONE) : UNKNOWN);
  return NONE;
};

/** Data, the model and the loss together: what the first batch would run into. */
function checkData(call: Call, self: Instance, x: Value, y: Value): void {
  if (!accepts(call, self, x, true)) return;
  const outputs = outputFor(call, self, x, (data) => {
    const sizes = atLeastTwo(data);
    return tensor(shape([call.machine.symbol('B'), ...sizes.slice(1)]), { type: 'float' });
  });
  const [given, targets] = [tensorsIn(outputs), tensorsIn(y)];
  const alike = given && targets?.length === given.length;
  const samples = tensorsIn(x)?.[0]?.shape.dimensions[0];
  const failed = alike && targets.some((target, i) => refused(call, lossAt(self, i), given[i]!, target, samples));
  if (!failed) sameCounts(call, [x, y]);
}

/** One loss for all outputs, or a list with one for each. */
function lossAt(self: Instance, place: number): Value {
  const loss = attributeOf(self, LOSS);
  return elementsIn(loss)?.[place] ?? loss;
}

function refused(call: Call, loss: Value, output: Tensor, target: Tensor, samples: Dimension | undefined): boolean {
  const problem = targetProblem(loss, output.shape.dimensions, atLeastTwo(target), samples);
  if (problem) mismatch(call, { ...problem, inputs: [output, target] });
  return problem !== undefined;
}

const fit: Rule = (call) => {
  const self = layerOf(call);
  const config = valueOf(call, 'config');
  if (!self) return UNKNOWN;
  checkCompiled(call, self, LOSS);
  checkData(call, self, valueOf(call, 'x'), valueOf(call, 'y'));
  const [x, y] = elementsIn(entriesOf(config)?.get('validationData') ?? UNKNOWN) ?? [];
  if (x && y) checkData(call, self, x, y);
  escape(call.machine, callbacksIn(config));
  return UNKNOWN;
};

/** The loss, a scalar, where nothing else is measured. */
const evaluate: Rule = (call) => {
  fit(call);
  const self = layerOf(call);
  const [loss, metrics] = [LOSS, METRICS].map((name) => attributeOf(self, name).kind);
  return loss === 'string' && metrics === 'none' ? tensor(shape([]), { type: 'float' }) : UNKNOWN;
};

/** The functions in a configuration's `callbacks`. */
function callbacksIn(config: Value): Value[] {
  const callbacks = entriesOf(config)?.get('callbacks');
  const each = callbacks ? (elementsIn(callbacks) ?? [callbacks]) : [];
  return each
    .flatMap((one) => [...(entriesOf(one)?.values() ?? [])])
    .filter(({ kind }) => kind === 'function' || kind === 'bound');
}

const predict: Rule = (call) => {
  const self = layerOf(call);
  const data = valueOf(call, 'x');
  if (!self || !accepts(call, self, data, false) || !enoughSamples(call, data)) return UNKNOWN;
  return outputFor(call, self, data, (each) => each);
};

const QUIET = 'summary save stopTraining predictDataset';

const DATA = 'self, x, y, config=None';

const methods: Table = {
  compile: row('self, config', compile),
  fit: row(DATA, fit),
  evaluate: row(DATA, evaluate),
  fitDataset: row('self, dataset, config=None', fitDataset),
  evaluateDataset: row('self, dataset, config=None', fitDataset),
  trainOnBatch: row(DATA, fit),
  predict: row('self, x, config=None', predict),
  predictOnBatch: row('self, x', predict),
  getLayer: row('self, name, index=None', layerWithin),
  '@layers': row('self', layersWithin),
  '@inputs': row('self', partsWithin('input')),
  '@outputs': row('self', partsWithin('output')),
  ...Object.fromEntries(QUIET.split(' ').map((name) => [name, row('self, *rest', () => UNKNOWN)])),
};

const made = (rule: Rule): Table[string] => ({ signature: 'config=None', rule, constructs: true });

export const MODELS: Table = {
  'tfjs.input': row('config', input),
  'tfjs.layers.input': row('config', input),
  'tfjs.layers.inputLayer': made(configured('')),
  'tfjs.layers.inputLayer.call': row('self, inputs, *rest', (call) => valueOf(call, 'inputs')),
  'tfjs.model': made(model),
  'tfjs.model.call': row('self, inputs, *rest', callModel),
  'tfjs.sequential': made(sequential),
  'tfjs.sequential.add': row('self, layer', addLayer),
  'tfjs.sequential.call': row('self, inputs, *rest', runLayers),
  ...Object.fromEntries(Object.entries(methods).map(([name, each]) => [`tfjs.LayersModel.${name}`, each])),
};
