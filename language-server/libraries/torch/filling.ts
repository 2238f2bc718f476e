/** What containers of modules are made of, and what is put into them. */
import { listed as listedEntries } from '../../interpreter/dictionaries';
import { Each, type Elements } from '../../interpreter/each';
import { alike } from '../../interpreter/join';
import { attributeCell, setAttribute } from '../../interpreter/setting-attributes';
import { ALIKE, children, isModule, memberNames, repeated } from '../../interpreter/modules';
import { iterate } from '../../interpreter/iteration';
import { NONE, UNKNOWN, list, string, type Entry, type Instance, type Value } from '../../interpreter/value';
import { numberOf, valueOf } from '../call';
import type { Call, Rule } from '../library';

export const owner = (call: Call): Instance | undefined => {
  const value = valueOf(call, 'self');
  return value.kind === 'instance' ? value : undefined;
};

export function put(call: Call, instance: Instance | undefined, name: Value, value: Value): void {
  if (!instance) return;
  if (name.kind === 'string') setAttribute(call.machine, instance, name.value, value);
  else call.machine.store.write(instance.escaped, true);
}

/** Holds any number of modules that are alike. */
function putAlike(call: Call, instance: Instance, elements: Elements): void {
  const { store } = call.machine;
  const held = instance.attributes.get(ALIKE)?.value;
  if (!(elements instanceof Each)) store.write(instance.escaped, true);
  else if (held?.kind === 'list') store.write(held.elements, elements);
  else store.write(attributeCell(instance.attributes, ALIKE), list(elements));
}

/** Positional modules are numbered; one dictionary names them. */
export const constructSequential: Rule = (call) => {
  const given = valueOf(call, 'args');
  const elements = iterate(call.machine, given);
  if (given.kind === 'list' && given.elements.value instanceof Each && call.self)
    putAlike(call, call.self, given.elements.value);
  else constructNamed(call, elements);
  return NONE;
};

function constructNamed(call: Call, elements: readonly Value[] | undefined): void {
  const [single] = elements?.length === 1 ? elements : [];
  if (single?.kind === 'dictionary') fillNamed(call, call.self, single);
  else fill(call, elements);
}

function fill(call: Call, elements: readonly Value[] | undefined): void {
  if (!elements?.every((each) => isModule(each) || each.kind === 'tensor')) lose(call, call.self);
  else
    elements.forEach((each, i) => {
      put(call, call.self, string(String(i)), each);
    });
}

function fillNamed(call: Call, instance: Instance | undefined, source: Value): void {
  const entries = source.kind === 'dictionary' ? listedEntries(source.entries.value) : pairsIn(call, source);
  if (!entries) lose(call, instance);
  else for (const { key, value } of entries) put(call, instance, key, value);
}

/** `[('name', module)]` */
function pairsIn({ machine }: Call, source: Value): Entry[] | undefined {
  const pairs = iterate(machine, source)?.map((pair) => iterate(machine, pair));
  const found = pairs?.flatMap((pair) => (pair?.length === 2 ? [{ key: pair[0]!, value: pair[1]! }] : []));
  return found?.length === pairs?.length ? found : undefined;
}

const lose = ({ machine }: Call, instance: Instance | undefined): void => {
  if (instance) machine.store.write(instance.escaped, true);
};

/** What a container is made of, its only parameter. */
const contentsOf = (call: Call): Value => [...call.arguments.values()][0] ?? NONE;

export const constructList: Rule = (call) => {
  const given = contentsOf(call);
  if (given.kind === 'list' && given.elements.value instanceof Each && call.self)
    putAlike(call, call.self, given.elements.value);
  else fill(call, given.kind === 'none' ? [] : iterate(call.machine, given));
  return NONE;
};

export const constructDictionary: Rule = (call) => {
  const given = contentsOf(call);
  if (given.kind !== 'none') fillNamed(call, call.self, given);
  return NONE;
};

/** `dictionary.update(modules)` */
export const update: Rule = (call) => {
  fillNamed(call, owner(call), valueOf(call, 'modules'));
  return NONE;
};

export const append: Rule = (call) => {
  const instance = owner(call);
  const held = instance && children(instance);
  const value = valueOf(call, 'module');
  const { changed } = call.machine;
  const before = instance && (repeated(instance) ?? held?.map(([, child]) => child));
  if (instance && (changed !== Infinity || repeated(instance)) && memberNames(instance)?.length === 0)
    putAlike(call, instance, alike([before, [value]], changed));
  else put(call, instance, held === undefined ? UNKNOWN : string(String(held.length)), value);
  return instance ?? UNKNOWN;
};

export const extend: Rule = (call) => {
  const instance = owner(call);
  const count = instance && children(instance)?.length;
  const more = iterate(call.machine, valueOf(call, 'modules'));
  if (count === undefined || !more) put(call, instance, UNKNOWN, UNKNOWN);
  else
    more.forEach((each, i) => {
      put(call, instance, string(String(count + i)), each);
    });
  return instance ?? UNKNOWN;
};

/** `container[index] = module`: by name, or by place among the children. */
export const setItem: Rule = (call) => {
  const instance = owner(call);
  const index = valueOf(call, 'index');
  const at = numberOf(call, 'index');
  const name = at === undefined || !instance ? undefined : children(instance)?.at(at)?.[0];
  put(call, instance, name === undefined ? index : string(name), valueOf(call, 'value'));
  return NONE;
};
