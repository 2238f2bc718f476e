/** Functions that call a module or function as it stands: with less memory, or with other weights. */
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { listed } from '../../interpreter/dictionaries';
import { UNKNOWN, type Value } from '../../interpreter/value';
import { elementsIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

/** What is for the function that saves memory, and not for the one that it calls. */
const OWN = new Set(['use_reentrant', 'preserve_rng_state', 'context_fn', 'determinism_check', 'debug']);

/** What a row collects by name; undefined where that is not known. */
function namedIn(value: Value): Map<string, Value> | undefined {
  const entries = value.kind === 'dictionary' ? listed(value.entries.value) : undefined;
  return entries && new Map(entries.map(({ key, value: each }) => [key.kind === 'string' ? key.value : '', each]));
}

function callWith(
  { machine, site }: Call,
  callee: Value,
  positional: readonly Value[] | undefined,
  named: ReadonlyMap<string, Value> | undefined,
): Value {
  const given = { ...noArguments(), positional: positional ?? [], named: named ?? new Map<string, Value>() };
  return callValue(machine, callee, { ...given, open: !positional || !named }, { site });
}

/** `checkpoint(function, *args)` */
const checkpointed: Rule = (call) => {
  const named = namedIn(valueOf(call, 'kwargs'));
  const passed = named && new Map([...named].filter(([name]) => !OWN.has(name)));
  return callWith(call, valueOf(call, 'function'), elementsIn(valueOf(call, 'args')), passed);
};

/** `checkpoint_sequential(functions, segments, input)`: a container, or a list of layers one after the other. */
const inSegments: Rule = (call) => {
  const functions = valueOf(call, 'functions');
  const layers = functions.kind === 'instance' ? [functions] : elementsIn(functions);
  return layers?.reduce((value, layer) => callWith(call, layer, [value], new Map()), valueOf(call, 'input')) ?? UNKNOWN;
};

/** `functional_call(module, parameters, args)`: other weights have the same shapes. */
const withWeights: Rule = (call) => {
  const args = valueOf(call, 'args');
  const kwargs = valueOf(call, 'kwargs');
  const named = kwargs.kind === 'none' ? new Map<string, Value>() : namedIn(kwargs);
  return callWith(call, valueOf(call, 'module'), args.kind === 'tensor' ? [args] : elementsIn(args), named);
};

export const CALLING: Table = {
  'torch.utils.checkpoint.checkpoint': row('function, *args, **kwargs', checkpointed),
  'torch.utils.checkpoint.checkpoint_sequential': row('functions, segments, input, **kwargs', inSegments),
  'torch.nn.utils.stateless.functional_call': row('module, parameters_and_buffers, args, kwargs=None', withWeights),
};
