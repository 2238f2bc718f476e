/** What tells values apart as keys of a dictionary. */
import { byKind, UNDECIDED_DEVICE, UNDECIDED_TENSOR, type ByKind, type Value } from './value';

/** Numbers for the tensors, classes, objects and members of enums that are keys: each is one by itself. */
const identities = new WeakMap<Value, number>();

export function identityOf(value: Value): number {
  const known = identities.get(value) ?? nextIdentity++;
  identities.set(value, known);
  return known;
}

let nextIdentity = 0;

/** Made once, for dictionaries are asked often. */
const KEYS: ByKind<[], string | undefined> = {
  string: ({ value }) => `s${value}`,
  integer: ({ value }) => (typeof value === 'number' ? `i${value}` : undefined),
  boolean: ({ value }) => `i${Number(value)}`,
  none: (value) => (value.null ? 'null' : 'none'),
  library: ({ name }) => (name === UNDECIDED_DEVICE || name.startsWith(UNDECIDED_TENSOR) ? undefined : `l${name}`),
  builtin: ({ name }) => `b${name}`,
  float: ({ value }) => (value === undefined ? undefined : `${Number.isInteger(value) ? 'i' : 'f'}${value}`),
  tensor: (value) => (value.symbolic ? `t${identityOf(value)}` : undefined),
  class: (value) => `t${identityOf(value)}`,
  instance: (value) => (value.single ? `t${identityOf(value)}` : undefined),
  tuple: ({ elements }) => {
    const keys = elements.map(keyOf);
    return keys.every((key) => key !== undefined) ? `(${keys.join(',')})` : undefined;
  },
};

/** A dictionary's key for a value; undefined where the value is not known exactly. */
export function keyOf(value: Value): string | undefined {
  return byKind(KEYS, value);
}
