/** Losses of TensorFlow over logits, and the targets that they take. */
import { amount } from '../../domain/amount';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape, shape } from '../../domain/shape';
import { tensor, type Tensor, type Value } from '../../interpreter/value';
import { derived, mismatch, sized, tensorOf, valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';

interface Names {
  labels: string;
  logits: string;
}

const pairOf = (call: Call, { labels, logits }: Names): [Tensor, Tensor] => [
  tensorOf(call, labels),
  tensorOf(call, logits),
];

function report(call: Call, [labels, logits]: readonly [Tensor, Tensor], expected: string, advice: string): void {
  mismatch(call, {
    received: `labels of shape ${printShape(labels.shape)} for logits of shape ${printShape(logits.shape)}`,
    expected,
    advice,
    inputs: [labels, logits],
  });
}

const isKnown = (pair: readonly Tensor[]): boolean =>
  pair.every((each) => !each.shape.open && each.shape.dimensions.length > 0);

const FLATTEN = 'flatten or pool what the logits are made of';

/** Labels are a distribution over the classes of every logit. */
function checkRows(call: Call, pair: [Tensor, Tensor]): void {
  const [labels, logits] = pair.map(({ shape: { dimensions } }) => dimensions) as [Tensor['shape']['dimensions'], Tensor['shape']['dimensions']]; // prettier-ignore
  if (!isKnown(pair)) return;
  const [given, width] = [labels.at(-1)!, logits.at(-1)!];
  if (labels.length !== logits.length)
    report(call, pair, `as many axes in both, with ${amount(width, 'class', 'classes')} last`, labels.length === logits.length - 1 ? 'use one_hot for class numbers' : FLATTEN); // prettier-ignore
  else if (different(given, width))
    report(call, pair, `one-hot rows of ${printDimension(width)}, not of ${printDimension(given)}`, given === 1 ? 'use the sparse loss for class numbers, or one_hot' : 'make as many logits as there are classes'); // prettier-ignore
}

/** A class number for every row of logits. */
function checkNumbers(call: Call, pair: [Tensor, Tensor], squeezes: boolean): void {
  if (!isKnown(pair)) return;
  const [labels, logits] = pair;
  const ranks = logits.shape.dimensions.length - labels.shape.dimensions.length;
  const column = squeezes && ranks === 0 && !different(labels.shape.dimensions.at(-1)!, 1);
  if (ranks === 1 || column) return;
  report(
    call,
    pair,
    'one class number for each row of logits',
    ranks === 0 ? 'use the loss for one-hot labels, or argmax' : FLATTEN,
  );
}

/** The loss of every sample: (B, …, classes) → (B, …). */
const perSample = ({ shape: { dimensions, open } }: Tensor): Value =>
  tensor(shape(dimensions.slice(0, -1), open), { type: 'float' });

const NAMES: Names = { labels: 'labels', logits: 'logits' };

const overRows: Rule = (call) => {
  const pair = pairOf(call, NAMES);
  if (valueOf(call, 'axis').kind === 'none') checkRows(call, pair);
  return perSample(pair[1]);
};

const overNumbers: Rule = (call) => {
  const pair = pairOf(call, NAMES);
  checkNumbers(call, pair, false);
  return perSample(pair[1]);
};

/** Entry by entry: equal shapes. */
const sigmoid: Rule = (call) => {
  const pair = pairOf(call, NAMES);
  const [labels, logits] = pair;
  const sizes = labels.shape.dimensions;
  const other = logits.shape.dimensions;
  const wrong = sizes.length !== other.length || sizes.some((size, i) => different(size, other[i]!));
  if (isKnown(pair) && wrong)
    report(call, pair, 'equal shapes', 'reshape the labels, or make as many logits as there are labels');
  return derived(logits, logits.shape);
};

/** `tf.losses` of TensorFlow 1: a mean over all. What later versions have under the same name, one for each sample, is left out. */
const mean =
  (check: (call: Call, pair: [Tensor, Tensor]) => void, names: Names): Rule =>
  (call) => {
    check(call, pairOf(call, names));
    return sized([], { type: 'float' });
  };

const PER_SAMPLE = 'labels=?, logits=?, axis=None, name=None, dim=None';

const MEANS: Readonly<Record<string, Row>> = {
  softmax_cross_entropy: row(
    'onehot_labels, logits, *args, **kwargs',
    mean(checkRows, { labels: 'onehot_labels', logits: 'logits' }),
  ),
  sparse_softmax_cross_entropy: row('labels, logits, *args, **kwargs', mean((call, pair) => { checkNumbers(call, pair, true); }, NAMES)), // prettier-ignore
};

export const ENTROPY: Table = {
  'tensorflow.nn.softmax_cross_entropy_with_logits_v2': row(PER_SAMPLE, overRows),
  'tensorflow.nn.softmax_cross_entropy_with_logits': row(PER_SAMPLE, overRows),
  'tensorflow.nn.sparse_softmax_cross_entropy_with_logits': row('labels=?, logits=?, name=None', overNumbers),
  'tensorflow.nn.sigmoid_cross_entropy_with_logits': row('labels=None, logits=None, name=None', sigmoid),
  ...Object.fromEntries(Object.entries(MEANS).map(([name, each]) => [`tensorflow.losses.${name}`, each])),
};
