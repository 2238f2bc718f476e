import { hasRow, rowOf } from '../libraries/table';
import { describedClass } from '../libraries/torchvision/classes';
import { accessOf } from './access';
import { DICT, sharedEntry } from './dictionary-classes';
import { modulesOf, ownEntries, viewOf } from './instance-entries';
import { basesOf, isModule, isTransparent } from './modules';
import { joinPresent, joinValues } from './join';
import { readProperty } from './javascript/accessors';
import { exportOf } from './javascript/exports';
import { memberOf } from './javascript/members';
import { attributeCell } from './setting-attributes';
import { libraryMember } from './library-members';
import {
  byKind,
  library,
  string,
  NONE,
  UNKNOWN,
  type ByKind,
  type ClassValue,
  type FunctionValue,
  type Instance,
  type LibraryValue,
  type ModuleValue,
  type Site,
  type TupleValue,
  type Value,
} from './value';
import { callValue } from './calls';
import { callLibrary } from './library-calls';
import { tensorAttribute } from './tensor-attributes';
import { noArguments } from './arguments';
import type { Machine } from './machine';
import { moduleOf, namesOf } from './namespaces';
import { isReplaced } from './replaced';
import { attributeOfEach } from './undecided';

/** `object.name` */
export const getAttribute = (machine: Machine, object: Value, name: string, site: Site): Value =>
  (machine.javascript ? memberOf(machine, object, name, site) : undefined) ??
  byKind(ATTRIBUTES, object, machine, name, site) ??
  UNKNOWN;

/** Made once: a table for each attribute would be much of what the analysis allocates. */
const ATTRIBUTES: ByKind<[Machine, string, Site], Value | undefined> = {
  unknown: ({ among }, machine, name, site) => among && attributeOfEach(machine, among, name, site),
  library: (each, machine, name, site) => libraryAttribute(machine, each, name, site),
  function: (each, _, name) => functionAttribute(each, name),
  instance: (each, machine, name, site) => instanceAttribute(machine, each, name, site),
  builtin: ({ name: owner }, _, name) => {
    if (owner === 'object') return OBJECT_METHODS.get(name);
    return owner === 'dict' ? libraryMethod(DICT, name, undefined) : undefined;
  },
  class: (each, machine, name, site) => classAttribute(machine, each, name, undefined, site),
  super: (each, machine, name, site) => superAttribute(machine, each, name, site),
  module: (each, machine, name, site) => moduleMember(machine, each, name, site),
  tensor: (each, machine, name, site) => tensorAttribute(machine, each, name, site),
  list: (receiver, _, name) => ({ kind: 'method', receiver, name }),
  dictionary: (receiver, _, name) => ({ kind: 'method', receiver, name }),
  string: (receiver, _, name) => ({ kind: 'method', receiver, name }),
  float: (receiver, _, name) => ({ kind: 'method', receiver, name }),
  tuple: (receiver, machine, name, site) =>
    fieldOf(machine, receiver, name, site) ?? { kind: 'method', receiver, name },
  // TensorFlow 1's sizes are no plain numbers.
  integer: (each, machine, name) =>
    name === 'value' && !machine.javascript && typeof each.value === 'number' ? each : undefined,
};

/** What a library has under a name: where it is written in Python, what that is. */
function libraryAttribute(machine: Machine, object: LibraryValue, name: string, site: Site): Value {
  const own = object.name === 'torch.nn.Module' ? MODULE_METHODS.get(name) : undefined;
  const member = own ?? libraryMember(object, name);
  if (member.kind === 'library' && isReplaced(machine, member.name)) return UNKNOWN;
  const made = member.kind === 'library' ? describedClass(member.name) : undefined;
  return (made && machine.modules.described(machine, made.described, made.name, site)) ?? member;
}

/** What its code binds, what it got from a library by `*`, or a file below it. */
function moduleMember(machine: Machine, module: ModuleValue, name: string, site: Site): Value | undefined {
  if (name === '__dict__') return namesOf(module);
  const part = machine.javascript ? undefined : machine.modules.part(machine, module, name, site);
  if (part) return part;
  const scope = machine.modules.scope(machine, module);
  const bound = machine.javascript ? exportOf(scope, name) : scope?.variables.get(name)?.value;
  if (bound || machine.javascript) return bound;
  const origin = scope?.wildcards.find((each) => hasRow(`${each}.${name}`));
  return origin === undefined ? machine.modules.submodule(machine, module, name, site) : library(`${origin}.${name}`);
}

