import { numberOfAxes } from '../../domain/amount';
import { product, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { broadcast, printShape, shape, shapeKey } from '../../domain/shape';
import { own } from '../../domain/own';
import { libraryClass } from '../../interpreter/modules';
import type { Tensor, Value } from '../../interpreter/value';
import { mismatch } from '../call';
import { asManyAs } from '../layers/samples';
import type { Call } from '../library';
import { dialect } from './dialect';

/** A loss by its name in snake case: `'mse'`, `keras.losses.CategoricalCrossentropy()`, `keras.losses.mean_squared_error`. */
export function lossOf(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  const name =
    value.kind === 'instance' ? libraryClass(value)?.name : value.kind === 'library' ? value.name : undefined;
  return name
    ?.replace(/\.call$/, '')
    .split('.')
    .at(-1)
    ?.replace(/(?<=[a-z]|KL)(?=[A-Z][a-z])/g, '_')
    .toLowerCase();
}

interface Disagreement {
  expected: string;
  advice: string;
  /** Whether Keras stretches one side to the other all the same, which the network then learns from. */
  stretches?: boolean;
}

/** What targets (N, …) must be for an output (B, …, k); undefined where they agree or it is not known. */
type Check = (output: readonly Dimension[], target: readonly Dimension[], facts: Facts) => Disagreement | undefined;

interface Facts {
  /** Whether this Keras holds targets to the output's shape whatever the loss. */
  strict: boolean;
  /** Whether the targets are one-hot rows, of however many classes. */
  oneHot: boolean;
  /** How class numbers and a loss for one-hot rows come together. */
  labels: string;
}

const UNITS = 'give the last layer as many units as there are classes';

const LABELS = 'use sparse_categorical_crossentropy for class numbers, or to_categorical';

/** Of what gives its own batches. */
const BATCH_LABELS =
  "use sparse_categorical_crossentropy for class numbers, or have the data give one-hot rows, by class_mode or label_mode 'categorical'";

/** One-hot rows of the output's width, for every place of it. */
const oneHot: Check = (output, target, { labels, oneHot: several }) => {
  const [width, given] = [output.at(-1)!, target.at(-1)!];
  if (several && isSingle(output) && output.length === target.length && typeof given !== 'number')
    return { expected: 'rows of one number, as the output has', advice: UNITS };
  const rows = `one-hot rows of ${printDimension(width)}`;
  if (target.length < output.length - 1) return { expected: `${rows} for each of the ${places(output)} places`, advice: FLATTEN }; // prettier-ignore
  if (target.length === output.length - 1) return different(width, 1) ? { expected: rows, advice: labels } : undefined;
  if (target.length > output.length) return superfluous(output, target);
  if (!different(width, given)) return undefined;
  if (given === 1) return { expected: rows, advice: labels };
  return { expected: `${rows}, not of ${printDimension(given)}`, advice: UNITS };
};

/** More axes than the output has: a last one of size 1 is dropped, no other. */
function superfluous(output: readonly Dimension[], target: readonly Dimension[]): Disagreement | undefined {
  if (target.length === output.length + 1 && !different(target.at(-1)!, 1)) return undefined;
  const axis = target.indexOf(1, 1);
  return {
    expected: `targets of the output's shape, with ${numberOfAxes(output.length)}`,
    advice:
      axis < 0
        ? FLATTEN_TARGETS
        : `drop the targets' axis ${axis}, of size 1, before they become one-hot: squeeze the class numbers`,
  };
}

const FLATTEN_TARGETS = 'reshape the targets to the output, or leave out what flattens or pools before the last layer';

const FLATTEN = 'flatten or pool what the last layer gets (Flatten, GlobalAveragePooling2D)';

const LAST_STEP = 'leave out return_sequences in the last recurrent layer, or flatten or pool the steps';

const places = (output: readonly Dimension[]): string => output.slice(1, -1).map(printDimension).join('×');

/** One class number for each row of logits. */
const classNumbers: Check = (output, target, { oneHot: rows }) => {
  const [width, last] = [output.at(-1)!, target.at(-1)!];
  if (different(product(output.slice(1, -1)), product(target.slice(1))) && target.length < output.length - 1)
    return { expected: `a class for each of the ${places(output)} places in the output`, advice: FLATTEN };
  if (width === 1 && output.length === 2)
    return { expected: 'a logit for each class, of which one unit has only that of class 0', advice: UNITS };
  const several = different(last, 1) || (rows && last !== 1);
  if (target.length !== output.length || !several || output.length < 2) return undefined;
  return {
    expected: 'one class number a sample',
    advice: 'use categorical_crossentropy for one-hot targets, or argmax(axis=-1)',
  };
};

/**
 * Entry by entry. Sizes of 1 broadcast, so that one target stands for many entries or one entry for many targets, unless
 * the loss refuses that.
 */
const entries =
  (exact: boolean, refuses = exact): Check =>
  (output, target, { strict, oneHot: rows }) => {
    const [behind, given] = aligned(output, target);
    if (rows && isSingle(output) && output.length === target.length && typeof target.at(-1) !== 'number')
      return { expected: 'one number a sample, as the output has', advice: ONE_NUMBER };
    if (behind.length !== given.length) return unlike(output, target);
    const { conflict } = broadcast(shape(behind), shape(given));
    const axis = conflict ? conflict.axis + behind.length : spreading(behind, given, exact || strict);
    return axis < 0
      ? undefined
      : {
          stretches: !conflict && !refuses && !strict,
          expected: `targets of the output's shape: axis ${axis - behind.length} is ${printDimension(behind[axis]!)} there and ${printDimension(given[axis]!)} here`,
          advice: output.length > target.length && output.length > 2 ? LAST_STEP : 'give the last layer as many units as there are targets', // prettier-ignore
        };
  };

const isSingle = (output: readonly Dimension[]): boolean => output.at(-1) === 1;

const ONE_NUMBER =
  'give the last layer as many units as there are classes, or train on class numbers (without to_categorical; class_mode or label_mode binary)';

function unlike(output: readonly Dimension[], target: readonly Dimension[]): Disagreement {
  const steps = shapeKey(shape(output.slice(1, -1))) === shapeKey(shape(target.slice(1)));
  const advice = steps ? 'give the last layer one unit, or the targets an axis for its units' : LAST_STEP;
  return {
    expected: `targets of the output's shape, with ${numberOfAxes(output.length)}`,
    advice: output.length > 3 ? FLATTEN : advice,
  };
}

/** The axes behind the batch of both; a last axis of size 1 that only one has does not count. */
function aligned(output: readonly Dimension[], target: readonly Dimension[]): [Dimension[], Dimension[]] {
  const [behind, given] = [output.slice(1), target.slice(1)];
  if (given.length === 0) return [behind, [1]];
  if (behind.length === given.length + 1 && !different(behind.at(-1)!, 1)) return [behind.slice(0, -1), given];
  return given.length === behind.length + 1 && !different(given.at(-1)!, 1)
    ? [behind, given.slice(0, -1)]
    : [behind, given];
}

/** The axis along which one side is 1 and the other is not, where that is no deliberate broadcast; −1 for none. */
function spreading(behind: readonly Dimension[], given: readonly Dimension[], exact: boolean): number {
  const single = behind.length === 1;
  return exact || single ? behind.findIndex((size, i) => different(size, given[i]!)) : -1;
}

const CHECKS: Partial<Record<string, Check>> = {
  categorical_crossentropy: oneHot,
  kl_divergence: entries(true, false),
  sparse_categorical_crossentropy: classNumbers,
  binary_crossentropy: entries(true),
  mse: entries(false),
  mean_squared_error: entries(false),
  mae: entries(false),
  mean_absolute_error: entries(false),
  huber: entries(false),
  mean_absolute_percentage_error: entries(false),
  mape: entries(false),
  mean_squared_logarithmic_error: entries(false),
  msle: entries(false),
  log_cosh: entries(false),
  logcosh: entries(false),
  poisson: entries(false),
  hinge: entries(false),
  squared_hinge: entries(false),
};

/** Reports targets that the loss cannot take together with the output. */
export function checkLoss(
  call: Call,
  loss: string | undefined,
  output: Tensor,
  target: Tensor,
  batched: boolean,
): void {
  if (output.shape.open || target.shape.open || target.shape.dimensions.length === 0) return;
  const facts = {
    strict: dialect(call.machine).strict,
    oneHot: target.oneHot === true,
    labels: batched ? BATCH_LABELS : LABELS,
  };
  const problem = own(CHECKS, loss ?? '')?.(output.shape.dimensions, target.shape.dimensions, facts);
  if (!problem) return;
  const { stretches, ...told } = problem;
  const samples = shape(asManyAs(target.shape.dimensions, output.shape.dimensions));
  const received = `targets of shape ${printShape(target.shape)} for an output of shape ${printShape(samples)} with ${loss!}`;
  mismatch(call, { received, ...told, inputs: [output, target] }, stretches ? 'loss-broadcast' : 'shape-mismatch');
}
