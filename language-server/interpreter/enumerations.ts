import { inherited } from './inherited';
import { callFunction } from './functions';
import { noArguments } from './arguments';
import { Bindings } from './bindings';
import type { Machine } from './machine';
import { Cell } from './store';
import { attributeCell } from './setting-attributes';
import { integer, string, type ClassValue, type Instance, type Value } from './value';

/** Whether the class is an enum's, by a base of Python's library. */
export const isEnumeration = ({ ancestors }: ClassValue): boolean =>
  ancestors?.some((each) => each.kind === 'library' && each.name.startsWith('enum.')) ?? false;

/** Whether members are equal to nothing but themselves: one that is a number or a text too is equal to such. */
const isPlain = ({ ancestors }: ClassValue): boolean =>
  ancestors?.every((each) => (each.kind === 'class' ? !each.attributes.get('__eq__') : each.name === 'enum.Enum')) ??
  false;

/** What a class body binds that is no member: functions, classes, names with underscores around. */
const isMember = (name: string, value: Value): boolean =>
  !name.startsWith('_') && !['function', 'class', 'unknown'].includes(value.kind);

/** Makes the members of an enum of what its body bound; names of one value are one member. */
export function makeMembers(machine: Machine, type: ClassValue): void {
  const made = new Map<unknown, Instance>();
  for (const [name, cell] of type.attributes) {
    const value = cell.value;
    if (!value || !isMember(name, value)) continue;
    const key = identity(value);
    const member = made.get(key) ?? makeMember(machine, type, name, numbered(value, made.size));
    made.set(key, member);
    machine.store.write(cell, member);
  }
}

const identity = (value: Value): unknown =>
  (value.kind === 'integer' && typeof value.value === 'number') || value.kind === 'string' ? value.value : value;

/** `auto()` counts from 1. */
const numbered = (value: Value, count: number): Value =>
  value.kind === 'library' && value.name === 'enum.auto()' ? integer(count + 1) : value;

function makeMember(machine: Machine, type: ClassValue, name: string, value: Value): Instance {
  const member: Instance = {
    kind: 'instance',
    class: type,
    attributes: new Bindings(),
    escaped: new Cell(false),
    members: new Cell<string | null | undefined>(''),
    construction: { site: machine.site(type.definition), arguments: new Map() },
    single: isPlain(type),
  };
  const own: Record<string, Value> = { name: string(name), value, _name_: string(name), _value_: value };
  for (const [attribute, each] of Object.entries(own))
    machine.store.write(attributeCell(member.attributes, attribute), each);
  const initialiser = type.ancestors && inherited(type, '__init__');
  const positional = [member, ...(value.kind === 'tuple' ? value.elements : [value])];
  if (initialiser?.kind === 'function')
    callFunction(machine, initialiser, { ...noArguments(), positional }, member.construction);
  return member;
}

/** An enum's members in order, each once; undefined where the class may have others. */
export function membersOf(type: ClassValue): Instance[] | undefined {
  if (!type.ancestors) return undefined;
  const members = [...type.attributes.values()].flatMap(({ value }) =>
    value?.kind === 'instance' && value.class === type ? [value] : [],
  );
  return [...new Set(members)];
}
