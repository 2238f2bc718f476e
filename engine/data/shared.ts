/** Numbers in memory that threads share: what describes a dataset to another thread carries no copy of them. */
import type { Field } from './samples';

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array;

/** The same numbers there; themselves where they are there already. */
export function shared<T extends Numbers>(values: T): T {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const { constructor } = values as T & { constructor: new (memory: SharedArrayBuffer) => T };
  const copy = new constructor(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}

/** Moves a field's numbers there; whoever holds the field sees them there. */
export function share(field: Field): Field {
  field.values = shared(field.values);
  return field;
}
