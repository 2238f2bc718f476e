/** Categories that no training sample has are none: what is not trained on would only add what its weights began with. */
import type { Description } from './loader/description';
import { Mapped } from './mapped';
import { sizeOf, type Dataset, type Field } from './samples';
import type { Splits } from './splits';
import type { SourceData } from './sources/source';

/** Channels of the last axis that tell a category: a column for each, or one with their numbers. */
export interface Coded {
  at: number;
  /** Columns that are 1 or 0; none where the channel at `at` holds numbers from 0. */
  width: number;
  /** How many numbers there are; 0 for columns. */
  numbers: number;
}

/** What of a dataset's channels is kept. */
interface Selection {
  /** By new channel, the old one. */
  channels: Int32Array;
  /** By new channel, what each number of a category becomes, NaN where training has it not; null for other channels. */
  numbers: (Float32Array | null)[];
}

/** Samples read at a time. */
const BLOCK = 1024;

/** The parts and what describes them, without categories that the training part lacks. */
export async function withKnownCategories(
  parts: Splits,
  data: SourceData,
): Promise<{ parts: Splits; data: SourceData }> {
  const coded = data.coded ?? [];
  if (coded.length === 0 || parts.train.count === 0) return { parts, data };
  const seen = await seenIn(parts.train, coded);
  if (coded.every((each) => seen.get(each)!.every(Boolean))) return { parts, data };
  const selection = selectionOf(parts.train.inputShape.at(-1)!, coded, seen);
  const kept = (part: Dataset) => new Selected(part, selection);
  return {
    parts: { train: kept(parts.train), validation: kept(parts.validation), test: kept(parts.test) },
    data: described(data, selection, seen),
  };
}

type Seen = ReadonlyMap<Coded, boolean[]>;

/** Of each category, whether a sample has it; no more is read once all are met. */
async function seenIn(train: Dataset, coded: readonly Coded[]): Promise<Seen> {
  const seen = new Map(coded.map((each) => [each, new Array<boolean>(each.width + each.numbers).fill(false)]));
  const channels = train.inputShape.at(-1)!;
  const step = Math.max(1, Math.floor((BLOCK * channels) / sizeOf(train.inputShape)));
  for (let from = 0; from < train.count; from += step) {
    const length = Math.min(step, train.count - from);
    const values = await train.read(Uint32Array.from({ length }, (_, index) => from + index));
    for (let row = 0; row < values.length; row += channels) for (const each of coded) look(each, values, row, seen);
    if ([...seen.values()].every((all) => all.every(Boolean))) break;
  }
  return seen;
}

function look(coded: Coded, values: Field['values'], row: number, seen: Seen): void {
  const { at, width, numbers } = coded;
  const all = seen.get(coded)!;
  const number = values[row + at]!;
  if (numbers > 0 && !Number.isNaN(number)) all[number] = true;
  for (let column = 0; column < width; column++) if (values[row + at + column] === 1) all[column] = true;
}

function selectionOf(channels: number, coded: readonly Coded[], seen: Seen): Selection {
  const isKept = new Array<boolean>(channels).fill(true);
  const maps = new Array<Float32Array | null>(channels).fill(null);
  for (const each of coded) {
    const all = seen.get(each)!;
    if (each.numbers > 0) maps[each.at] = renumbered(all);
    else for (let column = 0; column < each.width; column++) isKept[each.at + column] = all[column]!;
  }
  const kept = isKept.flatMap((keep, channel) => (keep ? [channel] : []));
  return { channels: Int32Array.from(kept), numbers: kept.map((channel) => maps[channel]!) };
}

/** Those that are there are counted from 0. */
function renumbered(seen: readonly boolean[]): Float32Array {
  let next = 0;
  return Float32Array.from(seen, (is) => (is ? next++ : NaN));
}

/** Names, scales and fills of the channels that are kept. */
function described(data: SourceData, selection: Selection, seen: Seen): SourceData {
  const { channels } = selection;
  const place = new Map([...channels].map((channel, index) => [channel, index]));
  const chosen = <T>(list: readonly T[]): T[] => [...channels].map((channel) => list[channel]!);
  const fillable = data.fillable?.flatMap(({ at, width, by }) => {
    const kept = Array.from({ length: width }, (_, index) => place.get(at + index)).filter(
      (each) => each !== undefined,
    );
    return kept.length > 0 ? [{ at: kept[0]!, width: kept.length, by }] : [];
  });
  const numbered = [...seen]
    .filter(([{ numbers }]) => numbers > 0)
    .map(([{ at }, all]) => [data.names?.[at], all] as const);
  const categories = Object.entries(data.categories ?? {}).map(([name, texts]) => {
    const all = numbered.find(([channel]) => channel === name)?.[1];
    return [name, all ? texts.filter((_, index) => all[index]) : texts] as const;
  });
  return {
    ...data,
    dataset: new Selected(data.dataset, selection),
    ...(data.names && { names: chosen(data.names) }),
    ...(data.scalable && { scalable: chosen(data.scalable) }),
    ...(fillable && { fillable }),
    ...(data.categories && { categories: Object.fromEntries(categories) }),
  };
}

export interface SelectedDescription {
  kind: 'selected';
  whole: Description;
  selection: Selection;
}

/** Some channels of a dataset, categories among them renumbered. */
export class Selected extends Mapped {
  constructor(
    whole: Dataset,
    private readonly selection: Selection,
  ) {
    super(whole);
  }

  override get inputShape(): number[] {
    return [...this.whole.inputShape.slice(0, -1), this.selection.channels.length];
  }

  describe(): SelectedDescription {
    return { kind: 'selected', whole: this.whole.describe(), selection: this.selection };
  }

  protected mapped(values: Field['values']): Float32Array {
    const { channels, numbers } = this.selection;
    const width = this.whole.inputShape.at(-1)!;
    const rows = values.length / width;
    const to = new Float32Array(rows * channels.length);
    for (let row = 0; row < rows; row++) {
      for (let index = 0; index < channels.length; index++) {
        const value = values[row * width + channels[index]!]!;
        const map = numbers[index];
        to[row * channels.length + index] = map && !Number.isNaN(value) ? map[value]! : value;
      }
    }
    return to;
  }
}
