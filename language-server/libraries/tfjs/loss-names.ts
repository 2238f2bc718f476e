/** The losses that TensorFlow.js knows by name: Keras' short names are not among them. */
import { own } from '../../domain/own';
import type { Value } from '../../interpreter/value';
import { elementsIn, mismatch } from '../call';
import type { Call } from '../library';
import { entriesOf } from './configure';

const LOSSES = new Set(
  (
    'meanSquaredError meanAbsoluteError meanAbsolutePercentageError meanSquaredLogarithmicError squaredHinge hinge ' +
    'categoricalHinge logcosh categoricalCrossentropy sparseCategoricalCrossentropy binaryCrossentropy ' +
    'kullbackLeiblerDivergence poisson cosineProximity'
  ).split(' '),
);

const SHORT: Partial<Record<string, string>> = {
  mse: 'meanSquaredError',
  mae: 'meanAbsoluteError',
  mape: 'meanAbsolutePercentageError',
  msle: 'meanSquaredLogarithmicError',
  kld: 'kullbackLeiblerDivergence',
};

/** mean_squared_error, MeanSquaredError → meanSquaredError */
const camel = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^\w/, (first) => first.toLowerCase());

function advice(name: string): string {
  const meant = own(SHORT, name.toLowerCase()) ?? camel(name);
  return LOSSES.has(meant) ? `call it '${meant}'` : 'name one of them, or pass a function of labels and predictions';
}

/** Reports the first name that no loss has, of one loss or of several. */
export function checkLossNames(call: Call, loss: Value): void {
  const several = elementsIn(loss) ?? (loss.kind === 'dictionary' ? [...(entriesOf(loss)?.values() ?? [])] : [loss]);
  const wrong = several.find((each) => each.kind === 'string' && !LOSSES.has(each.value));
  if (wrong?.kind !== 'string') return;
  mismatch(
    call,
    {
      received: `the loss '${wrong.value}'`,
      expected: 'a name that TensorFlow.js knows',
      advice: advice(wrong.value),
      inputs: [],
    },
    'argument-mismatch',
  );
}
