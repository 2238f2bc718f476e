/** What is put under an index or a key. */
import type { Expression } from '../syntax/program';
import { arrayClass } from './arrays';
import { byAnyKey, merged, type Entries } from './dictionaries';
import { getAttribute } from './attributes';
import { callValue } from './calls';
import { callLibrary } from './library-calls';
import { noArguments } from './arguments';
import { escape } from './escape';
import { evaluate } from './expressions';
import { iterate } from './iteration';
import { assignPlace } from './javascript/targets';
import { NAMESPACE } from './library-members';
import type { Machine } from './machine';
import { noteReplaced } from './replaced';
import { spelled } from './each';
import { alike } from './join';
import { keyOf } from './keys';
import { type DictionaryValue, type Entry, type Instance, type Site, type Tensor, type Value } from './value';
import { assignAttribute, setAttribute, setPlainly } from './setting-attributes';

export function assignItem(machine: Machine, target: Extract<Expression, { kind: 'subscript' }>, value: Value): void {
  const object = evaluate(machine, target.object);
  const index = evaluate(machine, target.index);
  if (machine.javascript) {
    assignPlace(machine, object, index, value);
    return;
  }
  // An attribute that no row describes, such as `array.flat`, may be a view.
  if (object.kind === 'unknown' || object.kind === 'bound') escape(machine, [object]);
  if (object.kind === 'library') noteReplaced(machine, object.name.replace(NAMESPACE, ''));
  if (object.kind === 'dictionary') setEntry(machine, object, index, value);
  if (object.kind === 'tensor') setEntriesOf(machine, object, [index, value], machine.site(target));
  if (object.kind === 'list') setElement(machine, object, index, value);
  if (object.kind === 'instance') setItem(machine, object, [index, value], machine.site(target));
}

/** `tensor[index] = value`, which must fit the place. */
function setEntriesOf(machine: Machine, object: Tensor, [index, value]: [Value, Value], site: Site): void {
  const positional = [object, index, value];
  if (arrayClass(object) === 'torch.Tensor')
    callLibrary(machine, 'torch.Tensor.__setitem__', { ...noArguments(), positional }, { site });
  escape(machine, [object]);
}

/** Whether a class's items are Python's own to keep, so that setting one changes no attribute. */
const keepsItems = ({ class: type }: Instance): boolean =>
  type.kind === 'class' &&
  (type.ancestors ?? []).some((each) =>
    each.kind === 'library'
      ? each.name === 'python.dict'
      : each.bases.some((base) => base.kind === 'builtin' && /^list$/.test(base.name)),
  );

/** `object[index] = value` by its `__setitem__`; one that is not known may change anything of the object. */
function setItem(machine: Machine, object: Instance, positional: [index: Value, value: Value], site: Site): void {
  const method = getAttribute(machine, object, '__setitem__', site);
  if (method.kind === 'unknown') escape(machine, keepsItems(object) ? [positional[1]] : [object]);
  callValue(machine, method, { ...noArguments(), positional }, { site });
}

export function setEntry(
  machine: Machine,
  object: Extract<Value, { kind: 'dictionary' }>,
  key: Value,
  value: Value,
): void {
  setEntries(machine, object, [{ key, value }]);
}

/** One copy for all of them. */
export function setEntries(machine: Machine, object: DictionaryValue, added: readonly Entry[]): void {
  const { store } = machine;
  const entries = new Map<string, Entry>();
  for (const entry of added) {
    const name = keyOf(entry.key);
    setViewed(machine, object, entry);
    if (name === undefined) {
      store.write(object.entries, numbersAfter(machine, object, added));
      return;
    }
    entries.set(name, entry);
  }
  store.write(object.entries, merged(object.entries.value, entries));
}

/** What is known once entries are set of which some have keys that are not; JavaScript reads what is not there, too. */
const numbersAfter = (machine: Machine, { entries, view }: DictionaryValue, added: readonly Entry[]): Entries =>
  view || machine.javascript
    ? undefined
    : byAnyKey(entries.value, new Map(added.map((entry, i) => [String(i), entry])));

/** `module._modules[name] = layer`, `self.__dict__[name] = value`, `globals()[name] = value` */
function setViewed(machine: Machine, object: DictionaryValue, { key, value }: Entry): void {
  const { view } = object;
  if (!view) return;
  if (key.kind !== 'string') escape(machine, [object]);
  else if (view.kind === 'instance' && object.isOwn) setPlainly(machine, view, key.value, value);
  else if (view.kind === 'instance') setAttribute(machine, view, key.value, value);
  else assignAttribute(machine, view, key.value, value);
}

function setElement(machine: Machine, object: Extract<Value, { kind: 'list' }>, index: Value, value: Value): void {
  const elements = spelled(object.elements.value);
  if (index.kind === 'slice') {
    machine.store.write(object.elements, elements && replaced(elements, index, iterate(machine, value)));
    return;
  }
  const at = index.kind === 'integer' && typeof index.value === 'number' ? index.value : undefined;
  const known = elements && at !== undefined && at >= -elements.length && at < elements.length;
  const alikeNow = object.elements.value && alike([object.elements.value, [value]], machine.changed);
  machine.store.write(object.elements, known ? elements.with(at, value) : alikeNow);
}

/** `elements[lower:upper] = values` */
function replaced(
  elements: readonly Value[],
  { lower, upper, step }: Extract<Value, { kind: 'slice' }>,
  values: readonly Value[] | undefined,
): readonly Value[] | undefined {
  const [from, to] = [placeOf(lower, 0), placeOf(upper, elements.length)];
  if (!values || from === undefined || to === undefined || step.kind !== 'none') return undefined;
  const start = elements.slice(0, from);
  return [...start, ...values, ...elements.slice(Math.max(start.length, elements.slice(0, to).length))];
}

/** A slice's bound as `Array.slice` takes it. */
const placeOf = (bound: Value, otherwise: number): number | undefined => {
  if (bound.kind === 'none') return otherwise;
  return bound.kind === 'integer' && typeof bound.value === 'number' ? bound.value : undefined;
};
