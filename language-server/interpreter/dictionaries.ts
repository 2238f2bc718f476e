import { joinValues } from './join';
import { string, UNKNOWN, type Entry, type Value } from './value';

/** An entry of a dictionary of which not all is known; one that is not certain may be absent. */
export interface LooseEntry extends Entry {
  certain: boolean;
}

/** Entries in no known order, of which some may be absent: what branches leave that put in different ones. */
export class Loose {
  constructor(readonly entries: ReadonlyMap<string, LooseEntry>) {}
}

/** Entries spelled out, by the keys that `keyOf` gives and in order; or loose ones; or unknown. */
export type Entries = ReadonlyMap<string, Entry> | Loose | undefined;

export const areEntries = (content: unknown): content is ReadonlyMap<string, Entry> | Loose =>
  content instanceof Map || content instanceof Loose;

/** All entries in order, where there are no others. */
export const listed = (entries: Entries): readonly Entry[] | undefined =>
  entries instanceof Loose ? undefined : entries && [...entries.values()];

const loose = (entries: ReadonlyMap<string, Entry> | Loose): Map<string, LooseEntry> =>
  entries instanceof Loose
    ? new Map(entries.entries)
    : new Map([...entries].map(([name, entry]) => [name, { ...entry, certain: true }]));

/** All that may be among the entries. */
export const possible = (entries: Entries): readonly Entry[] =>
  entries ? [...(entries instanceof Loose ? entries.entries : entries).values()] : [];

function isCertain(entries: Entries, name: string): boolean {
  return entries instanceof Loose ? entries.entries.get(name)?.certain === true : entries?.has(name) === true;
}

/** Whether there is any entry; undefined where that is not known. */
export function isFilled(entries: Entries): boolean | undefined {
  if (!(entries instanceof Loose)) return entries && entries.size > 0;
  return [...entries.entries.values()].some(({ certain }) => certain) || undefined;
}

/** Whether there is an entry; undefined where that is not known. */
export function has(entries: Entries, name: string | undefined): boolean | undefined {
  if (!entries || name === undefined) return undefined;
  return entries instanceof Loose
    ? entries.entries.has(name)
      ? entries.entries.get(name)!.certain || undefined
      : false
    : entries.has(name);
}

/** What stands under a key, and `absent` where nothing does; undefined where both are nothing. */
export function entryOf(entries: Entries, name: string | undefined, absent?: Value): Value | undefined {
  if (!entries || name === undefined) return UNKNOWN;
  const found = (entries instanceof Loose ? entries.entries : entries).get(name);
  if (!found) return absent;
  return isCertain(entries, name) || !absent ? found.value : joinValues([found.value, absent]);
}

/** The entries and those that are put in after them. */
export function merged(entries: Entries, more: Entries): Entries {
  if (!entries || !more) return undefined;
  if (!(entries instanceof Loose) && !(more instanceof Loose)) return new Map([...entries, ...more]);
  const all = loose(entries);
  for (const [name, { key, value, certain }] of loose(more)) {
    const before = all.get(name);
    all.set(name, {
      key,
      value: before && !certain ? joinValues([before.value, value]) : value,
      certain: certain || before?.certain === true,
    });
  }
  return new Loose(all);
}

/** What `**kwargs` takes: what is passed by name, and what may be. */
export const passed = (named: ReadonlyMap<string, Value>, perhaps: ReadonlyMap<string, Value>): Entries =>
  perhaps.size === 0 ? keywords(named, true) : merged(keywords(named, true), new Loose(keywords(perhaps, false)));

const keywords = (named: ReadonlyMap<string, Value>, certain: boolean): Map<string, LooseEntry> =>
  new Map([...named].map(([name, value]) => [`s${name}`, { key: string(name), value, certain }]));

export function without(entries: Entries, names: ReadonlySet<string>): Entries {
  const left = <T extends Entry>(all: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...all].filter(([name]) => !names.has(name)));
  return entries instanceof Loose ? new Loose(left(entries.entries)) : entries && left(entries);
}

/** Another value under each key. */
export function mapValues(entries: Entries, change: (value: Value) => Value): Entries {
  const changed = <T extends Entry>(all: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...all].map(([name, entry]) => [name, { ...entry, value: change(entry.value) }]));
  return entries instanceof Loose ? new Loose(changed(entries.entries)) : entries && changed(entries);
}

/** Whether `entries` say all that `others` say, by `covers` of what stands under the same key. */
export function describes(
  entries: ReadonlyMap<string, Entry> | Loose,
  others: ReadonlyMap<string, Entry> | Loose,
  covers: (value: Value, other: Value) => boolean,
): boolean {
  const [before, after] = [loose(entries), loose(others)];
  const same = (entry: LooseEntry, other: LooseEntry | undefined): boolean =>
    other?.certain === entry.certain && covers(entry.value, other.value);
  const ordered = (each: object): boolean => !(each instanceof Loose);
  return (
    ordered(entries) === ordered(others) &&
    before.size === after.size &&
    [...before].every(([name, entry]) => same(entry, after.get(name)))
  );
}

/** Entries that describe each of several dictionaries' ones; the first ones themselves where they already do. */
export function joinEntries(all: readonly Entries[]): Entries {
  const [first, ...rest] = all;
  return rest.reduce(joinTwo, first);
}

/** Whether both have the same keys in the same order. */
function haveEqualKeys(a: ReadonlyMap<string, Entry>, b: ReadonlyMap<string, Entry>): boolean {
  const keys = [...b.keys()];
  return a.size === b.size && [...a.keys()].every((key, i) => key === keys[i]);
}

function joinTwo(a: Entries, b: Entries): Entries {
  if (!a || !b) return undefined;
  if (!(a instanceof Loose) && !(b instanceof Loose) && haveEqualKeys(a, b)) return mapEach(a, b);
  const [left, right] = [loose(a), loose(b)];
  const joined = new Map(
    [...left, ...right].map(([name, entry]) => [name, joinPlace(entry, left.get(name), right.get(name))]),
  );
  const same = a instanceof Loose && [...joined].every(([name, entry]) => isSame(entry, a.entries.get(name)));
  return same ? a : new Loose(joined);
}

const isSame = (a: LooseEntry, b: LooseEntry | undefined): boolean => a.value === b?.value && a.certain === b.certain;

function mapEach(a: ReadonlyMap<string, Entry>, b: ReadonlyMap<string, Entry>): ReadonlyMap<string, Entry> {
  const joined = new Map(
    [...a].map(([name, { key, value }]) => [name, { key, value: joinValues([value, b.get(name)!.value]) }]),
  );
  return [...joined].every(([name, { value }]) => value === a.get(name)!.value) ? a : joined;
}

const joinPlace = (entry: LooseEntry, a: LooseEntry | undefined, b: LooseEntry | undefined): LooseEntry => ({
  key: entry.key,
  value: a && b ? joinValues([a.value, b.value]) : entry.value,
  certain: a?.certain === true && b?.certain === true,
});
