/** Windows over series, and texts as rows of numbers. */
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide } from '../../domain/division';
import { shape } from '../../domain/shape';
import { attributeOf, elementsIn, integerOf, isNone, layerOf, sizeIn, valueOf } from '../call';
import { NONE, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { row, type Call, type Rule, type Table } from '../library';
import { entriesOf } from '../pandas/frame';
import { BATCHES, dataset, inner, resized, type Data } from '../tensorflow/dataset';

/** A window of so many rows of `data`; undefined where its axes are not known. */
function windowOf(data: Value, batch: readonly Dimension[], length: Dimension | undefined): Tensor | undefined {
  const rows = entriesOf(data);
  const each = rows.kind === 'tensor' ? inner(rows) : undefined;
  return each && resized(each, [...batch, length ?? unknownDimension(), ...each.shape.dimensions]);
}

/** One target a window: a row of `targets`. */
function targetOf(targets: Value, batch: readonly Dimension[]): Tensor | undefined {
  const rows = entriesOf(targets);
  const each = rows.kind === 'tensor' ? inner(rows) : undefined;
  return each && resized(each, [...batch, ...each.shape.dimensions]);
}

/** Windows, each with its target unless there are none. */
function windows(call: Call, length: Dimension | undefined): Data {
  const from = call.machine.serial;
  const batch = isNone(call, 'batch_size') ? [] : [call.machine.symbol('B')];
  const window = windowOf(valueOf(call, 'data'), batch, length);
  const target = isNone(call, 'targets') ? undefined : (targetOf(valueOf(call, 'targets'), batch) ?? UNKNOWN);
  const element = !window ? UNKNOWN : target ? tuple([window, target]) : window;
  return { element, count: undefined, from };
}

const timeSeries: Rule = (call) => dataset(call, windows(call, integerOf(call, 'sequence_length')));

/** `TimeseriesGenerator`: of `length` rows every `sampling_rate`th. */
const generator: Rule = (call) => {
  const [length, rate] = [integerOf(call, 'length'), integerOf(call, 'sampling_rate')];
  const rows = length === undefined || rate === undefined ? undefined : ceilDivide(length, rate);
  return dataset(call, windows(call, rows), BATCHES);
};

const TOKENIZER = 'keras.preprocessing.text.Tokenizer';

/** (texts, num_words), one column a word. */
const matrix: Rule = (call) => {
  const texts = valueOf(call, 'texts');
  const rows = elementsIn(texts)?.length ?? unknownDimension();
  const words = attributeOf(layerOf(call), 'num_words');
  const columns = words.kind === 'none' ? undefined : sizeIn(words);
  return tensor(shape([rows, columns ?? unknownDimension()]), { type: 'float' });
};

const PARTS =
  'data, targets, sequence_length, sequence_stride=1, sampling_rate=1, batch_size=128, shuffle=False, **kwargs';

export const SEQUENCES: Table = {
  ...Object.fromEntries(
    ['utils', 'preprocessing', 'preprocessing.sequence'].map((module) => [
      `keras.${module}.timeseries_dataset_from_array`,
      row(PARTS, timeSeries),
    ]),
  ),
  'keras.preprocessing.sequence.TimeseriesGenerator': row(
    'data, targets, length, sampling_rate=1, stride=1, start_index=0, end_index=None, shuffle=False, reverse=False, batch_size=128',
    generator,
  ),
  [TOKENIZER]: { signature: 'num_words=None, *args, **kwargs', rule: () => NONE, constructs: true },
  [`${TOKENIZER}.texts_to_matrix`]: { ...row('self, texts, mode=binary', matrix), gives: 'numpy.ndarray' },
  [`${TOKENIZER}.sequences_to_matrix`]: { ...row('self, texts, mode=binary', matrix), gives: 'numpy.ndarray' },
  [`${TOKENIZER}.fit_on_texts`]: row('self, texts', () => NONE),
};
