import { Cell } from '../../interpreter/store';
import { string, type DictionaryValue, type Value } from '../../interpreter/value';

/** A new object with these entries. */
export const objectOf = (entries: readonly (readonly [string, Value])[]): DictionaryValue => ({
  kind: 'dictionary',
  type: 'object',
  entries: new Cell<DictionaryValue['entries']['value']>(
    new Map(entries.map(([name, value]) => [`s${name}`, { key: string(name), value }])),
  ),
});
