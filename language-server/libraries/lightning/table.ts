/** PyTorch Lightning's trainer, which calls a module's methods as it sees fit and puts no layers in place of others. */
import { forgetMode } from '../../interpreter/forgetting';
import { receiving, runHidden } from '../../interpreter/hidden';
import { programClasses } from '../../interpreter/inherited';
import { NONE, UNKNOWN } from '../../interpreter/value';
import { prefixed, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** What the module's own methods change, its hooks among them, is not known from then on. */
const runs: Rule = (call) => {
  const module = valueOf(call, 'model');
  if (module.kind !== 'instance' || module.class.kind !== 'class') return UNKNOWN;
  for (const { attributes } of programClasses(module.class))
    for (const [name, { value }] of attributes)
      if (value?.kind === 'function' && name !== '__init__') runHidden(call.machine, value, receiving(value, module));
  forgetMode(call.machine, module);
  return UNKNOWN;
};

/** The package goes by several names. */
export const LIGHTNING: Table = prefixed(['pytorch_lightning.', 'lightning.', 'lightning.pytorch.'], {
  Trainer: { signature: '*args, **kwargs', rule: () => NONE, constructs: true },
  ...Object.fromEntries(
    ['fit', 'validate', 'test', 'predict'].map((name) => [
      `Trainer.${name}`,
      row('self, model=None, *args, **kwargs', runs),
    ]),
  ),
});
