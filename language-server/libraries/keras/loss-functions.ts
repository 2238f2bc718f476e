/** Losses that a program calls: functions give one for each sample, objects that are made with settings their mean. */
import { different } from '../../domain/order';
import { printShape, shape } from '../../domain/shape';
import { entryOf } from '../../interpreter/dictionaries';
import { library, tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { mismatch, sized, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { checkLoss, lossOf } from './loss';

const CLASSES =
  'CategoricalCrossentropy SparseCategoricalCrossentropy BinaryCrossentropy KLDivergence MeanSquaredError ' +
  'MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredLogarithmicError Huber LogCosh Poisson Hinge SquaredHinge';

const FUNCTIONS =
  'categorical_crossentropy sparse_categorical_crossentropy binary_crossentropy kl_divergence mean_squared_error mse ' +
  'mean_absolute_error mae mean_absolute_percentage_error mape mean_squared_logarithmic_error msle huber log_cosh ' +
  'poisson hinge squared_hinge';

/** Samples that do not belong together. */
function checkBatch(call: Call, output: Tensor, target: Tensor): boolean {
  const [one, other] = [output.shape.dimensions[0], target.shape.dimensions[0]];
  if (output.shape.open || target.shape.open || one === undefined || other === undefined) return true;
  if (!different(one, other)) return true;
  mismatch(call, {
    received: `targets of shape ${printShape(target.shape)} for an output of shape ${printShape(output.shape)}`,
    expected: 'as many targets as outputs',
    advice: 'take both from the same batch',
    inputs: [output, target],
  });
  return false;
}

/** Crossentropies refuse any other shapes than their own; the other losses compare what broadcasts. */
function compare(call: Call): Tensor {
  const [target, output] = [tensorOf(call, 'y_true'), tensorOf(call, 'y_pred')];
  const name = lossOf(library(call.name));
  if (name && name.endsWith('crossentropy') && checkBatch(call, output, target))
    checkLoss(call, name, output, target, false);
  return output;
}

/** (B, …, k) → (B, …) */
const perSample: Rule = (call) => {
  const { dimensions, open } = compare(call).shape;
  return dimensions.length === 0 ? UNKNOWN : tensor(shape(dimensions.slice(0, -1), open), { type: 'float' });
};

const overall: Rule = (call) => {
  compare(call);
  return sized([], { type: 'float' });
};

/** How a loss brings its samples together: `none`, or a name of another way; undefined where it is not known. */
function reductionOf(call: Call): string | undefined {
  const options = valueOf(call, 'kwargs');
  const given = options.kind === 'dictionary' ? entryOf(options.entries.value, 'sreduction') : undefined;
  if (!given) return 'mean';
  const name = given.kind === 'library' ? given.name.split('.').at(-1) : undefined;
  return given.kind === 'string' ? given.value : name?.toLowerCase();
}

/** The function that stands for a loss with settings. */
const made =
  (name: string): Rule =>
  (call): Value => {
    const reduction = reductionOf(call);
    if (reduction === undefined) return UNKNOWN;
    return library(reduction === 'none' ? `keras.losses.${lossOf(library(name))!}` : `keras.losses.${name}.call`);
  };

const PAIR = 'y_true, y_pred, *args, **kwargs';

export const LOSSES: Table = {
  ...Object.fromEntries(
    CLASSES.split(' ').flatMap((name) => [
      [`keras.losses.${name}`, row('*args, **kwargs', made(name))],
      [`keras.losses.${name}.call`, row(PAIR, overall)],
    ]),
  ),
  ...Object.fromEntries(FUNCTIONS.split(' ').map((name) => [`keras.losses.${name}`, row(PAIR, perSample)])),
};
