/** Whether modules train: `train()` and `eval()`. */
import { noArguments } from '../../interpreter/arguments';
import { getAttribute } from '../../interpreter/attributes';
import { callValue } from '../../interpreter/calls';
import { knownModules } from '../../interpreter/modules';
import { boolean, string, UNKNOWN, type Value } from '../../interpreter/value';
import { prefixed, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { owner, put } from './filling';

/** The mode of a module and of all below it; `eval` is `train(False)`, and those below are told by their own `train`. */
const setMode =
  (modeOf: (call: Call) => Value, name: 'train' | 'eval'): Rule =>
  (call) => {
    const [instance, mode] = [owner(call), modeOf(call)];
    const all = instance ? knownModules(instance) : [];
    for (const each of all) put(call, each, string('training'), mode);
    for (const each of all) if (name === 'eval' || each !== instance) tell(call, each, mode);
    return instance ?? UNKNOWN;
  };

/** Calls the `train` of a class that has its own, as those have whose norms stay frozen. */
function tell({ machine, site }: Call, module: Value, mode: Value): void {
  const method = getAttribute(machine, module, 'train', site);
  if (method.kind === 'bound' && method.callee.kind === 'function')
    callValue(machine, method, { ...noArguments(), positional: [mode] }, { site });
}

export const MODES: Table = prefixed(['torch.nn.Module.'], {
  train: row(
    'self, mode=True',
    setMode((call) => valueOf(call, 'mode'), 'train'),
  ),
  eval: row(
    'self',
    setMode(() => boolean(false), 'eval'),
  ),
});
