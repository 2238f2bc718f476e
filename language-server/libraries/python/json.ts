import {
  boolean,
  dictionary,
  integer,
  list,
  MAX_LENGTH,
  NONE,
  string,
  UNKNOWN,
  type Entry,
  type Value,
} from '../../interpreter/value';
import { valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** What lies deeper is data. */
const MAX_DEPTH = 32;

/** A whole number that is written as a fraction, which is a float. */
const WHOLE_FLOAT = /\d\.0+(?!\d)|\d[eE]/;

/** JavaScript orders such keys anew. */
const INDEX = /^\d+$/;

type Decode = (content: unknown, depth: number) => Value;

/** What a JSON text says; `whole`: what a whole number in it is. */
function decoder(whole: (value: number) => Value): Decode {
  const decode: Decode = (content, depth) => {
    if (content === null) return NONE;
    if (typeof content === 'string') return string(content);
    if (typeof content === 'boolean') return boolean(content);
    if (typeof content === 'number')
      return Number.isInteger(content) ? whole(content) : { kind: 'float', value: content };
    if (typeof content !== 'object' || depth > MAX_DEPTH) return UNKNOWN;
    if (Array.isArray(content)) return list(content.map((each) => decode(each, depth + 1)));
    const names = Object.entries(content);
    const entries = names.map(([name, each]): [string, Entry] => [
      `s${name}`,
      { key: string(name), value: decode(each, depth + 1) },
    ]);
    return dictionary(names.some(([name]) => INDEX.test(name)) ? undefined : new Map(entries));
  };
  return decode;
}

/** `json.loads(text)` of a text that the program holds. */
const loads: Rule = (call) => {
  const text = valueOf(call, 's');
  if (text.kind !== 'string' || text.value.length > MAX_LENGTH) return UNKNOWN;
  try {
    return decoder(WHOLE_FLOAT.test(text.value) ? () => UNKNOWN : integer)(JSON.parse(text.value), 0);
  } catch {
    return UNKNOWN;
  }
};

export const JSON_TEXT: Table = { 'json.loads': row('s, **options', loads) };
