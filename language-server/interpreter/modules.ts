import { Each } from './each';
import type { Instance, LibraryValue, Value } from './value';

/** The classes that hold modules by place or by name. */
export const CONTAINERS: ReadonlySet<string> = new Set([
  'torch.nn.Sequential',
  'torch.nn.ModuleList',
  'torch.nn.ParameterList',
  'torch.nn.ModuleDict',
  'torch.nn.ParameterDict',
]);

/** The library's class that an instance is of, its own or an ancestor's. */
export function libraryClass(instance: Instance): LibraryValue | undefined {
  if (instance.class.kind === 'library') return instance.class;
  return instance.class.ancestors?.find((each) => each.kind === 'library');
}

/** The library's classes whose methods a library's class has too, nearest first. */
const BASES: readonly (readonly [names: RegExp, bases: readonly string[]])[] = [
  [/^tfjs\.(sequential|model)$/, ['tfjs.LayersModel', 'tfjs.layers.Layer']],
  [/^tfjs\.train\./, ['tfjs.train.Optimizer']],
  [/^tfjs\./, ['tfjs.layers.Layer']],
  [/^keras\.(Sequential$|applications\.)/, ['keras.Model', 'keras.layers.Layer']],
  [/^keras\./, ['keras.layers.Layer']],
  [/^einops\.layers\.(keras|tensorflow)\./, ['keras.layers.Layer']],
  // Of PyTorch's other classes, like autograd.Function and Dataset, the methods are their own.
  [
    /^(torch\.(nn(?!\.(utils|init|functional)\.)|ao|quantization|jit)|torchvision\.(models|ops|transforms)|torchaudio|einops\.layers\.torch)\./,
    ['torch.nn.Module'],
  ],
];

export const basesOf = (name: string): readonly string[] => BASES.find(([names]) => names.test(name))?.[1] ?? [];

/** Whether all of the instance's classes are known, so that what it lacks does not exist. */
export const isTransparent = ({ class: type, escaped }: Instance): boolean =>
  !escaped.value && (type.kind === 'library' || type.ancestors !== undefined);

export const isContainer = (instance: Instance): boolean => CONTAINERS.has(libraryClass(instance)?.name ?? '');

/** nn.ModuleDict and nn.ParameterDict, which give their names. */
export const isDictionary = (instance: Instance): boolean =>
  /^torch\.nn\.(Module|Parameter)Dict$/.test(libraryClass(instance)?.name ?? '');

export const isModule = (value: Value): value is Instance => {
  if (value.kind !== 'instance') return false;
  return /^(torch\.nn(?!\.utils)|torchvision|keras|einops\.layers)\./.test(classNameOf(value));
};

/** Whether setting `value` as an attribute of `instance` makes it one of its children. */
export const isChild = (instance: Instance, value: Value): boolean =>
  isModule(value) || (isContainer(instance) && value.kind === 'tensor');

export const memberNames = ({ members }: Instance): string[] | undefined => members.value?.split('\n').filter(Boolean);

/** Layers that make modules of their own. */
const COMPOSITE = /^torch\.nn\.(Transformer|MultiheadAttention|AdaptiveLogSoftmax)/;

/** Where a model of Keras or TensorFlow.js that is put together of layers keeps them; no program's attribute is so named. */
export const LAYERS = '@layers';

/** A model that is put together of layers: `Sequential([…])`, `Model(inputs, outputs)`, `tf.sequential()`, `tf.model()`. */
export const isComposed = ({ class: type }: Instance): boolean =>
  type.kind === 'library' && /^(keras\.(Sequential|Model)|tfjs\.(sequential|model))$/.test(type.name);

/** A layer or model, of a library or of the program, whose calls make a table. */
export const isLayer = (value: Value): value is Instance =>
  value.kind === 'instance' && (isModule(value) || /^tfjs\.(layers\.|sequential$|model$)/.test(classNameOf(value)));

const classNameOf = (instance: Instance): string => libraryClass(instance)?.name ?? '';

function layersOf({ attributes }: Instance): [string, Value][] | undefined {
  const layers = attributes.get(LAYERS)?.value;
  if (layers?.kind !== 'tuple') return undefined;
  return layers.elements.map((layer, i) => [nameOf(layer) ?? String(i), layer]);
}

/** The name that a layer is given. */
function nameOf(layer: Value): string | undefined {
  const name = layer.kind === 'instance' ? layer.attributes.get('name')?.value : undefined;
  return name?.kind === 'string' ? name.value : undefined;
}

/** The modules and parameters that were set on `instance`, in order; undefined where they may be others. */
export function children(instance: Instance): [string, Value][] | undefined {
  if (isComposed(instance)) return instance.escaped.value ? undefined : layersOf(instance);
  const names = memberNames(instance);
  if (
    instance.escaped.value ||
    !names ||
    instance.attributes.get(ALIKE)?.value ||
    COMPOSITE.test(libraryClass(instance)?.name ?? '')
  )
    return undefined;
  const found = names.flatMap((name): [string, Value][] => {
    const cell = instance.attributes.get(name);
    return cell?.value && !cell.isDoubtful && isChild(instance, cell.value) ? [[name, cell.value]] : [];
  });
  return found.length === names.length ? found : undefined;
}

/** The attribute under which a container holds any number of modules that are alike. */
export const ALIKE = '*';

/** The modules of a container that holds any number of such; undefined where it holds others. */
export function repeated(instance: Instance): Each | undefined {
  const cell = instance.attributes.get(ALIKE);
  const held = cell?.value;
  if (instance.escaped.value || held?.kind !== 'list' || memberNames(instance)?.length !== 0) return undefined;
  const elements = held.elements.value;
  if (!(elements instanceof Each)) return undefined;
  return cell?.isDoubtful ? elements.some : elements;
}

/** Itself, its children, theirs, … in order, each once. */
export function descendants(module: Value, seen = new Set<Value>()): Value[] | undefined {
  if (module.kind !== 'instance') return undefined;
  if (seen.has(module)) return [];
  seen.add(module);
  const below = children(module)?.map(([, child]) => descendants(child, seen));
  return below?.every((each) => each !== undefined) ? [module, ...below.flat()] : undefined;
}

/** Itself and every module that is known below it. */
export function knownModules(module: Value, found = new Set<Instance>()): Set<Instance> {
  if (!isModule(module) || found.has(module)) return found;
  found.add(module);
  for (const { value } of module.attributes.values()) if (value) knownModules(value, found);
  const alike = repeated(module);
  if (alike) knownModules(alike.value, found);
  return found;
}
