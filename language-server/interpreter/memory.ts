/** What is known of the entries in a tensor's memory, which all its views share. */
import type { Store } from './store';
import type { Tensor, Value } from './value';

type Known = Pick<Tensor, 'values' | 'members' | 'bounds'>;

const NOTHING: Known = {};

/** What is known of its entries; nothing once they may have been written to. */
export const known = (tensor: Tensor): Known => (tensor.written?.some(({ value }) => value) ? NOTHING : tensor);

/** Its entries may be others from now on, and those of all that shares the memory. */
export function markWritten(store: Store, value: Value | undefined): void {
  if (value?.kind !== 'tensor') return;
  for (const cell of value.written ?? []) store.write(cell, true);
}

/** Of one of two tensors: what is written into it may be written into either. */
export function joinMemory(a: Tensor, b: Tensor): Pick<Tensor, 'written'> {
  if (!a.written || !b.written || a.written === b.written) {
    const written = a.written ?? b.written;
    return written ? { written } : {};
  }
  return { written: [...new Set([...a.written, ...b.written])] };
}
