/** What a network takes and gives, and what the numbers stand for: kept in its run, told by what is exported of it. */
import * as v from 'valibot';

/** No layer of ours takes a longer axis, or more of them; what is read from disk is bounded before a model is built. */
const [MAX_EXTENT, MAX_AXES] = [2 ** 24, 8];

const extent = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_EXTENT));
const shape = v.pipe(v.array(extent), v.maxLength(MAX_AXES));
const texts = v.array(v.string());

const targetSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('classes'), classes: extent, shape, names: v.exactOptional(texts) }),
  v.strictObject({ kind: v.literal('numbers'), shape }),
  v.strictObject({ kind: v.literal('boxes'), classes: extent, most: extent, names: v.exactOptional(texts) }),
]);

export const signatureSchema = v.strictObject({
  task: v.strictObject({
    inputShape: shape,
    vocabulary: v.nullable(extent),
    target: targetSchema,
    outputs: extent,
  }),
  /** What each channel of the last axis, or each token, is called; null where the data does not say. */
  names: v.nullable(texts),
  /** By the name of a channel that holds numbers for texts: the texts, numbered from 0. */
  categories: v.record(v.string(), texts),
  /** By the name of a channel: what its numbers count. */
  units: v.record(v.string(), v.string()),
  /** What a missing value (NaN) of each channel becomes before it is normalized; null where the data has none. */
  filling: v.nullable(v.array(v.number())),
});

export type Signature = v.InferOutput<typeof signatureSchema>;
