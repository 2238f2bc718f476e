/** What is known of the entries in a tensor's memory, which all its views share. */
import type { Store } from './store';
import type { Tensor, Value } from './value';

type Known = Pick<Tensor, 'values' | 'members' | 'bounds'>;

const NOTHING: Known = {};

/** What is known of its entries; nothing once they may have been written to. */
export const known = (tensor: Tensor): Known => (tensor.written?.value ? NOTHING : tensor);

/** Its entries may be others from now on, and those of all that shares the memory. */
export function markWritten(store: Store, value: Value | undefined): void {
  if (value?.kind === 'tensor' && value.written) store.write(value.written, true);
}
