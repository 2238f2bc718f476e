/** The attributes of an object as entries of a dictionary: `vars(object)`, `module._modules`. */
import { Loose, type Entries, type LooseEntry } from './dictionaries';
import { children } from './modules';
import { dictionary, string, type DictionaryValue, type Instance } from './value';
import { View } from './view';

/** What writes it writes the attributes of `view`, whose entries it has at any time. */
export const viewOf = (view: Instance, entriesOf: (object: Instance) => Entries): DictionaryValue => ({
  ...dictionary(undefined),
  entries: View.of(
    {
      get value() {
        return entriesOf(view);
      },
    },
    (entries) => entries,
  ),
  view,
});

/** A module's modules by name. */
export function modulesOf(object: Instance): Entries {
  const parts = children(object);
  return parts && new Map(parts.map(([part, value]) => [`s${part}`, { key: string(part), value }]));
}

/** An object's attributes by name. */
export function entriesOf({ attributes, escaped }: Instance): Entries {
  const entries = new Map<string, LooseEntry>();
  for (const [name, { value, isDoubtful }] of attributes)
    if (value) entries.set(`s${name}`, { key: string(name), value, certain: !isDoubtful });
  if (escaped.value) return undefined;
  return [...entries.values()].every(({ certain }) => certain) ? entries : new Loose(entries);
}
