import { hasRow } from '../../libraries/table';
import { entryOf, has } from '../dictionaries';
import { spelled } from '../each';
import { getAttribute } from '../attributes';
import { printed } from '../formatting';
import { sizeOf } from './collections';
import type { Machine } from '../machine';
import { readProperty } from './accessors';
import { byKind, integer, NONE, string, UNKNOWN, type DictionaryValue, type Site, type Value } from '../value';

/** What every object has besides its entries. */
const INHERITED =
  /^(constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toString|toLocaleString|valueOf|__\w+)$/;

/** What waits for a value; one that is there already goes on at once. */
const PROMISE = /^(then|catch|finally)$/;

/** `object.name` of what JavaScript has in its own way; undefined for all else. */
export const memberOf = (machine: Machine, object: Value, name: string, site: Site): Value | undefined =>
  byKind<[], Value | undefined>(
    {
      list: (receiver) =>
        receiver.type === 'set' && name === 'size'
          ? sizeOf(receiver)
          : name === 'length'
            ? lengthOf(spelled(receiver.elements.value))
            : { kind: 'method', receiver, name },
      string: (receiver) => (name === 'length' ? integer(receiver.value.length) : { kind: 'method', receiver, name }),
      dictionary: (each) => memberIn(machine, each, name, site),
      function: (receiver) => (/^(bind|call|apply)$/.test(name) ? { kind: 'method', receiver, name } : undefined),
      bound: (receiver) => (/^(bind|call|apply)$/.test(name) ? { kind: 'method', receiver, name } : undefined),
      library: (receiver) =>
        /^(bind|call|apply)$/.test(name) && hasRow(receiver.name) ? { kind: 'method', receiver, name } : undefined,
      tensor: (receiver) => (PROMISE.test(name) ? { kind: 'method', receiver, name } : undefined),
      integer: (receiver) => ({ kind: 'method', receiver, name }),
      float: (receiver) => ({ kind: 'method', receiver, name }),
    },
    object,
  );

const lengthOf = (elements: readonly Value[] | undefined): Value => (elements ? integer(elements.length) : UNKNOWN);

function memberIn(machine: Machine, object: DictionaryValue, name: string, site: Site): Value {
  if (object.type === 'map') return name === 'size' ? sizeOf(object) : { kind: 'method', receiver: object, name };
  const entries = object.entries.value;
  if (!entries || has(entries, `s${name}`) === false) {
    if (PROMISE.test(name)) return { kind: 'method', receiver: object, name };
    return entries && !INHERITED.test(name) ? NONE : UNKNOWN;
  }
  const found = entryOf(entries, `s${name}`, NONE);
  if (found?.kind === 'function' && found.definition.method) {
    return found.role === 'property'
      ? readProperty(machine, object, found, site)
      : { kind: 'bound', receiver: object, callee: found };
  }
  return found ?? UNKNOWN;
}

const place = (index: Value): number | undefined =>
  index.kind === 'integer' && typeof index.value === 'number' ? index.value : undefined;

/** `object[index]`: beyond an array's ends there is undefined. */
export function placeOf(machine: Machine, object: Value, index: Value, site: Site): Value {
  const at = place(index);
  const elements = object.kind === 'list' ? spelled(object.elements.value) : undefined;
  if (at !== undefined && object.kind === 'list') return elements ? (elements[at] ?? NONE) : UNKNOWN;
  if (at !== undefined && object.kind === 'string') return characterOf(object.value[at]);
  const name = index.kind === 'string' ? index.value : object.kind === 'dictionary' ? printed(index) : undefined;
  return name === undefined || object.kind === 'tensor' ? UNKNOWN : getAttribute(machine, object, name, site);
}

const characterOf = (character: string | undefined): Value => (character === undefined ? NONE : string(character));
