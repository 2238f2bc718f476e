import { product, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { broadcast, printShape, shape } from '../../domain/shape';
import { libraryClass } from '../../interpreter/modules';
import { library, type Tensor, type Value } from '../../interpreter/value';
import { mismatch } from '../call';
import { asManyAs } from '../layers/samples';
import { row, type Call, type Table } from '../library';

/** A loss by its name in snake case: `'mse'`, `keras.losses.CategoricalCrossentropy()`, `keras.losses.mean_squared_error`. */
export function lossOf(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  const name =
    value.kind === 'instance' ? libraryClass(value)?.name : value.kind === 'library' ? value.name : undefined;
  return name
    ?.split('.')
    .at(-1)
    ?.replace(/(?<=[a-z]|KL)(?=[A-Z][a-z])/g, '_')
    .toLowerCase();
}

interface Disagreement {
  expected: string;
  advice: string;
}

/** What targets (N, …) must be for an output (B, …, k); undefined where they agree or it is not known. */
type Check = (output: readonly Dimension[], target: readonly Dimension[]) => Disagreement | undefined;

/** One-hot rows of the output's width. */
const oneHot: Check = (output, target) => {
  const [width, given] = [output.at(-1)!, target.at(-1)!];
  if (target.length === output.length - 1 && different(width, 1))
    return {
      expected: `one-hot rows of ${printDimension(width)}`,
      advice: 'use sparse_categorical_crossentropy for class numbers, or to_categorical',
    };
  if (target.length !== output.length || !different(width, given)) return undefined;
  return {
    expected: `one-hot rows of ${printDimension(width)}, not of ${printDimension(given)}`,
    advice: 'give the last layer as many units as there are classes',
  };
};

/** One class number for each row of logits. */
const classNumbers: Check = (output, target) => {
  const last = target.at(-1)!;
  const places = output.slice(1, -1);
  if (different(product(places), product(target.slice(1))) && target.length < output.length - 1)
    return {
      expected: `a class for each of the ${places.map(printDimension).join('×')} places in the output`,
      advice: 'flatten or pool what the last layer gets (Flatten, GlobalAveragePooling2D)',
    };
  if (target.length !== output.length || !different(last, 1) || output.length < 2) return undefined;
  return {
    expected: 'one class number a sample',
    advice: 'use categorical_crossentropy for one-hot targets, or argmax(axis=-1)',
  };
};

/** Entry by entry: sizes that are equal or 1. */
const entries: Check = (output, target) => {
  if (output.length !== target.length) return undefined;
  const { conflict } = broadcast(shape(output.slice(1)), shape(target.slice(1)));
  return (
    conflict && {
      expected: `targets of the output's shape: axis ${conflict.axis} is ${printDimension(conflict.left)} there and ${printDimension(conflict.right)} here`,
      advice: 'give the last layer as many units as there are targets',
    }
  );
};

const CHECKS: Partial<Record<string, Check>> = {
  categorical_crossentropy: oneHot,
  kl_divergence: entries,
  sparse_categorical_crossentropy: classNumbers,
  binary_crossentropy: entries,
  mse: entries,
  mean_squared_error: entries,
  mae: entries,
  mean_absolute_error: entries,
  huber: entries,
};

/** A loss that is made with settings is held to the same shapes as its function, which stands for it. */
export const LOSSES: Table = Object.fromEntries(
  (
    'CategoricalCrossentropy SparseCategoricalCrossentropy BinaryCrossentropy KLDivergence MeanSquaredError ' +
    'MeanAbsoluteError Huber'
  )
    .split(' ')
    .map((name) => [
      `keras.losses.${name}`,
      row('*args, **kwargs', () => library(`keras.losses.${lossOf(library(name))!}`)),
    ]),
);

/** Reports targets that the loss cannot take together with the output. */
export function checkLoss(call: Call, loss: string | undefined, output: Tensor, target: Tensor): void {
  if (output.shape.open || target.shape.open || target.shape.dimensions.length === 0) return;
  const problem = CHECKS[loss ?? '']?.(output.shape.dimensions, target.shape.dimensions);
  if (!problem) return;
  const samples = shape(asManyAs(target.shape.dimensions, output.shape.dimensions));
  mismatch(call, {
    received: `targets of shape ${printShape(target.shape)} for an output of shape ${printShape(samples)} with ${loss!}`,
    ...problem,
    inputs: [output, target],
  });
}
