/** Samples drawn one by one into memory, each a function of the seed and its number. */
import { Problem } from '../../process/problem';
import { InMemory, sizeOf, type Field } from '../samples';

/** A gibibyte of bytes, or four of float32: more would not fit beside the training in a laptop's memory. */
const MOST_VALUES = 2 ** 30;

const tooMuch = (count: number, size: number) =>
  new Problem('too-much-data', `data.samples: ${count} samples of ${size} numbers do not fit in memory; draw fewer`);

type Values = Field['values'];

/** What a sample's numbers are, and how they are arranged. */
interface Layout<V extends Values> {
  shape: number[];
  Values: new (length: number) => V;
}

/** One sample's numbers among those of all. */
const row = <V extends Values>(values: V, size: number, index: number): V =>
  values.subarray(index * size, (index + 1) * size) as V;

/** Zeros for `count` samples, each then written by `one`. */
export function draw<I extends Values, T extends Values>(
  count: number,
  { inputs, targets }: { inputs: Layout<I>; targets: Layout<T> },
  one: (index: number, input: I, target: T) => void,
): InMemory {
  const sizes = [sizeOf(inputs.shape), sizeOf(targets.shape)] as const;
  if (count * (sizes[0] + sizes[1]) > MOST_VALUES) throw tooMuch(count, sizes[0] + sizes[1]);
  const [given, wanted] = [new inputs.Values(count * sizes[0]), new targets.Values(count * sizes[1])];
  for (let index = 0; index < count; index++) one(index, row(given, sizes[0], index), row(wanted, sizes[1], index));
  return new InMemory({ shape: inputs.shape, values: given }, { shape: targets.shape, values: wanted });
}
