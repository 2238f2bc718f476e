import { dictionary, string, type DictionaryValue, type Value } from '../../interpreter/value';

/** A new object with these entries. */
export const objectOf = (entries: readonly (readonly [string, Value])[]): DictionaryValue => ({
  ...dictionary(new Map(entries.map(([name, value]) => [`s${name}`, { key: string(name), value }]))),
  type: 'object',
});
