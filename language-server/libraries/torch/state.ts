/** What a module has under names: modules by their paths, and the parameters and buffers that another takes over. */
import { dictionaryIn } from '../../interpreter/dictionary-classes';
import { listed } from '../../interpreter/dictionaries';
import { different } from '../../domain/order';
import { printShape, type Shape } from '../../domain/shape';
import { children, isModule } from '../../interpreter/modules';
import {
  dictionary,
  list,
  string,
  tensor,
  tuple,
  UNKNOWN,
  type Entry,
  type Instance,
  type Tensor,
  type Value,
} from '../../interpreter/value';
import { booleanOf, sized, valueOf } from '../call';
import { refuse } from '../condition';
import { row, type Call, type Rule, type Table } from '../library';
import { attributesInOrder, parametersIn } from './parameters';
import { buffersOf, isWeight } from './weights';

type Named<T> = [path: string, value: T];

/** Every module by each of its paths, itself first; undefined where there may be others. */
function modulesIn(module: Instance, path = ''): Named<Instance>[] | undefined {
  const below = children(module)?.map(([name, child]) =>
    isModule(child) ? modulesIn(child, path === '' ? name : `${path}.${name}`) : [],
  );
  return below?.every((each) => each !== undefined) ? [[path, module], ...below.flat()] : undefined;
}

const namedModules: Rule = (call) => {
  const module = valueOf(call, 'self');
  const seen = new Set<Instance>();
  const found = isModule(module) ? modulesIn(module) : undefined;
  const first = found?.filter(([, each]) => !seen.has(each) && seen.add(each));
  return list(
    first?.map(([path, each]) => tuple([string(path), each])),
    'iterator',
  );
};

/** A module's own parameters, then its buffers; undefined where some of its buffers may be left out. */
function ownState(module: Instance): Named<Tensor>[] | undefined {
  const tensors = attributesInOrder(module).flatMap(([name, value]): Named<Tensor>[] =>
    value?.kind === 'tensor' ? [[name, value]] : [],
  );
  if (module.class.kind === 'library') return ofLayer(tensors);
  const buffers = buffersOf(module);
  return (
    buffers && [
      ...tensors.filter(([, { parameter }]) => parameter === true),
      ...tensors.filter(([name, { parameter }]) => parameter !== true && buffers.includes(name)),
    ]
  );
}

/** What batch normalization measures is counted, too. */
function ofLayer(tensors: Named<Tensor>[]): Named<Tensor>[] {
  const counted = tensors.some(([name]) => name === 'running_mean');
  const kept = [
    ...tensors.filter(([name]) => isWeight(name)),
    ...tensors.filter(([name]) => /^running_(mean|var)$/.test(name)),
  ];
  return counted ? [...kept, ['num_batches_tracked', sized([], { type: 'int64' })]] : kept;
}

/** Parameters and buffers by name; undefined where there may be others. */
function stateIn(module: Value): Map<string, Tensor> | undefined {
  const modules = isModule(module) && parametersIn(module) ? modulesIn(module) : undefined;
  const parts = modules?.map(([path, each]) =>
    ownState(each)?.map(([name, value]): Named<Tensor> => [path === '' ? name : `${path}.${name}`, value]),
  );
  return parts?.every((part) => part !== undefined) ? new Map(parts.flat()) : undefined;
}

/** Asked for without a prefix or a dictionary of one's own. */
const isPlain = (call: Call): boolean => {
  const [args, kwargs] = [valueOf(call, 'args'), valueOf(call, 'kwargs')];
  const named = kwargs.kind === 'dictionary' ? listed(kwargs.entries.value) : undefined;
  return args.kind === 'tuple' && args.elements.length === 0 && named?.length === 0;
};

const stateDictionary: Rule = (call) => {
  const state = isPlain(call) ? stateIn(valueOf(call, 'self')) : undefined;
  if (!state) return UNKNOWN;
  const entries = [...state].map(([name, { shape, type }]): [string, Entry] => [
    `s${name}`,
    { key: string(name), value: tensor(shape, type ? { type } : {}) },
  ]);
  return dictionary(new Map(entries));
};

const unequal = (a: Shape, b: Shape): boolean =>
  !a.open &&
  !b.open &&
  (a.dimensions.length !== b.dimensions.length || a.dimensions.some((size, i) => different(size, b.dimensions[i]!)));

const load: Rule = (call) => {
  const own = stateIn(valueOf(call, 'self'));
  const given = dictionaryIn(valueOf(call, 'state_dict'));
  const entries = given && listed(given.entries.value);
  if (own && entries && !call.machine.hypothetical) compare(call, own, namesIn(entries));
  return UNKNOWN;
};

const namesIn = (entries: readonly Entry[]): Map<string, Value> =>
  new Map(entries.map(({ key, value }) => [key.kind === 'string' ? key.value : '', value]));

/** Shapes must be equal also where names may differ. */
function compare(call: Call, own: ReadonlyMap<string, Tensor>, given: ReadonlyMap<string, Value>): void {
  const misfit = [...own].find(([name, { shape }]) => {
    const value = given.get(name);
    return value?.kind === 'tensor' && unequal(shape, value.shape);
  });
  if (misfit) refuseShape(call, misfit, given.get(misfit[0]) as Tensor);
  else if (booleanOf(call, 'strict') === true) compareNames(call, [...own.keys()], [...given.keys()]);
}

function refuseShape(call: Call, [name, { shape }]: Named<Tensor>, given: Tensor): void {
  refuse(call, 'shape-mismatch', {
    received: `${name} of shape ${printShape(given.shape)}`,
    expected: `${printShape(shape)}, as this module has it`,
    advice: 'make both modules with the same sizes, or leave such entries out of what is loaded and pass strict=False',
  });
}

function compareNames(call: Call, own: readonly string[], given: readonly string[]): void {
  const missing = own.find((name) => !given.includes(name));
  const unexpected = given.find((name) => !own.includes(name));
  if (missing === undefined && unexpected === undefined) return;
  const prefix = unexpected?.startsWith('module.') && !missing?.startsWith('module.');
  refuse(call, 'argument-mismatch', {
    received: unexpected === undefined ? `nothing for ${missing}` : `an entry ${unexpected}, which it does not have`,
    expected: missing === undefined ? 'entries of its own only' : `an entry ${missing}`,
    advice: prefix
      ? "drop 'module.' from the names, which nn.DataParallel puts before them"
      : 'load what a module of the same layers has saved, or pass strict=False',
  });
}

export const STATE: Table = {
  'torch.nn.Module.named_modules': row('self, memo=None, prefix=None, remove_duplicate=True', namedModules),
  'torch.nn.Module.state_dict': row('self, *args, **kwargs', stateDictionary),
  'torch.nn.Module.load_state_dict': row('self, state_dict, strict=True', load),
};
