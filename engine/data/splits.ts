/** Training, validation and test samples that share nothing. */
import { Problem } from '../process/problem';
import { Random } from './random';
import { Subset, type Dataset } from './samples';

export interface Splits {
  train: Dataset;
  validation: Dataset;
  test: Dataset;
}

/** How samples are told apart. */
export interface SplitSettings {
  by: 'random' | 'stratified' | 'time' | 'group';
  /** Of `time` and `group`: the column with the moment or the group of each sample. */
  column: string | null;
}

type Key = string | number;
type Columns = Readonly<Record<string, readonly Key[]>>;

/** What tells samples apart, of each sample: columns by name; twins have the same number, and are one sample to `random` and `stratified`. */
export interface SampleKeys {
  columns?: Columns | undefined;
  twins?: readonly Key[] | undefined;
}

interface Samples {
  dataset: Dataset;
  twins: readonly Key[] | null;
}

/** Places of samples in the order in which they are dealt out; neighbours with the same key stay together. */
interface Deck {
  order: Uint32Array;
  /** By place; null where every sample stands alone. */
  keys: readonly Key[] | null;
}

const decksOf: Record<SplitSettings['by'], (samples: Samples, keys: () => readonly Key[], random: Random) => Deck[]> = {
  random: ({ dataset, twins }, _, random) => [shuffledDeck(dataset.count, twins, random)],
  /** Each class is a deck of its own, so that every part has its share of it. */
  stratified({ dataset: { count, targets }, twins }, _, random) {
    const { order, keys } = shuffledDeck(count, twins, random);
    const classOf = classesOf(targets.values, twins);
    const classes = [...new Set(targets.values)].sort((a, b) => a - b);
    return classes.map((one) => ({ order: order.filter((place) => classOf(place) === one), keys }));
  },
  /** The latest samples are dealt first, to the test. */
  time({ dataset: { count } }, keysOf) {
    const keys = keysOf();
    return [{ order: places(count).sort((a, b) => compare(keys[b]!, keys[a]!) || b - a), keys }];
  },
  group: ({ dataset: { count } }, keysOf, random) => [shuffledDeck(count, keysOf(), random)],
};

/** The keys in a random order; the samples themselves where each stands alone. */
function shuffledDeck(count: number, keys: readonly Key[] | null, random: Random): Deck {
  if (!keys) return { order: random.permutation(count), keys };
  const names = [...new Set(keys)];
  const rank = random.permutation(names.length);
  const ranks = new Map(names.map((name, index) => [name, rank[index]!]));
  return { order: places(count).sort((a, b) => ranks.get(keys[a]!)! - ranks.get(keys[b]!)! || a - b), keys };
}

/** The class by which a sample is dealt: its own, or that of its first twin. */
function classesOf(labels: ArrayLike<number>, twins: readonly Key[] | null): (place: number) => number {
  if (!twins) return (place) => labels[place]!;
  const firsts = new Map<Key, number>();
  twins.forEach((twin, place) => {
    if (!firsts.has(twin)) firsts.set(twin, labels[place]!);
  });
  return (place) => firsts.get(twins[place]!)!;
}

const places = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, index) => index);

function compare(a: Key, b: Key): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}

/**
 * Splits by the seed. A test set that the data brings along stays whole, and validation is drawn from the rest; without
 * one, the test is drawn first. Every sample lands in exactly one part, and so does every set of twins, group and moment.
 * @param given the data's own test set
 * @param settings the shares of `dataset` that are held out, each in [0, 1), and how
 * @throws Problem `wrong-split` where the data has no such column, too few groups or moments in it, or no classes;
 *   `wrong-value` for a column without use
 */
export function split(
  dataset: Dataset,
  given: Dataset | null,
  settings: { validation: number; test: number; split: SplitSettings },
  { columns = {}, twins }: SampleKeys,
  seed: number,
): Splits {
  const { by, column } = settings.split;
  if (column !== null && !goesByColumn(by)) throw idleColumn(column, by);
  if (by === 'stratified' && !hasClasses(dataset)) throw nothingToStratify();
  const decks = decksOf[by](
    { dataset, twins: twins ?? null },
    () => keysOf(columns, column, by),
    new Random(seed, 'split'),
  );
  const parts = decks.map((deck) => deal(deck, given ? 0 : settings.test, settings.validation));
  const joined = (part: keyof Splits) => new Subset(dataset, joinedPlaces(parts.map((dealt) => dealt[part])));
  const train = joined('train');
  if (train.count === 0 && goesByColumn(by)) throw tooFewKeys(column!, by, decks[0]!);
  return { test: given ?? joined('test'), validation: joined('validation'), train };
}

/** Cuts a deck in three; a cut that would part a group or a moment moves behind it. */
function deal({ order, keys }: Deck, test: number, validation: number): Record<keyof Splits, Uint32Array> {
  const cut = (from: number, wanted: number): number => {
    let to = from + wanted;
    if (keys) while (to > from && to < order.length && keys[order[to]!] === keys[order[to - 1]!]) to++;
    return to;
  };
  const testing = cut(0, Math.round(order.length * test));
  const validating = cut(testing, Math.round((order.length - testing) * validation));
  return {
    test: order.subarray(0, testing),
    validation: order.subarray(testing, validating),
    train: order.subarray(validating),
  };
}

function joinedPlaces(parts: readonly Uint32Array[]): Uint32Array {
  const joined = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

const hasClasses = ({ targets }: Dataset): boolean =>
  targets.values instanceof Int32Array && targets.shape.length === 0;

const goesByColumn = (by: SplitSettings['by']): by is 'time' | 'group' => by === 'time' || by === 'group';

const idleColumn = (column: string, by: string) =>
  new Problem(
    'wrong-value',
    `data.split.column "${column}" has no effect on data.split.by "${by}"; set data.split.by to time or group, or data.split.column to null`,
  );

/** Parts take whole groups and moments, so that a smaller share may still take the last one. */
function tooFewKeys(column: string, by: 'time' | 'group', { keys }: Deck): Problem {
  const count = new Set(keys).size;
  return new Problem(
    'wrong-split',
    `data.split.by "${by}" leaves nothing to train on: "${column}" has ${count} ${by === 'time' ? 'moments' : 'groups'}, and no part may share one with another; set data.test or data.validation to 0, or data.split.by to random`,
  );
}

const nothingToStratify = () =>
  new Problem('wrong-split', 'data.split.by "stratified" needs one class a sample; use "random"');

/** @throws Problem `wrong-split` */
function keysOf(columns: Columns, column: string | null, by: string): readonly Key[] {
  const found = column !== null && Object.hasOwn(columns, column) ? columns[column] : undefined;
  if (found) return found;
  const names = Object.keys(columns);
  const choice = names.length ? `the data has ${names.join(', ')}` : 'the data has no columns: use "random"';
  const what = column === null ? `data.split.by "${by}" needs data.split.column` : `no column is called "${column}"`;
  throw new Problem('wrong-split', `${what}; ${choice}`);
}
