/** What a model can only do once it is compiled. */
import type { Instance } from '../../interpreter/value';
import { refuse } from '../condition';
import type { Call } from '../library';

/**
 * Reports a model of the library that no path has compiled, where the program is seen to run: of functions that only unseen
 * code calls another may have been called before.
 * @param compiled the attribute that `compile` writes
 */
export function checkCompiled(call: Call, model: Instance, compiled: string): void {
  if (call.machine.hypothetical || model.class.kind !== 'library' || model.attributes.has(compiled)) return;
  refuse(call, 'argument-mismatch', {
    received: 'a model that has no loss and no optimizer',
    expected: 'one that is compiled',
    advice: 'call compile before',
  });
}
