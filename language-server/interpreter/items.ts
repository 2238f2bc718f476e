import { arrayClass } from './arrays';
import { getAttribute } from './attributes';
import { namespaceItem } from './library-members';
import { callValue } from './calls';
import { hasRow } from '../libraries/table';
import { callLibrary } from './library-calls';
import { noArguments } from './arguments';
import { Bindings } from './bindings';
import type { Machine } from './machine';
import { defaultEntry } from './default-entries';
import { entryOf, listed, type Entries } from './dictionaries';
import { Each, type Elements } from './each';
import { children, isContainer, isDictionary, repeated } from './modules';
import { placeOf } from './javascript/members';
import { isEnumeration } from './enumerations';
import { oneAmong } from './alternatives';
import { joinValues } from './join';
import { iterate, rangeLength } from './iteration';
import { checkPlace } from './places';
import { Cell } from './store';
import { attributeCell } from './setting-attributes';
import { keyOf } from './keys';
import {
  byKind,
  integer,
  list,
  string,
  tuple,
  UNKNOWN,
  type ByKind,
  type Instance,
  type Site,
  type Value,
} from './value';
import { add, multiply } from '../domain/dimension';

/** `object[index]` */
export const item = (machine: Machine, object: Value, index: Value, site: Site): Value =>
  machine.javascript ? placeOf(machine, object, index, site) : itemOf(machine, object, index, site);

const itemOf = (machine: Machine, object: Value, index: Value, site: Site): Value =>
  byKind(ITEMS, object, machine, index, site) ?? UNKNOWN;

/** `np.r_[…]`: of an object that a library has made. */
const libraryItem = (machine: Machine, name: string, index: Value, site: Site): Value | undefined =>
  hasRow(name) ? callLibrary(machine, name, { ...noArguments(), positional: [index] }, { site }) : undefined;

const ITEMS: ByKind<[Machine, Value, Site], Value | undefined> = {
  tuple: ({ elements, size }, machine, index, site) => {
    checkPlace(machine, elements.length, index, site);
    return sequenceItem(elements, index, size ? (parts) => ({ ...tuple(parts), size }) : tuple);
  },
  list: ({ elements: { value } }, _, index) => listItem(value, index),
  library: (each, machine, index, site) =>
    each.name === 'sys.modules' && index.kind === 'string'
      ? machine.modules.load(machine, index.value, site)
      : (namespaceItem(each, index) ?? libraryItem(machine, `${each.name}.__getitem__`, index, site)),
  class: (each, _, index) =>
    index.kind === 'string' && isEnumeration(each) ? each.attributes.get(index.value)?.value : undefined,
  string: ({ value }, _, index) => sequenceItem(Array.from(value, string), index, joined),
  range: (range, machine, index) => rangeItem(machine, range, index),
  dictionary: (each, machine, index, site) =>
    each.factory
      ? defaultEntry(machine, { ...each, factory: each.factory }, index, site)
      : entryAt(each.entries.value, index),
  instance: (instance, machine, index, site) => {
    machine.inspected.add(instance);
    return containerItem(machine, instance, index, site) ?? ownItem(machine, instance, index, site);
  },
  tensor: (input, machine, index, site) =>
    callLibrary(
      machine,
      `${arrayClass(input)}.__getitem__`,
      { ...noArguments(), positional: [input, index] },
      { site },
    ),
  bound: (bound, machine, index, site) => sizeOfOpenTensor(machine, bound, index, site),
};

/** One of elements that are alike, or any number of them. */
function listItem(elements: Elements, index: Value): Value | undefined {
  if (elements instanceof Each) return index.kind === 'slice' ? list(elements.some) : elements.read();
  return elements && (sequenceItem(elements, index, list) ?? anyOf(elements, index));
}

/** What stands under a key; under one that is not known any of the entries. */
function entryAt(entries: Entries, index: Value): Value | undefined {
  const key = keyOf(index);
  const values = key === undefined ? listed(entries)?.map(({ value }) => value) : undefined;
  return values ? joinOf(values) : entryOf(entries, key);
}

/** An element at a place that is not known. */
function anyOf(elements: readonly Value[], index: Value): Value | undefined {
  return index.kind === 'integer' && typeof index.value !== 'number' ? joinOf(elements) : undefined;
}

/** One of them, nobody knows which: of those that are nothing but what they hold what all have in common. */
function joinOf(values: readonly Value[]): Value | undefined {
  if (values.length === 0 || values.length > MAX_JOINED) return undefined;
  return values.every(isPlain) ? joinValues(values) : oneAmong(values);
}

/** More are not looked at for what one of them is. */
const MAX_JOINED = 256;

