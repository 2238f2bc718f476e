/** `train_step` and `test_step` of the program's own, called as `fit` and `evaluate` call them: with one batch. */
import { getAttribute } from '../../interpreter/attributes';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import type { Instance, Value } from '../../interpreter/value';
import type { Call } from '../library';

export type Step = 'train_step' | 'test_step';

/** The program's own step; undefined where the library's runs. */
export function ownStep(call: Call, model: Instance, name: Step): Value | undefined {
  if (model.class.kind !== 'class') return undefined;
  const method = getAttribute(call.machine, model, name, call.site);
  return method.kind === 'bound' && method.callee.kind === 'function' ? method : undefined;
}

export const runStep = (call: Call, step: Value, data: Value): Value =>
  callValue(call.machine, step, { ...noArguments(), positional: [data] }, { site: call.site });
