/** Classes of a program that extend `dict`: a configuration whose entries are also its attributes, a registry. */
import { attributeCell } from './setting-attributes';
import type { Machine } from './machine';
import { entryOf } from './dictionaries';
import { dictionary, library, type DictionaryValue, type Instance, type LibraryValue, type Value } from './value';

/** The class as an ancestor; its rows are its methods. */
export const DICT: LibraryValue = library('python.dict');

/** Where an object of such a class has its entries; no attribute of a program has such a name. */
const ENTRIES = '@entries';

const extendsDictionary = ({ class: type }: Instance): boolean =>
  type.kind === 'class' && (type.ancestors?.some(({ name }) => name === DICT.name) ?? false);

/** The entries of an object of such a class. */
export function entriesOf(instance: Instance): DictionaryValue | undefined {
  const held = extendsDictionary(instance) ? instance.attributes.get(ENTRIES)?.value : undefined;
  return held?.kind === 'dictionary' ? held : undefined;
}

/** A dictionary itself, or what an object that extends one holds. */
export function dictionaryIn(value: Value): DictionaryValue | undefined {
  if (value.kind === 'instance') return entriesOf(value);
  return value.kind === 'dictionary' ? value : undefined;
}

/** Gives a new object its entries. */
export function holdEntries(machine: Machine, instance: Instance): DictionaryValue {
  const made = dictionary(new Map());
  machine.store.write(attributeCell(instance.attributes, ENTRIES), made);
  return made;
}

/** The entries of an object whose attributes they are as well: `self.__dict__ = self`. */
export const sharedEntries = (instance: Instance): DictionaryValue | undefined =>
  extendsDictionary(instance) && instance.attributes.get('__dict__')?.value === instance
    ? entriesOf(instance)
    : undefined;

/** What stands there under the name of an attribute. */
export function sharedEntry(instance: Instance, name: string): Value | undefined {
  const shared = sharedEntries(instance);
  return shared && entryOf(shared.entries.value, `s${name}`);
}
