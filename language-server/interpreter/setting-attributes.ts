/** Attributes that are set. */
import { isAltered, mayBeTooLate } from './altered-layers';
import { entriesOf, sharedEntries } from './dictionary-classes';
import { getAttribute } from './attributes';
import { callValue } from './calls';
import { noArguments } from './arguments';
import { escape } from './escape';
import { inherited } from './inherited';
import { assignMemberOf } from './javascript/targets';
import type { Machine } from './machine';
import { isChild, isModule, memberNames } from './modules';
import { noteReplaced } from './replaced';
import { Cell } from './store';
import {
  string,
  UNKNOWN,
  type Attributes,
  type ClassValue,
  type FunctionValue,
  type Instance,
  type Value,
} from './value';
import { setEntry } from './setting-items';
import { changeOne } from './undecided';

export function assignAttribute(machine: Machine, object: Value, name: string, value: Value): void {
  if (object.kind === 'instance') assignOn(machine, object, name, value);
  if (object.kind === 'class') setOn(machine, object, name, value);
  if (object.kind === 'unknown' && object.among)
    changeOne(machine, object.among, (each) => {
      assignAttribute(machine, each, name, value);
    });
  if (object.kind === 'library') noteReplaced(machine, object.name, name);
  if (object.kind === 'function') rework(machine, object, name);
  const scope = object.kind === 'module' && machine.modules.scope(machine, object);
  if (scope) machine.store.write(scope.cell(name), value);
  if (machine.javascript) assignMemberOf(machine, object, name, value);
}

/** By what its class has for it, if anything. */
function assignOn(machine: Machine, object: Instance, name: string, value: Value): void {
  const hook = hookOf(machine, object);
  const setter = hook ? undefined : setterOf(machine, object, name);
  const positional = hook ? [string(name), value] : [value];
  const callee = hook ?? setter;
  if (callee) callValue(machine, callee, { ...noArguments(), positional }, object.construction);
  else setOn(machine, object, name, value);
}

/** Attributes of Python's functions that say what a call does. */
const WORKINGS = /^__(code|defaults|kwdefaults)__$/;

/** A function has another attribute of a name, which may make it another function. */
export function rework({ store }: Machine, { reworked }: FunctionValue, name: string): void {
  if (WORKINGS.test(name)) store.write(reworked, true);
}

function setOn(machine: Machine, object: Instance | ClassValue, name: string, value: Value): void {
  // Its attributes are others from now on.
  if (/^__(class|dict)__$/.test(name) && value !== object) escape(machine, [object]);
  if (object.kind === 'instance' && isAltered(object, name, value)) escape(machine, [object]);
  const isVague = object.kind === 'instance' && mayBeTooLate(object, name);
  setAttribute(machine, object, name, isVague ? UNKNOWN : value);
  const shared = object.kind === 'instance' ? sharedEntries(object) : undefined;
  if (shared) setEntry(machine, shared, string(name), value);
}

/** What assigning to any attribute calls: a method of its class, `__setattr__ = dict.__setitem__`. */
function hookOf(machine: Machine, object: Instance): Value | undefined {
  if (!entriesOf(object) && !(object.class.kind === 'class' && object.class.hooks?.sets)) return undefined;
  const hook = getAttribute(machine, object, '__setattr__', object.construction.site);
  return hook.kind === 'bound' && hook.callee.kind !== 'builtin' ? hook : undefined;
}

/** What assigning to a property calls, or to an attribute of the class that has a `__set__`. */
function setterOf(machine: Machine, object: Instance, name: string): Value | undefined {
  const found = inClass(object, name);
  if (found?.kind === 'function' && found.setter) return { kind: 'bound', receiver: object, callee: found.setter };
  return found?.kind === 'instance' ? describedMethod(machine, object, found, '__set__') : undefined;
}

/** What deleting any attribute calls: the `__delattr__` of its class. */
export function deletingHookOf(object: Instance): Value | undefined {
  const hook = inClass(object, '__delattr__');
  return hook?.kind === 'function' ? { kind: 'bound', receiver: object, callee: hook } : undefined;
}

/** What deleting a property calls, or an attribute of the class that has a `__delete__`. */
export function deleterOf(machine: Machine, object: Instance, name: string): Value | undefined {
  const found = inClass(object, name);
  if (found?.kind === 'function' && found.deleter) return { kind: 'bound', receiver: object, callee: found.deleter };
  return found?.kind === 'instance' ? describedMethod(machine, object, found, '__delete__') : undefined;
}

const inClass = ({ class: type }: Instance, name: string): Value | undefined =>
  type.kind === 'class' ? inherited(type, name) : undefined;

/** A method of what stands in an object's class, which gets the object. */
function describedMethod(machine: Machine, object: Instance, descriptor: Instance, name: string): Value | undefined {
  if (descriptor.class.kind !== 'class') return undefined;
  const method = getAttribute(machine, descriptor, name, object.construction.site);
  return method.kind === 'bound'
    ? { ...method, kind: 'partial', callee: method, positional: [object], named: new Map() }
    : undefined;
}

/** Sets an attribute as it stands; a module's children are those of its attributes that are modules. */
export function setAttribute(machine: Machine, object: Instance | ClassValue, name: string, value: Value): void {
  machine.store.write(attributeCell(object.attributes, name), value);
  if (object.kind === 'instance' && isModule(object))
    machine.store.write(object.members, membersAfter(object, name, value));
}

/** Sets an attribute behind a module's back: what is set so is no part of it. */
export function setPlainly(machine: Machine, object: Instance, name: string, value: Value): void {
  const isPart = value.kind === 'tensor' && value.parameter && isModule(object);
  machine.store.write(attributeCell(object.attributes, name), isPart ? { ...value, parameter: false } : value);
  if (isModule(object) && memberNames(object)?.includes(name)) machine.store.write(object.members, null);
}

export function membersAfter(object: Instance, name: string, value: Value): string | null {
  const names = memberNames(object);
  if (!names || value.kind === 'unknown') return null;
  const others = names.filter((each) => each !== name);
  if (!isChild(object, value)) return others.join('\n');
  return (others.length < names.length ? names : [...names, name]).join('\n');
}

export function attributeCell(attributes: Attributes, name: string): Cell<Value | undefined> {
  const known = attributes.get(name);
  if (known) return known;
  const made = new Cell<Value | undefined>(undefined);
  attributes.set(name, made);
  return made;
}
