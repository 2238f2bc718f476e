import { joinValues } from './join';
import { Numbers, numbersOf } from './numbers-by-key';
import { string, UNKNOWN, type Entry, type Value } from './value';

/** An entry of a dictionary of which not all is known; one that is not certain may be absent. */
export interface LooseEntry extends Entry {
  certain: boolean;
}

/** Entries in no known order, of which some may be absent: what branches leave that put in different ones. */
export class Loose {
  constructor(readonly entries: ReadonlyMap<string, LooseEntry>) {}
}

/** Entries whose keys are known. */
type Keyed = ReadonlyMap<string, Entry> | Loose;

type Known = Keyed | Numbers;

/** Entries spelled out, by the keys that `keyOf` gives and in order; or loose ones; or numbers; or unknown. */
export type Entries = Known | undefined;

export const areEntries = (content: unknown): content is Known =>
  content instanceof Map || content instanceof Loose || content instanceof Numbers;

const isKeyed = (entries: Entries): entries is Keyed => entries !== undefined && !(entries instanceof Numbers);

/** All entries in order, where there are no others. */
export const listed = (entries: Entries): readonly Entry[] | undefined =>
  entries instanceof Map ? [...(entries as ReadonlyMap<string, Entry>).values()] : undefined;

const loose = (entries: Keyed): Map<string, LooseEntry> =>
  entries instanceof Loose
    ? new Map(entries.entries)
    : new Map([...entries].map(([name, entry]) => [name, { ...entry, certain: true }]));

/** All that may be among the entries, by key. */
export const possible = (entries: Entries): readonly Entry[] =>
  isKeyed(entries) ? [...(entries instanceof Loose ? entries.entries : entries).values()] : [];

/** What is left to say where some of the entries stand under keys that are not known. */
export const byAnyKey = (...all: readonly Entries[]): Numbers | undefined =>
  all.every(areEntries)
    ? numbersOf(
        all.flatMap((each) => (each instanceof Numbers ? [each.kind] : possible(each).map(({ value }) => value.kind))),
      )
    : undefined;

function isCertain(entries: Keyed, name: string): boolean {
  return entries instanceof Loose ? entries.entries.get(name)?.certain === true : entries.has(name);
}

/** Whether there is any entry; undefined where that is not known. */
export function isFilled(entries: Entries): boolean | undefined {
  if (!isKeyed(entries)) return undefined;
  if (!(entries instanceof Loose)) return entries.size > 0;
  return [...entries.entries.values()].some(({ certain }) => certain) || undefined;
}

/** Whether there is an entry; undefined where that is not known. */
export function has(entries: Entries, name: string | undefined): boolean | undefined {
  if (!isKeyed(entries) || name === undefined) return undefined;
  return entries instanceof Loose
    ? entries.entries.has(name)
      ? entries.entries.get(name)!.certain || undefined
      : false
    : entries.has(name);
}

/** What stands under a key, and `absent` where nothing does; undefined where both are nothing. */
export function entryOf(entries: Entries, name: string | undefined, absent?: Value): Value | undefined {
  if (entries instanceof Numbers) return absent ? joinValues([entries.read(), absent]) : entries.read();
  if (!entries || name === undefined) return UNKNOWN;
  const found = (entries instanceof Loose ? entries.entries : entries).get(name);
  if (!found) return absent;
  return isCertain(entries, name) || !absent ? found.value : joinValues([found.value, absent]);
}

/** The entries and those that are put in after them. */
export function merged(entries: Entries, more: Entries): Entries {
  if (!isKeyed(entries) || !isKeyed(more)) return byAnyKey(entries, more);
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

/** The entries where anything may have been put in under a key; where the key is empty, under any. */
export function withAny(entries: Entries, name: string): Entries {
  if (!isKeyed(entries) || name === '') return undefined;
  const perhaps = { key: string(name.slice(1)), value: UNKNOWN, certain: false };
  return entries instanceof Map && entries.has(name)
    ? mapEach(entries, new Map([...entries, [name, perhaps]]))
    : merged(entries, new Loose(new Map([[name, perhaps]])));
}

/** What `**kwargs` takes: what is passed by name, and what may be. */
export const passed = (named: ReadonlyMap<string, Value>, perhaps: ReadonlyMap<string, Value>): Entries =>
  perhaps.size === 0 ? keywords(named, true) : merged(keywords(named, true), new Loose(keywords(perhaps, false)));

const keywords = (named: ReadonlyMap<string, Value>, certain: boolean): Map<string, LooseEntry> =>
  new Map([...named].map(([name, value]) => [`s${name}`, { key: string(name), value, certain }]));

export function without(entries: Entries, names: ReadonlySet<string>): Entries {
  const left = <T extends Entry>(all: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...all].filter(([name]) => !names.has(name)));
  if (!isKeyed(entries)) return entries;
  return entries instanceof Loose ? new Loose(left(entries.entries)) : left(entries);
}

/** Another value under each key. */
export function mapValues(entries: Entries, change: (value: Value) => Value): Entries {
  const changed = <T extends Entry>(all: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...all].map(([name, entry]) => [name, { ...entry, value: change(entry.value) }]));
  if (!isKeyed(entries)) return undefined;
  return entries instanceof Loose ? new Loose(changed(entries.entries)) : changed(entries);
}

/** Whether `entries` say all that `others` say, by `covers` of what stands under the same key. */
export function describes(entries: Known, others: Known, covers: (value: Value, other: Value) => boolean): boolean {
  if (!isKeyed(entries) || !isKeyed(others)) return entries === others;
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
  if (!isKeyed(a) || !isKeyed(b)) return byAnyKey(a, b);
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