function functionAttribute({ wraps, definition, scope }: FunctionValue, name: string): Value | undefined {
  if (name === '__globals__') return namesOf(moduleOf(scope));
  if (name === '__wrapped__') return wraps;
  if (wraps) return functionAttribute(wraps, name);
  return name === '__name__' || name === '__qualname__' ? string(definition.name) : undefined;
}

/** A named tuple's element, or what its class has. */
function fieldOf(machine: Machine, value: TupleValue, name: string, site: Site): Value | undefined {
  const at = value.fields?.indexOf(name) ?? -1;
  if (at >= 0) return value.elements[at];
  return value.class && classAttribute(machine, value.class, name, value, site);
}

function instanceAttribute(machine: Machine, object: Instance, name: string, site: Site): Value {
  if (object.class.kind === 'class' && object.class.hooks?.gets) return UNKNOWN;
  const cell = object.attributes.get(name);
  const own = cell?.value;
  if (own && !object.escaped.value) return cell.isDoubtful ? orElse(machine, object, own, [name, site]) : own;
  return notOwn(machine, object, name, site) ?? UNKNOWN;
}

/** An attribute that may not be there: then its class's is read, and JavaScript reads undefined. */
function orElse(machine: Machine, object: Instance, own: Value, [name, site]: [string, Site]): Value {
  const otherwise = notOwn(machine, object, name, site) ?? (machine.javascript ? NONE : own);
  return joinValues([own, otherwise]);
}

/** What an object has under a name apart from what was set on it. */
function notOwn(machine: Machine, object: Instance, name: string, site: Site): Value | undefined {
  // It may be of another class now.
  if (object.escaped.value && object.attributes.get('__class__')?.value) return UNKNOWN;
  const special = specialAttribute(object, name);
  if (special) return special;
  const found =
    object.class.kind === 'class'
      ? classAttribute(machine, object.class, name, object, site)
      : (libraryMethod(object.class, name, object) ?? libraryProperty(machine, object, name, site));
  // What unknown code may have set hides what stands in the class for want of a value.
  if (object.escaped.value && (object.attributes.get(name)?.value || found?.kind === 'none')) return UNKNOWN;
  return found ?? accessOf(object, name) ?? hooked(machine, object, name, site);
}

/** What every object does with its attributes where no class of the program has a say. */
const OBJECT_METHODS = new Map<string, Value>(
  ['__setattr__', '__delattr__'].map((name) => [name, { kind: 'builtin', name: `object.${name}` }]),
);

/** What a module does with them: what it sets becomes a part of it. */
const MODULE_METHODS = new Map<string, Value>([
  ...OBJECT_METHODS,
  ['__setattr__', { kind: 'builtin', name: 'torch.nn.Module.__setattr__' }],
]);

/** What Python has of every object, and PyTorch of every module; or an entry that is an attribute too. */
function specialAttribute(object: Instance, name: string): Value | undefined {
  if (name === '__class__') return object.class;
  if (name === '__dict__') return ownEntries(object);
  if (MODULE_PARTS.test(name) && isModule(object))
    return viewOf(object, name === '_modules' ? modulesOf : () => undefined);
  return sharedEntry(object, name);
}

/** What the `__getattr__` of a class of the program gives for a name that there is nothing of. */
function hooked(machine: Machine, object: Instance, name: string, site: Site): Value | undefined {
  if (object.class.kind !== 'class' || !isTransparent(object) || /^__\w+__$/.test(name)) return undefined;
  const hook = classAttribute(machine, object.class, '__getattr__', object, site);
  return hook && callValue(machine, hook, { ...noArguments(), positional: [string(name)] }, { site });
}

/** Where PyTorch keeps a module's attributes of a kind; nothing is said of its tensors. */
const MODULE_PARTS = /^_(modules|parameters|buffers)$/;

/** Its methods are the class's, not its objects': `class Swish(torch.autograd.Function)` has `Swish.apply`. */
const STATIC = 'torch.autograd.Function';

/** Looked up along the ancestors; functions are bound to `instance`, or to the class where they are class methods. */
function classAttribute(
  machine: Machine,
  type: ClassValue,
  name: string,
  instance: Value | undefined,
  site: Site,
): Value | undefined {
  if (name === '__name__' && !instance) return string(type.name);
  let perhaps: Value | undefined;
  for (const each of type.ancestors ?? [type]) {
    if (each.kind === 'library') {
      const method = libraryMethod(each, name, each.name === STATIC ? type : instance);
      if (method) return joinPresent(perhaps, method);
      continue;
    }
    const cell = each.attributes.get(name);
    if (!cell?.value) continue;
    perhaps = joinPresent(perhaps, bind(machine, cell.value, instance, type, site));
    if (!cell.isDoubtful) return perhaps;
  }
  return perhaps;
}

