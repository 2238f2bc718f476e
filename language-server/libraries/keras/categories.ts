/** Layers that make numbers of texts and categories. */
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { tensor, UNKNOWN, type Value } from '../../interpreter/value';
import type { Call, Rule, Table } from '../library';
import { flagSetting, inputOf, setting, sizeSetting, textSetting } from '../layers/setting';
import { layerTable } from './layer';

/** Rows of numbers, one for each of the words that are known: as many as there may be only where they are filled up. */
const vocabulary = (call: Call): Dimension =>
  (flagSetting(call, 'pad_to_max_tokens') === true ? sizeSetting(call, 'max_tokens') : undefined) ?? unknownDimension();

/** The sizes before a last axis of size 1, which holds one text or category. */
function before(call: Call): readonly Dimension[] | undefined {
  const input = inputOf(call);
  if (!input || input.shape.open) return undefined;
  const { dimensions } = input.shape;
  return dimensions.at(-1) === 1 ? dimensions.slice(0, -1) : dimensions;
}

/** A text to its words, or to a number for each known word: (B) or (B, 1) → (B, words). */
const vectorized: Rule = (call): Value => {
  const rows = before(call);
  const mode = textSetting(call, 'output_mode');
  const plain = setting(call, 'ragged').kind !== 'boolean' || flagSetting(call, 'ragged') === false;
  if (rows?.length !== 1 || mode === undefined || !plain || setting(call, 'split').kind === 'none') return UNKNOWN;
  if (mode !== 'int') return tensor(shape([...rows, vocabulary(call)]), { type: 'float' });
  return tensor(shape([...rows, sizeSetting(call, 'output_sequence_length') ?? unknownDimension()]));
};

/** A number for each entry; in other modes a row for each sample. */
const looked: Rule = (call) => {
  const input = inputOf(call);
  return input && textSetting(call, 'output_mode') === 'int' ? tensor(input.shape) : UNKNOWN;
};

/** (B, entries) → (B, num_tokens), which entries there are or how often. */
const encoded: Rule = (call) => {
  const input = inputOf(call);
  const [tokens, mode] = [sizeSetting(call, 'num_tokens'), textSetting(call, 'output_mode')];
  const counts = mode === 'multi_hot' || mode === 'count';
  if (!input || input.shape.open || input.shape.dimensions.length !== 2 || !counts) return UNKNOWN;
  return tensor(shape([input.shape.dimensions[0]!, tokens ?? unknownDimension()]), { type: 'float' });
};

const LOOKUP =
  'max_tokens=None, num_oov_indices=1, mask_token=None, oov_token=None, vocabulary=None, idf_weights=None, invert=False, output_mode=int, pad_to_max_tokens=False';

export const CATEGORIES: Table = {
  ...layerTable(
    'TextVectorization',
    'max_tokens=None, standardize=?, split=?, ngrams=None, output_mode=int, output_sequence_length=None, pad_to_max_tokens=False, vocabulary=None, idf_weights=None, sparse=False, ragged=False',
    vectorized,
  ),
  ...layerTable('StringLookup', LOOKUP, looked),
  ...layerTable('IntegerLookup', LOOKUP, looked),
  ...layerTable('Hashing', 'num_bins, mask_value=None, salt=None, output_mode=int, sparse=False', looked),
  ...layerTable('Discretization', 'bin_boundaries=None, num_bins=None, epsilon=0.01, output_mode=int', looked),
  ...layerTable('CategoryEncoding', 'num_tokens=None, output_mode=multi_hot, sparse=False', encoded),
};
