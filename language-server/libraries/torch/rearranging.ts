import { setAttribute, attributeCell } from '../../interpreter/setting-attributes';
import { checkPlace } from '../../interpreter/places';
import { children, isDictionary, memberNames } from '../../interpreter/modules';
import { NONE, UNKNOWN, type Instance, type Value } from '../../interpreter/value';
import { numberIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

type Child = [name: string, value: Value];

const owner = (call: Call): Instance | undefined => {
  const value = valueOf(call, 'self');
  return value.kind === 'instance' ? value : undefined;
};

/** What the container holds is not known any more. */
function lose(call: Call): Value {
  const instance = owner(call);
  if (instance) call.machine.store.write(instance.escaped, true);
  return UNKNOWN;
}

/** Makes these all that the container holds. */
function hold({ machine }: Call, instance: Instance, inside: readonly Child[]): void {
  for (const name of memberNames(instance) ?? [])
    machine.store.write(attributeCell(instance.attributes, name), undefined);
  machine.store.write(instance.members, '');
  for (const [name, value] of inside) setAttribute(machine, instance, name, value);
}

/** Lists number what is left from 0. */
const numbered = (inside: readonly Child[]): Child[] => inside.map(([, value], i) => [String(i), value]);

/** Where among the children the key leads, which is a name or a place. */
function placeOf(inside: readonly Child[], key: Value): number | undefined {
  const at = numberIn(key);
  const place =
    at === undefined
      ? inside.findIndex(([name]) => key.kind === 'string' && name === key.value)
      : at + (at < 0 ? inside.length : 0);
  return inside[place] && place;
}

/** `container.pop(key)` and `del container[key]`; gives what stood there. */
const remove: Rule = (call) => {
  const instance = owner(call);
  const inside = instance && children(instance);
  const at = inside && placeOf(inside, valueOf(call, 'key'));
  if (inside && !isDictionary(instance)) checkPlace(call.machine, inside.length, valueOf(call, 'key'), call.site);
  if (!inside || at === undefined) return lose(call);
  const left = inside.toSpliced(at, 1);
  hold(call, instance, isDictionary(instance) ? left : numbered(left));
  return inside[at]![1];
};

/** The children after it move on by one. */
const insert: Rule = (call) => {
  const instance = owner(call);
  const inside = instance && children(instance);
  const at = numberIn(valueOf(call, 'index'));
  if (!inside || at === undefined) return lose(call);
  const added: Child = ['', valueOf(call, 'module')];
  hold(call, instance, numbered(inside.toSpliced(at, 0, added)));
  return instance;
};

const clear: Rule = (call) => {
  const instance = owner(call);
  if (!instance || !children(instance)) return lose(call);
  hold(call, instance, []);
  return NONE;
};

/** Of lists of modules. */
export const LIST_REARRANGING: Table = {
  insert: row('self, index, module', insert),
  pop: row('self, key', remove),
  __delitem__: row('self, key', remove),
};

/** Of dictionaries of modules. */
export const DICTIONARY_REARRANGING: Table = {
  pop: row('self, key', remove),
  __delitem__: row('self, key', remove),
  clear: row('self', clear),
};
