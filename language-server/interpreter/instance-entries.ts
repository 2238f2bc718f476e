/** The attributes of an object as entries of a dictionary: `vars(object)`, `module._modules`. */
import { Loose, type Entries, type LooseEntry } from './dictionaries';
import { children } from './modules';
import { dictionary, string, type DictionaryValue, type Entry, type Instance } from './value';
import { View } from './view';

/** What writes it writes the attributes of `view`, whose entries it has at any time. */
export function viewOf(view: Instance, entriesOf: (object: Instance) => Entries): DictionaryValue {
  let before: Entries;
  const source = {
    /** One and the same while nothing changes, so that a loop through it is seen to come to its end. */
    get value(): Entries {
      const now = entriesOf(view);
      if (!isSame(before, now)) before = now;
      return before;
    },
  };
  return { ...dictionary(undefined), entries: View.of(source, (entries) => entries), view };
}

/** Whether both have the same values under the same keys in the same order. */
function isSame(before: Entries, now: Entries): boolean {
  if (!(before instanceof Map) || !(now instanceof Map)) return before === now;
  const [those, these] = [before, now].map((entries) => [...(entries as ReadonlyMap<string, Entry>)]);
  return (
    those!.length === these!.length &&
    those!.every(([name, { value }], i) => name === these![i]![0] && value === these![i]![1].value)
  );
}

/** A module's modules by name. */
export function modulesOf(object: Instance): Entries {
  const parts = children(object);
  return parts && new Map(parts.map(([part, value]) => [`s${part}`, { key: string(part), value }]));
}

/** `vars(object)`, `object.__dict__` */
export const ownEntries = (object: Instance): DictionaryValue => ({ ...viewOf(object, entriesOf), isOwn: true });

/** An object's attributes by name. */
export function entriesOf({ attributes, escaped }: Instance): Entries {
  const entries = new Map<string, LooseEntry>();
  for (const [name, { value, isDoubtful }] of attributes)
    if (value) entries.set(`s${name}`, { key: string(name), value, certain: !isDoubtful });
  if (escaped.value) return undefined;
  return [...entries.values()].every(({ certain }) => certain) ? entries : new Loose(entries);
}
