/** Functions that a module calls before or after its own: what they return takes the place of what it gets or gives. */
import { callValue } from '../../interpreter/calls';
import { noArguments, type Arguments } from '../../interpreter/arguments';
import type { Machine } from '../../interpreter/machine';
import { attributeCell } from '../../interpreter/setting-attributes';
import { library, NONE, tuple, UNKNOWN, type Instance, type Site, type Value } from '../../interpreter/value';
import { constructLibrary } from '../../interpreter/construction';
import { valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** Where a module keeps them, under names that no program uses. */
const BEFORE = '*before';
const AFTER = '*after';

const HANDLE = 'torch.utils.hooks.RemovableHandle';

type Hooks = readonly Value[] | undefined;

/** Undefined where they are not known. */
function hooksIn(module: Instance, name: string): Hooks {
  const cell = module.attributes.get(name);
  if (!cell?.value) return [];
  return cell.value.kind === 'tuple' && !cell.isDoubtful ? cell.value.elements : undefined;
}

function keep({ store }: Machine, { attributes }: Instance, name: string, hooks: Hooks): void {
  store.write(attributeCell(attributes, name), hooks ? tuple(hooks) : UNKNOWN);
}

/** `register_forward_hook(hook)`: a handle that takes it away again. */
const register =
  (name: string): Rule =>
  (call) => {
    const { machine, site } = call;
    const [module, hook, options] = [valueOf(call, 'self'), valueOf(call, 'hook'), valueOf(call, 'options')];
    if (module.kind !== 'instance') return UNKNOWN;
    const plain =
      options.kind === 'dictionary' && options.entries.value instanceof Map && options.entries.value.size === 0;
    const before = hooksIn(module, name);
    keep(machine, module, name, plain && before ? [...before, hook] : undefined);
    const positional = [module, hook, { kind: 'string', value: name } satisfies Value];
    return constructLibrary(machine, library(HANDLE), { ...noArguments(), positional }, { site });
  };

const remove: Rule = (call) => {
  const handle = valueOf(call, 'self');
  if (handle.kind !== 'instance') return NONE;
  const [module, hook, name] = ['module', 'hook', 'place'].map((each) => handle.attributes.get(each)?.value);
  if (module?.kind !== 'instance' || name?.kind !== 'string') return NONE;
  const hooks = hooksIn(module, name.value);
  const at = hooks?.indexOf(hook ?? UNKNOWN) ?? -1;
  keep(call.machine, module, name.value, at < 0 ? undefined : hooks?.toSpliced(at, 1));
  return NONE;
};

/** What a module is called with once its hooks have seen it. */
export function hookedArguments(machine: Machine, module: Instance, given: Arguments, site: Site): Arguments {
  const hooks = hooksIn(module, BEFORE);
  if (!hooks) return { ...noArguments(), open: true };
  return hooks.reduce((now, hook) => {
    const positional = [module, tuple(now.positional)];
    const result = callValue(machine, hook, { ...noArguments(), positional }, { site });
    if (result.kind === 'none') return now;
    if (result.kind === 'unknown') return { ...noArguments(), open: true };
    return { ...now, positional: result.kind === 'tuple' ? result.elements : [result], written: noArguments().written };
  }, given);
}

/** What a module gives once its hooks have seen it. */
export function hookedOutput(machine: Machine, module: Instance, given: Arguments, output: Value, site: Site): Value {
  const hooks = hooksIn(module, AFTER);
  if (!hooks) return UNKNOWN;
  return hooks.reduce((now, hook) => {
    const positional = [module, tuple(given.positional), now];
    const result = callValue(machine, hook, { ...noArguments(), positional }, { site });
    return result.kind === 'none' ? now : result;
  }, output);
}

export const HOOKS: Table = {
  'torch.nn.Module.register_forward_hook': row('self, hook, **options', register(AFTER)),
  'torch.nn.Module.register_forward_pre_hook': row('self, hook, **options', register(BEFORE)),
  [HANDLE]: { signature: 'module, hook, place', rule: () => NONE, constructs: true },
  [`${HANDLE}.remove`]: row('self', remove),
};
