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
  targets: HostTensor & { values: Int32Array | Float32Array };
}

/** How inputs are made ready; null for tokens, which stay whole numbers. */
export type InputScale = Normalization | null;

/** The samples at `indices`; at once where they are in memory. */
export function batch(dataset: Dataset, indices: Uint32Array, scale: InputScale): Batch | Promise<Batch> {
  const values = dataset.read(indices);
  const made = (read: Field['values']) => assemble(dataset, indices, read, scale);
  return values instanceof Promise ? values.then(made) : made(values);
}

function assemble(
  { inputShape, targets }: Dataset,
  indices: Uint32Array,
  read: Field['values'],
  scale: InputScale,
): Batch {
  const count = indices.length;
  const wanted = rowsAt(targets, indices);
  const inputs: Pick<HostTensor, 'dtype' | 'values'> = scale
    ? { dtype: 'float32', values: normalize(read, scale) }
    : { dtype: 'int32', values: read instanceof Int32Array ? read : Int32Array.from(read) };
  return {
    count,
    inputs: { shape: [count, ...inputShape], ...inputs },
    targets: {
      shape: [count, ...targets.shape],
      ...(wanted instanceof Float32Array
        ? { dtype: 'float32', values: wanted }
        : { dtype: 'int32', values: Int32Array.from(wanted) }),
    },
  };
}

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
