/** Wrappers of a module that give what the module by itself would: what spreads a batch over devices, or averages weights. */
import { deepCopy } from '../../interpreter/copying';
import { getAttribute } from '../../interpreter/attributes';
import { callValue } from '../../interpreter/calls';
import { noArguments, type Arguments } from '../../interpreter/arguments';
import { listed } from '../../interpreter/dictionaries';
import { setAttribute } from '../../interpreter/setting-attributes';
import { NONE, UNKNOWN, type Value } from '../../interpreter/value';
import { elementsIn, prefixed, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

/** Arguments that a function collects; undefined where they are not known. */
function collected(positional: Value, named: Value): Arguments | undefined {
  const elements = positional.kind === 'tensor' ? [positional] : elementsIn(positional);
  const entries = named.kind === 'none' ? [] : named.kind === 'dictionary' ? listed(named.entries.value) : undefined;
  if (!elements || !entries) return undefined;
  const pairs = entries.map(({ key, value }): [string, Value] => [key.kind === 'string' ? key.value : '', value]);
  return { ...noArguments(), positional: elements, named: new Map(pairs) };
}

function passOn({ machine, site }: Call, module: Value, given: Arguments | undefined): Value {
  return given ? callValue(machine, module, given, { site }) : UNKNOWN;
}

const forward: Rule = (call) =>
  passOn(
    call,
    getAttribute(call.machine, valueOf(call, 'self'), 'module', call.site),
    collected(valueOf(call, 'inputs'), valueOf(call, 'kwargs')),
  );

const dataParallel: Rule = (call) =>
  passOn(call, valueOf(call, 'module'), collected(valueOf(call, 'inputs'), valueOf(call, 'module_kwargs')));

/** What is wrapped is a child, under whose name its parameters stand. */
const wrap: Rule = (call) => {
  if (call.self) setAttribute(call.machine, call.self, 'module', valueOf(call, 'module'));
  return UNKNOWN;
};

/** Weights' averages are those of a copy. */
const average: Rule = (call) => {
  if (call.self) setAttribute(call.machine, call.self, 'module', deepCopy(call.machine, valueOf(call, 'model')));
  return UNKNOWN;
};

const AVERAGED = 'torch.optim.swa_utils.AveragedModel';

const wrapper = (name: string, signature: string, rule = wrap): Table => ({
  [name]: { signature, rule, constructs: true },
  [`${name}.forward`]: row('self, *inputs, **kwargs', forward),
});

export const PARALLEL: Table = {
  ...wrapper('torch.nn.DataParallel', 'module, device_ids=None, output_device=None, dim=0'),
  ...wrapper('torch.nn.parallel.DistributedDataParallel', 'module, device_ids=None, output_device=None, dim=0, **more'),
  ...wrapper(AVERAGED, 'model, device=None, avg_fn=None, use_buffers=False, **more', average),
  [`${AVERAGED}.update_parameters`]: row('self, model', () => NONE),
  ...prefixed(['torch.nn.parallel.'], {
    data_parallel: row('module, inputs, device_ids=None, output_device=None, dim=0, module_kwargs=None', dataParallel),
  }),
};
