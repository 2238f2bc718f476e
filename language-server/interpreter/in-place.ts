/** `left operator= right` of containers, which changes the left one for all that hold it. */
import type { Operator } from '../syntax/program';
import { callMethod } from './container-methods';
import { noArguments } from './arguments';
import { escape } from './escape';
import type { Machine } from './machine';
import type { Site, Value } from './value';

/** What the left side is afterwards; undefined where the operator makes another value, or it is said elsewhere. */
export function changedInPlace(
  machine: Machine,
  operator: Operator,
  [left, right]: readonly [Value, Value],
  site: Site,
): Value | undefined {
  if (left.kind === 'dictionary' && operator === '|') {
    callMethod(machine, left, 'update', { ...noArguments(), positional: [right] }, { site });
    return left;
  }
  // A frozenset is replaced: of neither it nor what it was is anything known.
  const isSet = left.kind === 'list' && left.type === 'set';
  if (isSet || (left.kind === 'unknown' && left.among)) escape(machine, [left]);
  return isSet ? left : undefined;
}
