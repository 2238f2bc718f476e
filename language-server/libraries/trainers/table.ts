/** Packages that train a module for the program: they call its methods as they see fit, and put no layers in place of others. */
import { elementsIn, prefixed, valueOf } from '../call';
import { forgetMode } from '../../interpreter/forgetting';
import { receiving, runHidden } from '../../interpreter/hidden';
import { programClasses } from '../../interpreter/inherited';
import type { Machine } from '../../interpreter/machine';
import { isModule, knownModules } from '../../interpreter/modules';
import { NONE, tuple, UNKNOWN, type FunctionValue, type Value } from '../../interpreter/value';
import { row, type Row, type Rule, type Table } from '../library';
import { forgetWeights } from '../torch/weights';

/** What the module's own methods change, its hooks among them, is not known from then on, nor where its weights are. */
function train(machine: Machine, module: Value): void {
  for (const method of methodsOf(module)) runHidden(machine, method, receiving(method, module));
  forgetMode(machine, module);
  forgetWeights(machine, knownModules(module));
}

/** Those of the program, but for the constructor. */
const methodsOf = (module: Value): readonly FunctionValue[] =>
  module.kind === 'instance' && module.class.kind === 'class'
    ? programClasses(module.class).flatMap(({ attributes }) =>
        [...attributes].flatMap(([name, { value }]) =>
          value?.kind === 'function' && name !== '__init__' ? value : [],
        ),
      )
    : [];

const trains =
  (result: Value): Rule =>
  ({ machine, arguments: given }) => {
    train(machine, given.get('model') ?? NONE);
    return result;
  };

const maker = (signature: string, rule: Rule = () => NONE): Row => ({ signature, rule, constructs: true });

const methods = (type: string, names: readonly string[], method: Row): Table =>
  Object.fromEntries(names.map((name) => [`${type}.${name}`, method]));

/** PyTorch Lightning's, which goes by several names. */
const LIGHTNING = prefixed(['pytorch_lightning.', 'lightning.', 'lightning.pytorch.'], {
  Trainer: maker('*args, **kwargs'),
  ...methods(
    'Trainer',
    ['fit', 'validate', 'test', 'predict'],
    row('self, model=None, *args, **kwargs', trains(UNKNOWN)),
  ),
});

/** Hugging Face's, which has its module from the start. */
const TRANSFORMERS = prefixed(['transformers.'], {
  Trainer: maker('model=None, *args, **kwargs', trains(NONE)),
  ...methods(
    'Trainer',
    ['train', 'evaluate', 'predict', 'save_model'],
    row('self, *args, **kwargs', () => UNKNOWN),
  ),
});

/** A module goes to the device that it is trained on, perhaps in a wrapper that does the same; nothing is said of others. */
const prepared: Rule = (call) => {
  const ready = (each: Value): Value => {
    if (!isModule(each)) return UNKNOWN;
    forgetWeights(call.machine, knownModules(each));
    return each;
  };
  const [first, ...rest] = elementsIn(valueOf(call, 'args')) ?? [];
  if (!first) return UNKNOWN;
  return rest.length === 0 ? ready(first) : tuple([first, ...rest].map(ready));
};

const ACCELERATE: Table = {
  'accelerate.Accelerator': maker('*args, **kwargs'),
  'accelerate.Accelerator.prepare': row('self, *args, **kwargs', prepared),
  'accelerate.Accelerator.unwrap_model': row('self, model, *args, **kwargs', (call) => valueOf(call, 'model')),
  ...methods(
    'accelerate.Accelerator',
    ['backward', 'clip_grad_norm_', 'print', 'save_state', 'log'],
    row('self, *args, **kwargs', () => UNKNOWN),
  ),
};

export const TRAINERS: Table = { ...LIGHTNING, ...TRANSFORMERS, ...ACCELERATE };
