import type { Arguments } from './arguments';
import { tuple, UNKNOWN, type ClassValue, type Value } from './value';

/** A field of a named tuple. */
export interface TupleField {
  name: string;
  default?: Value;
}

/** A named tuple of what a call passes; unknown where that does not fit its fields. */
export function namedTuple(fields: readonly TupleField[], given: Arguments, type?: ClassValue): Value {
  const { positional, named, open } = given;
  const elements = fields.map(({ name, default: otherwise }, i) => positional[i] ?? named.get(name) ?? otherwise);
  const names = fields.map(({ name }) => name);
  if (open || positional.length > fields.length || !elements.every((each) => each !== undefined)) return UNKNOWN;
  return { ...tuple(elements), fields: names, ...(type && { class: type }) };
}
