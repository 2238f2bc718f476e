/** Missing values (NaN) filled by numbers measured on the training part only. */
import type { Description } from './loader/description';
import { Mapped } from './mapped';
import { sizeOf, type Dataset, type Field } from './samples';
import { shared } from './shared';
import type { Splits } from './splits';

/** With what: of the values that are there, or 0. */
export type FillBy = 'mean' | 'median' | 'mostFrequent' | 'zero';

/** Channels [at, at + width) of the last axis that are missing together: one number, or a category's one-hot columns. */
export interface Fillable {
  at: number;
  width: number;
  by: FillBy;
}

/** What a channel's NaN becomes, by channel. */
type Filling = Float32Array;

/** The parts of the data without missing values. */
interface Whole extends Splits {
  /** Null where nothing may be missing. */
  filling: Filling | null;
}

/** Of a channel, at most, in samples evenly spaced: a median of so many is within 0.2 % of the ranks of the true one. */
const MAX_VALUES = 2 ** 18;

/** Of all channels: 256 megabytes while they are looked at. */
const MAX_NUMBERS = 2 ** 25;

/** Numbers read at a time. */
const BLOCK = 2 ** 20;

/** The parts without missing values, all filled by what the training part has. */
export async function withoutMissing(parts: Splits, fillable: readonly Fillable[] | undefined): Promise<Whole> {
  if (!fillable || parts.train.count === 0) return { ...parts, filling: null };
  const filling = await fitFilling(parts.train, fillable);
  const filled = (part: Dataset) => new Filled(part, filling);
  return { train: filled(parts.train), validation: filled(parts.validation), test: filled(parts.test), filling };
}

/** Measures a dataset, which is to be the training part. */
async function fitFilling(train: Dataset, fillable: readonly Fillable[]): Promise<Filling> {
  const channels = train.inputShape.at(-1)!;
  const filling = new Float32Array(channels);
  const present = await presentValues(train, channels);
  for (const { at, width, by } of fillable) {
    const columns = present.slice(at, at + width);
    if (width === 1) filling[at] = columns[0]!.length ? fits[by](Float32Array.from(columns[0]!)) : 0;
    else if (by !== 'zero') filling[at + mostFrequentOf(columns)] = 1;
  }
  return filling;
}

/** By channel, the values that are there; no more than memory should hold. */
async function presentValues(train: Dataset, channels: number): Promise<number[][]> {
  const present = Array.from({ length: channels }, (): number[] => []);
  const size = sizeOf(train.inputShape);
  const most = Math.floor(Math.min((MAX_VALUES * channels) / size, MAX_NUMBERS / size));
  const taken = Math.min(train.count, Math.max(1, most));
  const places = Uint32Array.from({ length: taken }, (_, index) => Math.floor((index * train.count) / taken));
  const step = Math.max(1, Math.floor(BLOCK / size));
  for (let from = 0; from < taken; from += step) {
    const values = await train.read(places.subarray(from, from + step));
    values.forEach((value, at) => {
      if (!Number.isNaN(value)) present[at % channels]!.push(value);
    });
  }
  return present;
}

/** The column of a one-hot category that is 1 most often. */
function mostFrequentOf(columns: readonly number[][]): number {
  const ones = columns.map((values) => values.reduce((sum, value) => sum + value, 0));
  return ones.indexOf(Math.max(...ones));
}

const fits: Record<FillBy, (values: Float32Array) => number> = {
  zero: () => 0,
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  /** Of an even number of values, the middle of the two in the middle. */
  median(values) {
    values.sort();
    const half = values.length >> 1;
    return values.length % 2 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
  },
  /** The smallest of those that are equally frequent. */
  mostFrequent(values) {
    values.sort();
    let [best, most] = [values[0]!, 0];
    for (let from = 0, to = 0; from < values.length; from = to) {
      while (to < values.length && values[to] === values[from]) to++;
      if (to - from > most) [best, most] = [values[from]!, to - from];
    }
    return best;
  },
};

/** Fills in place: values of whole samples, whose last axis are the channels. */
function fill(values: Float32Array, filling: Filling): void {
  const channels = filling.length;
  for (let at = 0; at < values.length; at++) if (Number.isNaN(values[at])) values[at] = filling[at % channels]!;
}

export interface FilledDescription {
  kind: 'filled';
  whole: Description;
  filling: Filling;
}

/** A dataset without missing values. */
export class Filled extends Mapped {
  constructor(
    whole: Dataset,
    private readonly filling: Filling,
  ) {
    super(whole);
  }

  describe(): FilledDescription {
    return { kind: 'filled', whole: this.whole.describe(), filling: shared(this.filling) };
  }

  protected mapped(values: Field['values']): Field['values'] {
    if (values instanceof Float32Array) fill(values, this.filling);
    return values;
  }
}
