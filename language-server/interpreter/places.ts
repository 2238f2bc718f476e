import { amount } from '../domain/amount';
import type { Machine } from './machine';
import type { Site, Value } from './value';

/**
 * Reports an index at or beyond the end of a tuple or of a container of modules, where no branch may lead around it: a
 * turn of a loop may never come there. A list may have been filled by what is not seen, and what nothing calls runs on
 * its defaults: `args=()`.
 */
export function checkPlace(machine: Machine, length: number, index: Value, site: Site): void {
  const at = index.kind === 'integer' ? index.value : undefined;
  const mayPass = machine.hypothetical || machine.branches > machine.frame.branches;
  if (machine.javascript || mayPass || typeof at !== 'number' || (at >= -length && at < length)) return;
  machine.emit({
    kind: 'mismatch',
    rule: 'index-out-of-range',
    site,
    operation: 'the index',
    received: `${at} for ${amount(length, 'element')}`,
    expected: length === 0 ? 'an element to be there' : `an index from ${-length} to ${length - 1}`,
    advice: 'count from 0, or from −1 at the end',
    inputs: [],
  });
}
