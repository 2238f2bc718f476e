import { callValue } from '../calls';
import { noArguments } from '../arguments';
import { anyNumberOfTimes } from '../repetition';
import type { Machine } from '../machine';
import type { FunctionValue } from '../value';

/** Callbacks within callbacks that are run; deeper ones wait to be looked at as functions that nothing calls. */
const MAX_NESTED = 3;

let nested = 0;

/** A function that unknown code got: it may be called any number of times, with anything. */
export function runCallback(machine: Machine, callee: FunctionValue): void {
  const active = machine.frames.some((frame) => frame.function?.definition === callee.definition);
  if (active || nested >= MAX_NESTED) return;
  const site = machine.site(callee.definition);
  nested += 1;
  try {
    anyNumberOfTimes(machine, () => {
      callValue(machine, callee, { ...noArguments(), open: callee.definition.parameters.length > 0 }, { site });
    });
  } finally {
    nested -= 1;
  }
}
