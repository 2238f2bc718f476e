import { equalShapes } from '../../domain/shape';
import type { Each } from '../../interpreter/each';
import { joinValues } from '../../interpreter/join';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { anyNumberOfTimes } from '../../interpreter/repetition';
import { getAttribute } from '../../interpreter/attributes';
import { children, descendants, repeated } from '../../interpreter/modules';
import { NONE, UNKNOWN, list, string, tuple, type Value } from '../../interpreter/value';
import { booleanOf, prefixed, self, stringOf, tensorOf, unknown, valueOf } from '../call';
import { callLayer } from '../containers';
import { row, type Call, type Rule, type Table } from '../library';
import { MODULE_CONVERSIONS } from './module-conversion';
import { HOOKS } from './hooks';
import { MODES } from './modes';
import { noteBuffer, noteTransient } from './weights';
import { DICTIONARY_REARRANGING, LIST_REARRANGING } from './rearranging';
import {
  append,
  constructDictionary,
  constructList,
  constructSequential,
  extend,
  owner,
  put,
  setItem,
  update,
} from './filling';

/** Modules one after the other, each called with what the one before returned. */
const sequential: Rule = (call) => {
  const instance = owner(call);
  const modules = instance && children(instance);
  const alike = instance && repeated(instance);
  if (alike) return repeatLayer(call, alike);
  if (!modules) return UNKNOWN;
  call.machine.called.add(instance);
  return modules.reduce<Value>((value, [, module]) => callLayer(call, module, value), valueOf(call, 'input'));
};

/** Times that layers of unknown number are tried until what they give is what they get. */
const MAX_TRIALS = 2;

/** Any number of layers that are alike: known where they keep the shape. */
function repeatLayer(call: Call, layers: Each): Value {
  let value = valueOf(call, 'input');
  for (let trial = 0; trial < MAX_TRIALS; trial++) {
    const after = joinValues([value, callLayer(call, layers.read(), value)]);
    if (after.kind === 'tensor' && value.kind === 'tensor' && equalShapes(after.shape, value.shape)) return after;
    value = after;
  }
  return UNKNOWN;
}

const add: Rule = (call) => {
  put(call, owner(call), valueOf(call, 'name'), valueOf(call, 'module'));
  return NONE;
};

const registerBuffer: Rule = (call) => {
  const [instance, name] = [owner(call), valueOf(call, 'name')];
  if (instance && name.kind === 'string') noteBuffer(call.machine, instance, name.value);
  if (instance && booleanOf(call, 'persistent') !== true) noteTransient(call.machine, instance);
  return register(call);
};

const register: Rule = (call) => {
  const value = valueOf(call, 'value');
  put(
    call,
    owner(call),
    valueOf(call, 'name'),
    value.kind === 'tensor' || value.kind === 'none' ? value : tensorOf(call, 'value'),
  );
  return NONE;
};

const listed =
  (part: (child: [string, Value]) => Value, type: 'list' | 'iterator' = 'list'): Rule =>
  (call) => {
    const instance = owner(call);
    const all = instance && children(instance);
    return list((type === 'iterator' ? distinct(all) : all)?.map(part), type);
  };

/** What a path such as `layers.0.weight` leads to. */
const reach: Rule = (call) => {
  const path = stringOf(call, 'target');
  if (path === undefined) return UNKNOWN;
  const parts = path.split('.').filter(Boolean);
  return parts.reduce((value, name) => getAttribute(call.machine, value, name, call.site), valueOf(call, 'self'));
};

/** Each once, under its first name. */
const distinct = (all: readonly [string, Value][] | undefined): [string, Value][] | undefined =>
  all &&
  [...new Map([...all].reverse().map(([name, child]) => [child, name])).entries()]
    .reverse()
    .map(([child, name]) => [name, child]);

