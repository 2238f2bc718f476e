import type { Instance, LibraryValue, Value } from './value';

/** The classes that hold modules by place or by name. */
export const CONTAINERS: ReadonlySet<string> = new Set([
  'torch.nn.Sequential',
  'torch.nn.ModuleList',
  'torch.nn.ParameterList',
  'torch.nn.ModuleDict',
]);

/** The library's class that an instance is of, its own or an ancestor's. */
export function libraryClass(instance: Instance): LibraryValue | undefined {
  if (instance.class.kind === 'library') return instance.class;
  return instance.class.ancestors?.find((each) => each.kind === 'library');
}

/** The library's classes whose methods a library's class has too, nearest first. */
const BASES: readonly (readonly [names: RegExp, bases: readonly string[]])[] = [
  [/^keras\.(Sequential$|applications\.)/, ['keras.Model', 'keras.layers.Layer']],
  [/^keras\./, ['keras.layers.Layer']],
  [/./, ['torch.nn.Module']],
];

export const basesOf = (name: string): readonly string[] => BASES.find(([names]) => names.test(name))?.[1] ?? [];

/** Whether all of the instance's classes are known, so that what it lacks does not exist. */
export const isTransparent = ({ class: type, escaped }: Instance): boolean =>
  !escaped.value && (type.kind === 'library' || type.ancestors !== undefined);

export const isContainer = (instance: Instance): boolean => CONTAINERS.has(libraryClass(instance)?.name ?? '');

/** nn.ModuleDict, which gives its names. */
export const isDictionary = (instance: Instance): boolean => libraryClass(instance)?.name === 'torch.nn.ModuleDict';

export const isModule = (value: Value): value is Instance => {
  if (value.kind !== 'instance') return false;
  const name = libraryClass(value)?.name ?? '';
  return /^(torch\.nn|torchvision|keras)\./.test(name);
};

/** The modules and parameters that were set on `instance`, in order; undefined once other code may have added some. */
export function children(instance: Instance): [string, Value][] | undefined {
  if (instance.escaped.value) return undefined;
  return [...instance.attributes].flatMap(([name, { value }]): [string, Value][] =>
    value && (isModule(value) || (isContainer(instance) && value.kind === 'tensor')) ? [[name, value]] : [],
  );
}