const PLAIN: ReadonlySet<Value['kind']> = new Set(['tensor', 'integer', 'float', 'boolean', 'string', 'none']);

const isPlain = (value: Value): boolean =>
  value.kind === 'tuple' ? value.elements.every(isPlain) : PLAIN.has(value.kind);

const joined = (parts: readonly Value[]): Value =>
  string(parts.map((part) => (part.kind === 'string' ? part.value : '')).join(''));

const known = (value: Value): number | null | undefined => {
  if (value.kind === 'none') return null;
  return value.kind === 'integer' && typeof value.value === 'number' ? value.value : undefined;
};

function sequenceItem(
  elements: readonly Value[],
  index: Value,
  rebuild: (parts: readonly Value[]) => Value,
): Value | undefined {
  if (index.kind === 'slice') {
    const part = sliceOf(elements, index);
    return part && rebuild(part);
  }
  const at = index.kind === 'boolean' ? Number(index.value) : known(index);
  return typeof at === 'number' ? elements.at(at) : undefined;
}

/** Python's slices, with negative steps. */
function sliceOf<T>(elements: readonly T[], slice: Extract<Value, { kind: 'slice' }>): T[] | undefined {
  const [lower, upper, step] = [known(slice.lower), known(slice.upper), known(slice.step)];
  if (lower === undefined || upper === undefined || step === undefined || step === 0) return undefined;
  const stride = step ?? 1;
  const { length } = elements;
  const clamp = (at: number): number => {
    const index = at < 0 ? at + length : at;
    return stride > 0 ? Math.min(Math.max(index, 0), length) : Math.min(Math.max(index, -1), length - 1);
  };
  const from = lower === null ? (stride > 0 ? 0 : length - 1) : clamp(lower);
  const to = upper === null ? (stride > 0 ? length : -1) : clamp(upper);
  const part: T[] = [];
  for (let i = from; stride > 0 ? i < to : i > to; i += stride) part.push(elements[i]!);
  return part;
}

function rangeItem(machine: Machine, range: Extract<Value, { kind: 'range' }>, index: Value): Value {
  const at = known(index);
  const length = rangeLength(range);
  if (typeof at === 'number' && at >= 0 && length !== undefined)
    return integer(add(range.start, multiply(range.step, at)));
  const elements = iterate(machine, range);
  return (elements && sequenceItem(elements, index, tuple)) ?? UNKNOWN;
}

/** What the object's `__getitem__` gives. */
function ownItem(machine: Machine, object: Instance, index: Value, site: Site): Value | undefined {
  const method = getAttribute(machine, object, '__getitem__', site);
  if (method.kind === 'unknown') return undefined;
  return callValue(machine, method, { ...noArguments(), positional: [index] }, { site });
}

/** An element or a slice of nn.Sequential, nn.ModuleList or nn.ModuleDict. */
function containerItem(machine: Machine, object: Instance, index: Value, site: Site): Value | undefined {
  const all = isContainer(object) ? children(object) : undefined;
  if (!all) return index.kind === 'slice' ? undefined : repeated(object)?.read();
  if (index.kind === 'string') return object.attributes.get(index.value)?.value;
  if (index.kind !== 'slice') return childAt(machine, object, { all, index, site });
  const part = sliceOf(all, index);
  if (!part) return undefined;
  const names = part.map(([name], i) => (/^\d+$/.test(name) ? String(i) : name));
  const made: Instance = {
    ...object,
    attributes: new Bindings(),
    members: new Cell<string | null | undefined>(names.join('\n')),
    construction: { site, arguments: new Map() },
  };
  part.forEach(([, child], i) => {
    attributeCell(made.attributes, names[i]!).value = child;
  });
  return made;
}

/** By place; of a dictionary there is none, and a class of the program may have its own. */
function childAt(
  machine: Machine,
  object: Instance,
  { all, index, site }: { all: readonly [string, Value][]; index: Value; site: Site },
): Value | undefined {
  if (object.class.kind === 'library' && !isDictionary(object)) checkPlace(machine, all.length, index, site);
  return sequenceItem(
    all.map(([, child]) => child),
    index,
    tuple,
  );
}

/** `x.shape[-1]` of a tensor whose last sizes only are known. */
function sizeOfOpenTensor(
  machine: Machine,
  object: Extract<Value, { kind: 'bound' }>,
  index: Value,
  site: Site,
): Value {
  const { receiver, callee } = object;
  if (callee.kind !== 'library' || receiver.kind !== 'tensor') return UNKNOWN;
  if (callee.name !== `${arrayClass(receiver)}.shape`) return UNKNOWN;
  return callLibrary(machine, 'torch.Tensor.size', { ...noArguments(), positional: [receiver, index] }, { site });
}
