import type { CallContext } from './calls';
import type { Arguments } from './arguments';
import type { Machine } from './machine';
import { boolean, UNKNOWN, type Value } from './value';

/** What a built-in function or type is called with. */
export interface BuiltinCall {
  machine: Machine;
  given: Arguments;
  context: CallContext;
}

export type Builtin = (call: BuiltinCall, ...positional: (Value | undefined)[]) => Value;

/** A truth that may not be known. */
export const truthValue = (known: boolean | undefined): Value => (known === undefined ? UNKNOWN : boolean(known));

/** `any` (decided by one true) or `all` (decided by one false). */
export function quantified(outcomes: readonly (boolean | undefined)[] | undefined, decisive: boolean): Value {
  if (outcomes?.includes(decisive)) return boolean(decisive);
  return outcomes?.every((each) => each === !decisive) ? boolean(!decisive) : UNKNOWN;
}
