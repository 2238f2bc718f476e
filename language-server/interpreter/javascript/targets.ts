import { without } from '../dictionaries';
import { spelled } from '../each';
import type { Expression } from '../../syntax/program';
import { getAttribute } from '../attributes';
import { escape } from '../escape';
import { evaluate } from '../expressions';
import { printed } from '../formatting';
import type { Machine } from '../machine';
import { assign } from '../targets';
import { setProperty } from './accessors';
import { assignAttribute } from '../setting-attributes';
import { setEntry } from '../setting-items';
import { dictionary, string, UNKNOWN, type ListValue, type Value } from '../value';

type Pattern = Extract<Expression, { kind: 'dictionary' }>;

/** `{ a, b: c, ...rest } = value` */
export function assignMembers(machine: Machine, { entries, range }: Pattern, value: Value): void {
  const taken: Value[] = [];
  for (const { key, value: part } of entries) {
    if (!key) {
      assign(machine, part, rest(value, taken));
      continue;
    }
    const name = evaluate(machine, key);
    taken.push(name);
    const found = name.kind === 'string' ? getAttribute(machine, value, name.value, machine.site({ range })) : UNKNOWN;
    assign(machine, part, found);
  }
}

/** The entries that are left; unknown where not all are known. */
function rest(value: Value, taken: readonly Value[]): Value {
  const entries = value.kind === 'dictionary' ? value.entries.value : undefined;
  if (!entries || taken.some(({ kind }) => kind !== 'string')) return UNKNOWN;
  const names = new Set(taken.map((each) => `s${each.kind === 'string' ? each.value : ''}`));
  return { ...dictionary(without(entries, names)), type: 'object' };
}

/** The default of a pattern or parameter, where nothing else is given; null is something. */
export const withDefault = (machine: Machine, otherwise: Expression, value: Value): Value =>
  value.kind === 'none' && !value.null ? evaluate(machine, otherwise) : value;

/** `object.name = value` of an object or an array. */
export function assignMemberOf(machine: Machine, object: Value, name: string, value: Value): void {
  if (object.kind === 'dictionary' && object.type !== 'map' && !setProperty(machine, object, name, value))
    setEntry(machine, object, string(name), value);
  if (object.kind === 'list') machine.store.write(object.elements, undefined);
}

/** `object[index] = value` */
export function assignPlace(machine: Machine, object: Value, index: Value, value: Value): void {
  if (object.kind === 'list') setPlace(machine, object, index, value);
  const name = index.kind === 'string' || index.kind === 'integer' ? printed(index) : undefined;
  if (object.kind === 'dictionary' && name !== undefined) assignMemberOf(machine, object, name, value);
  else if (object.kind === 'dictionary' && object.type !== 'map') setEntry(machine, object, UNKNOWN, value);
  if (object.kind !== 'instance') return;
  if (name === undefined) escape(machine, [object]);
  else assignAttribute(machine, object, name, value);
}

/** Up to the end: one further than the last makes the array longer. */
function setPlace(machine: Machine, object: ListValue, index: Value, value: Value): void {
  const elements = spelled(object.elements.value);
  const at = index.kind === 'integer' && typeof index.value === 'number' ? index.value : -1;
  const known = elements && at >= 0 && at <= elements.length;
  machine.store.write(
    object.elements,
    known ? [...elements.slice(0, at), value, ...elements.slice(at + 1)] : undefined,
  );
}