function bind(machine: Machine, value: Value, instance: Value | undefined, type: ClassValue, site: Site): Value {
  // `__getattr__ = dict.__getitem__`
  if (value.kind === 'library' && instance && value.name.startsWith(`${DICT.name}.`))
    return { kind: 'bound', receiver: instance, callee: value };
  if (value.kind === 'instance' && instance) return described(machine, value, [instance, type], site);
  if (value.kind !== 'function' || value.role === 'static') return value;
  if (value.role === 'class') return { kind: 'bound', receiver: type, callee: value };
  if (!instance) return value;
  if (value.role !== 'property') return { kind: 'bound', receiver: instance, callee: value };
  const result = readProperty(machine, instance, value, site);
  if (value.cached && instance.kind === 'instance')
    machine.store.write(attributeCell(instance.attributes, value.definition.name), result);
  return result;
}

/** What the `__get__` of a class's attribute gives for an object of that class. */
function described(machine: Machine, value: Instance, positional: readonly Value[], site: Site): Value {
  if (value.class.kind !== 'class') return value;
  const method = classAttribute(machine, value.class, '__get__', value, site);
  return method ? callValue(machine, method, { ...noArguments(), positional }, { site }) : value;
}

/** The class that has the name, itself or the nearest ancestor. */
const ownerOf = (type: LibraryValue, name: string): string | undefined =>
  [type.name, ...basesOf(type.name)].find((each) => hasRow(`${each}.${name}`));

/** A method of a library's class, its own or an ancestor's. */
function libraryMethod(type: LibraryValue, name: string, receiver: Value | undefined): Value | undefined {
  const owner = ownerOf(type, name);
  if (owner === undefined) return undefined;
  const callee = library(`${owner}.${name}`);
  return receiver && !rowOf(callee.name)?.static ? { kind: 'bound', receiver, callee } : callee;
}

/** What a library's class computes when the name is asked for. */
function libraryProperty(machine: Machine, object: Instance, name: string, site: Site): Value | undefined {
  const { class: type } = object;
  const owner = type.kind === 'library' ? ownerOf(type, `@${name}`) : undefined;
  return owner === undefined
    ? undefined
    : callLibrary(machine, `${owner}.@${name}`, { ...noArguments(), positional: [object] }, { site });
}

function superAttribute(
  machine: Machine,
  { instance, after }: Extract<Value, { kind: 'super' }>,
  name: string,
  site: Site,
): Value {
  const type = instance.kind === 'instance' ? instance.class : instance;
  const ancestors = type.kind === 'class' ? type.ancestors : undefined;
  // In a metaclass `super()` is of what makes classes.
  const chain = ancestors?.includes(after) ? ancestors : undefined;
  const found = chain && inherited(machine, chain.slice(chain.indexOf(after) + 1), name, [instance, site]);
  if (found) return found;
  if (!ancestors) return UNKNOWN;
  if (/^__init(_subclass)?__$/.test(name)) return { kind: 'builtin', name: 'object.__init__' };
  const callee = (isModule(instance) ? MODULE_METHODS : OBJECT_METHODS).get(name);
  return callee ? { kind: 'bound', receiver: instance, callee } : UNKNOWN;
}

/** What the first of several classes has that has it surely, and those before it perhaps. */
function inherited(
  machine: Machine,
  classes: readonly (ClassValue | LibraryValue)[],
  name: string,
  [instance, site]: readonly [Value, Site],
): Value | undefined {
  let perhaps: Value | undefined;
  for (const each of classes) {
    const isClass = each.kind === 'class';
    const found = isClass
      ? inheritedMember(machine, each, name, instance, site)
      : inheritedMethod(each, name, instance);
    if (!found) continue;
    perhaps = joinPresent(perhaps, found);
    if (!isClass || !each.attributes.get(name)?.isDoubtful) return perhaps;
  }
  return perhaps;
}

/** What a class of the program has itself. */
function inheritedMember(
  machine: Machine,
  type: ClassValue,
  name: string,
  receiver: Value,
  site: Site,
): Value | undefined {
  const value = type.attributes.get(name)?.value;
  if (value) return bind(machine, value, receiver, type, site);
  return name === '__init__' && type.fields ? { kind: 'bound', receiver, callee: { kind: 'fields', type } } : undefined;
}

const inheritedMethod = (type: LibraryValue, name: string, receiver: Value): Value | undefined =>
  name === '__init__' || name === 'forward'
    ? { kind: 'bound', receiver, callee: library(`${type.name}.${name}`) }
    : libraryMethod(type, name, receiver);
