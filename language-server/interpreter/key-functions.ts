/** What `sorted`, `min` and `max` call for every element: `key=…`. */
import { noArguments, type Arguments } from './arguments';
import { callValue, type CallContext } from './calls';
import type { Machine } from './machine';
import { anyNumberOfTimes } from './repetition';
import { UNKNOWN, type Value } from './value';

/** More elements are not asked one by one. */
const MAX_ASKED = 256;

/** Calls the key for its effects; `elements`: in the order in which it is asked for them, where that is known. */
export function askKeys(
  machine: Machine,
  elements: readonly Value[] | undefined,
  { named }: Arguments,
  context: CallContext,
): void {
  const key = named.get('key');
  if (!key || key.kind === 'none') return;
  const ask = (element: Value): unknown =>
    callValue(machine, key, { ...noArguments(), positional: [element] }, context);
  if (elements && elements.length <= MAX_ASKED) elements.forEach(ask);
  else
    anyNumberOfTimes(machine, () => {
      ask(UNKNOWN);
    });
}
