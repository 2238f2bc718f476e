import { children, CONTAINERS, isComposed, isModule, libraryClass } from '../interpreter/modules';
import { Cell } from '../interpreter/store';
import { UNKNOWN, type Instance, type ListValue, type Value } from '../interpreter/value';
import { Watched } from '../interpreter/watched';
import { equal, multiply, type Dimension } from '../domain/dimension';
import { costOf, entriesIn, type Cost, type Count } from '../libraries/cost';
import { total, times } from '../libraries/counts';
import { moreEntries } from '../libraries/torch/reparameterization';
import { layerCount } from './layer-count';

/**
 * The entries of all parameters of a module, as PyTorch's `parameters()` lists them: each once, however often it is
 * held. Undefined where any are not known.
 */
export function parametersOf(instance: Instance, opaque: boolean): Count {
  const own = alone(instance, opaque);
  return own ? own.count : walked(instance, { opaque, seen: new Set([instance]), watched: false });
}

/** Of a module by itself. */
interface Counted {
  count: Count;
  /** Modules and tensors that were counted. */
  seen: readonly Value[];
}

interface Counting {
  /** Whether the module calls something unknown, so that an attribute of unknown value may be a module. */
  opaque: boolean;
  /** Modules and tensors that were counted. */
  seen: Set<Value>;
  /** Whether all that was read is watched; else modules are not counted by themselves. */
  watched: boolean;
}

/** A module is counted by itself, and as a part of every module around it, in each of their calls. */
const known = { clear: new Watched<Instance, Counted>(), opaque: new Watched<Instance, Counted>() };

/** Modules that are being counted: one of them in another may hold itself. */
const underWay = new WeakSet<Instance>();

/** Undefined where not all can be watched that it depends on. */
function alone(instance: Instance, opaque: boolean): Counted | undefined {
  const counts = opaque ? known.opaque : known.clear;
  const before = counts.get(instance);
  if (before) return before;
  const state: Counting = { opaque, seen: new Set([instance]), watched: true };
  underWay.add(instance);
  const count = walked(instance, state);
  underWay.delete(instance);
  if (!state.watched) return undefined;
  instance.escaped.watch();
  instance.members.watch();
  instance.attributes.watch();
  const own = { count, seen: [...state.seen] };
  counts.set(instance, own);
  return own;
}

/** What a module adds to those that were counted: nothing of it twice. */
function counted(instance: Instance, state: Counting): Count {
  if (state.seen.has(instance)) return 0;
  state.watched &&= !underWay.has(instance);
  const own = state.watched ? alone(instance, state.opaque) : undefined;
  state.watched &&= own !== undefined;
  if (!own || own.seen.some((each) => state.seen.has(each))) {
    state.seen.add(instance);
    return walked(instance, state);
  }
  for (const each of own.seen) state.seen.add(each);
  return own.count;
}

function walked(instance: Instance, state: Counting): Count {
  if (instance.escaped.value) return undefined;
  const name = libraryClass(instance)?.name ?? '';
  const cost = costOf(name);
  const own = cost ? layer(instance, cost, state) : 0;
  if (cost && instance.class.kind === 'library') return own;
  if (isComposed(instance))
    return sum(
      children(instance)?.map(([, child]) => child),
      state,
    );
  if (KERAS.test(name)) return cost ? undefined : tracked(instance, state);
  return cost || PLAIN_MODULES.has(name) ? total(own, held(instance, state)) : undefined;
}

/** Modules whose parameters are those of the modules in them. */
const PLAIN_MODULES = new Set([
  'torch.nn.Module',
  ...CONTAINERS,
  'torch.nn.DataParallel',
  'torch.nn.parallel.DistributedDataParallel',
]);

/** The bases of a program's own layers and models. */
const KERAS = /^keras\.(Model|layers\.Layer)$/;

/** Keras finds layers in lists too, but what else an attribute holds may be a weight: then nothing is known. */
function tracked({ attributes }: Instance, state: Counting): Count {
  const count = (value: Value): Count => {
    if (value.kind === 'list' && !watch(value)) state.watched = false;
    if (value.kind === 'instance') return isModule(value) ? counted(value, state) : undefined;
    if (value.kind === 'tuple') return total(...value.elements.map(count));
    if (value.kind !== 'list') return PLAIN.has(value.kind) ? 0 : undefined;
    return value.elements.value instanceof Array ? total(...value.elements.value.map(count)) : undefined;
  };
  return total(...[...attributes].map(([name, cell]) => total(...contentOf(name, cell).map(count))));
}

/** Whether a list's changes can be noted: one that stands for several, or follows another, has none of its own. */
function watch({ elements }: ListValue): boolean {
  if (!(elements instanceof Cell)) return false;
  elements.watch();
  return true;
}

const PLAIN: ReadonlySet<Value['kind']> = new Set([
  'none',
  'integer',
  'float',
  'string',
  'boolean',
  'function',
  'library',
]);

/** The layers that a model is put together of. */
const sum = (layers: readonly Value[] | undefined, state: Counting): Count =>
  layers && total(...layers.map((layer) => (layer.kind === 'instance' ? counted(layer, state) : undefined)));

/** A layer's own, less a weight that another layer has too; undefined where it was given one of another size. */
function layer(instance: Instance, cost: Cost, { seen }: Counting): Count {
  const { all: made, alone } = layerCount(instance, cost);
  const all = total(made, moreEntries(instance));
  const weight = instance.attributes.get('weight')?.value;
  if (!weight || weight.kind === 'none') return all;
  const entries = weight.kind === 'tensor' ? entriesIn(weight.shape) : undefined;
  if (all === undefined || alone === undefined || entries === undefined) return undefined;
  if (!equal(alone, entries) && !isScale(weight, alone, entries)) return undefined;
  if (seen.has(weight)) return total(all, times(-1, entries));
  seen.add(weight);
  return all;
}

/** A norm's vector of scales comes with as many shifts, for which it has no setting. */
const isScale = (weight: Value, alone: Dimension, entries: Dimension): boolean =>
  weight.kind === 'tensor' && weight.shape.dimensions.length === 1 && equal(alone, multiply(2, entries));

/** Whether the module trains: no module itself, and not known once anybody may call it. */
const MODE = 'training';

/** What stands in an attribute; what is a parameter perhaps is as good as anything. */
function contentOf(name: string, { value, isDoubtful }: Cell<Value | undefined>): readonly Value[] {
  if (!value || name === MODE) return [];
  const perhaps = value.kind === 'tensor' && value.parameter && (isDoubtful || value.optional);
  return perhaps || (value.kind === 'tensor' && value.parameter === 'perhaps') ? [UNKNOWN] : [value];
}

function held(instance: Instance, state: Counting): Count {
  const modules = children(instance);
  const attributes = [...instance.attributes].flatMap(([name, cell]) => contentOf(name, cell));
  const unclear = attributes.some((value) => value.kind === 'unknown' && (state.opaque || value.size === undefined));
  if (!modules || unclear) return undefined;
  const below = modules.map(([, child]) => (child.kind === 'instance' ? counted(child, state) : 0));
  return total(...below, ...attributes.map((value) => own(instance, value, state)));
}

/** The entries of an nn.Parameter among the attributes. */
function own(instance: Instance, value: Value, { seen }: Counting): Count {
  if (value.kind !== 'tensor' || !value.parameter || seen.has(value)) return 0;
  if (costOf(libraryClass(instance)?.name ?? '')) return undefined;
  seen.add(value);
  return entriesIn(value.shape);
}
