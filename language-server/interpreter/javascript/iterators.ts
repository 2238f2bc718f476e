import type { Methods } from '../container-methods';
import { spelled } from '../each';
import { advanced } from '../iterators';
import { boolean, dictionary, NONE, string, UNKNOWN, type DictionaryValue, type ListValue, type Value } from '../value';

const object = (members: Record<string, Value>): DictionaryValue => ({
  ...dictionary(new Map(Object.entries(members).map(([name, value]) => [`s${name}`, { key: string(name), value }]))),
  type: 'object',
});

/** Methods of what a generator gives. */
export const ITERATOR: Methods<ListValue> = {
  /** `{ value, done }`: the next one, and whether there is none. */
  next: ({ machine }, iterator) => {
    const left = spelled(iterator.elements.value);
    return object({ value: advanced(machine, iterator, NONE), done: left ? boolean(left.length === 0) : UNKNOWN });
  },
};
