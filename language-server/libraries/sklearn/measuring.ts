/** Measures of `sklearn.metrics`: what was to come and what came, a row a sample. */
import { equal, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printShape } from '../../domain/shape';
import { UNKNOWN, type Tensor } from '../../interpreter/value';
import { mismatch, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { checkSamples, dataIn } from './samples';

/** Of classes and of numbers; of probabilities other columns are asked for. */
const MEASURES =
  'accuracy_score balanced_accuracy_score f1_score precision_score recall_score jaccard_score classification_report ' +
  'confusion_matrix cohen_kappa_score matthews_corrcoef hamming_loss zero_one_loss mean_squared_error ' +
  'mean_absolute_error r2_score median_absolute_error explained_variance_score max_error';

const columnsOf = ({ shape: { dimensions } }: Tensor): Dimension => dimensions[1] ?? 1;

/** Both have as many columns, of which a vector is one: class numbers are no one-hot rows of several classes. */
function checkColumns(call: Call, truth: Tensor, guess: Tensor): void {
  const [wanted, given] = [columnsOf(truth), columnsOf(guess)];
  const isVector = [truth, guess].some(({ shape }) => shape.dimensions.length === 1);
  const several = truth.oneHot !== guess.oneHot && isVector && !equal(wanted, given);
  if (!several && !different(wanted, given)) return;
  mismatch(call, {
    received: `arrays of shape ${printShape(truth.shape)} and ${printShape(guess.shape)}`,
    expected: 'as many columns in each, of which a vector is one',
    advice: 'turn one-hot rows and probabilities into class numbers with argmax(axis=1)',
    inputs: [truth, guess],
  });
}

const measured: Rule = (call) => {
  const values = ['y_true', 'y_pred'].map((name) => valueOf(call, name));
  checkSamples(call, values);
  const [truth, guess] = values.map((value) => (value.kind === 'tensor' && !value.shape.open ? value : dataIn(value)));
  if (truth && guess && [truth, guess].every(({ shape }) => /^[12]$/.test(`${shape.dimensions.length}`)))
    checkColumns(call, truth, guess);
  return UNKNOWN;
};

export const MEASURING: Table = Object.fromEntries(
  MEASURES.split(' ').map((name) => [`sklearn.metrics.${name}`, row('y_true, y_pred, *args, **kwargs', measured)]),
);