/** `apply(function)`, of all below the module and then of itself; of too many as of any. */
const apply: Rule = (call) => {
  const { machine, site } = call;
  const [instance, callee] = [owner(call), valueOf(call, 'fn')];
  const all = instance && descendants(instance);
  const visit = (module: Value): Value =>
    callValue(machine, callee, { ...noArguments(), positional: [module] }, { site });
  if (all && all.length <= MAX_APPLIED) all.toReversed().forEach(visit);
  else anyNumberOfTimes(machine, () => visit(UNKNOWN));
  return instance ?? UNKNOWN;
};

const modules: Rule = (call) => {
  const instance = owner(call);
  return list(instance && descendants(instance), 'iterator');
};

/** Modules to each of which a function is applied by itself. */
const MAX_APPLIED = 64;

const KEEPING = 'requires_grad_ share_memory compile';

const UNKNOWN_METHODS =
  'buffers named_buffers zero_grad register_full_backward_hook register_backward_hook extra_repr ' +
  'register_load_state_dict_post_hook _register_load_state_dict_pre_hook';

const PARAMETER_LIST_METHODS: Table = {
  __setitem__: row('self, index, value', setItem),
  append: row('self, module', append),
  extend: row('self, modules', extend),
  __iadd__: row('self, modules', extend),
};

const LIST_METHODS: Table = {
  ...PARAMETER_LIST_METHODS,
  ...LIST_REARRANGING,
};

const DICTIONARY_METHODS: Table = {
  ...DICTIONARY_REARRANGING,
  __setitem__: row('self, index, value', setItem),
  items: row(
    'self',
    listed(([name, child]) => tuple([string(name), child])),
  ),
  values: row(
    'self',
    listed(([, child]) => child),
  ),
  keys: row(
    'self',
    listed(([name]) => string(name)),
  ),
  update: row('self, modules', update),
};

export const MODULES: Table = {
  'torch.nn.Module': { signature: '*args, **kwargs', rule: () => NONE, constructs: true },
  'torch.nn.Sequential': { signature: '*args', rule: constructSequential, constructs: true },
  'torch.nn.Sequential.forward': row('self, input', sequential),
  'torch.nn.ModuleList': { signature: 'modules=None', rule: constructList, constructs: true },
  'torch.nn.ModuleDict': { signature: 'modules=None', rule: constructDictionary, constructs: true },
  'torch.nn.ParameterDict': { signature: 'parameters=None', rule: constructDictionary, constructs: true },
  ...prefixed(['torch.nn.ParameterDict.'], DICTIONARY_METHODS),
  'torch.nn.ParameterList': { signature: 'values=None', rule: constructList, constructs: true },
  ...prefixed(['torch.nn.Sequential.', 'torch.nn.ModuleList.'], LIST_METHODS),
  ...prefixed(['torch.nn.ParameterList.'], PARAMETER_LIST_METHODS),
  ...prefixed(['torch.nn.ModuleDict.'], DICTIONARY_METHODS),
  ...Object.fromEntries(
    KEEPING.split(' ').map((name) => [`torch.nn.Module.${name}`, row('self, *args, **kwargs', self)]),
  ),
  ...Object.fromEntries(
    UNKNOWN_METHODS.split(' ').map((name) => [`torch.nn.Module.${name}`, row('self, *args, **kwargs', unknown)]),
  ),
  ...prefixed(['torch.nn.Module.'], MODULE_CONVERSIONS),
  'torch.nn.Module.children': row(
    'self',
    listed(([, child]) => child, 'iterator'),
  ),
  'torch.nn.Module.named_children': row(
    'self',
    listed(([name, child]) => tuple([string(name), child]), 'iterator'),
  ),
  'torch.nn.Module.apply': row('self, fn', apply),
  ...HOOKS,
  'torch.nn.Module.modules': row('self', modules),
  ...prefixed(['torch.nn.Module.'], {
    get_parameter: row('self, target', reach),
    get_submodule: row('self, target', reach),
  }),
  ...MODES,
  'torch.nn.Module.add_module': row('self, name, module', add),
  'torch.nn.Module.register_module': row('self, name, module', add),
  'torch.nn.Module.register_buffer': row('self, name, value, persistent=True', registerBuffer),
  'torch.nn.Module.register_parameter': row('self, name, value', register),
};
