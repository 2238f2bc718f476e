/** Batches as the device wants them: normalized float32 inputs or int32 tokens, and the targets. */
import type { HostTensor } from '../backends/device';
import { normalize, type Normalization } from './normalization';
import { Random } from './random';
import { rowsAt, type Dataset, type Field } from './samples';

export interface Batch {
  count: number;
  /** (B, ...inputShape) */
  inputs: HostTensor;
  /** (B, …) */
  targets: Wanted;
  /** Of samples mixed of two: the other targets, and the share of the first. */
  mixed?: { targets: Wanted; weight: number };
}

export type Wanted = HostTensor & { values: Int32Array | Float32Array };

/** How inputs are made ready; null for tokens, which stay whole numbers. */
export type InputScale = Normalization | null;

/** The samples at `indices`; at once where they are in memory. */
export function batch(dataset: Dataset, indices: Uint32Array, scale: InputScale): Batch | Promise<Batch> {
  const values = dataset.read(indices);
  const made = (read: Field['values']) => ({
    count: indices.length,
    inputs: scaled(read, [indices.length, ...dataset.inputShape], scale),
    targets: wanted(rowsAt(dataset.targets, indices), [indices.length, ...dataset.targets.shape]),
  });
  return values instanceof Promise ? values.then(made) : made(values);
}

/** Inputs as a step takes them. */
export function scaled(values: Field['values'], shape: number[], scale: InputScale): HostTensor {
  if (scale) return { shape, dtype: 'float32', values: normalize(values, scale) };
  return { shape, dtype: 'int32', values: values instanceof Int32Array ? values : Int32Array.from(values) };
}

/** Targets as a step takes them. */
export const wanted = (values: Field['values'], shape: number[]): Wanted =>
  values instanceof Float32Array
    ? { shape, dtype: 'float32', values }
    : { shape, dtype: 'int32', values: Int32Array.from(values) };

/** The order of an epoch's samples: a function of seed and epoch, so that a resumed run needs only its counters. */
export const shuffled = (count: number, seed: number, epoch: number): Uint32Array =>
  new Random(seed, 'shuffle', epoch).permutation(count);

/**
 * As many samples as there are, each class as likely as the next: drawn with replacement within a class.
 * @param classes (count): the class of each sample; below 0 is none, and is not drawn
 */
export function balanced(classes: ArrayLike<number>, seed: number, epoch: number): Uint32Array {
  const random = new Random(seed, 'balance', epoch);
  const members = new Map<number, number[]>();
  for (let place = 0; place < classes.length; place++) {
    const one = classes[place]!;
    if (one < 0) continue;
    const deck = members.get(one);
    if (deck) deck.push(place);
    else members.set(one, [place]);
  }
  const decks = [...members].sort(([a], [b]) => a - b).map(([, deck]) => deck);
  return Uint32Array.from({ length: classes.length }, () => {
    const deck = decks[random.integer(decks.length)]!;
    return deck[random.integer(deck.length)]!;
  });
}
