import { sign } from '../domain/order';
import { ANY_SHAPE, shape, type Shape } from '../domain/shape';
import type { Expression } from '../syntax/program';
import { forgetWeights } from '../libraries/torch/weights';
import { isAltered } from './altered-layers';
import { arrayClass } from './arrays';
import { merged, without } from './dictionaries';
import { entriesOf, sharedEntries } from './dictionary-classes';
import { getAttribute } from './attributes';
import { callLibrary, callValue, noArguments } from './calls';
import { escape } from './escape';
import { evaluate } from './expressions';
import { checkParts, refuseTensor } from './unpacking';
import { iterate } from './iteration';
import { assignMemberOf, assignMembers, assignPlace, withDefault } from './javascript/targets';
import type { Machine } from './machine';
import { Each, spelled } from './each';
import { alike } from './join';
import { isChild, isModule, memberNames } from './modules';
import { reshapeAliases } from './reshaped';
import { Cell } from './store';
import {
  keyOf,
  list,
  NONE,
  string,
  UNKNOWN,
  type Attributes,
  type ClassValue,
  type DictionaryValue,
  type Entry,
  type Instance,
  type ListValue,
  type Site,
  type Tensor,
  type Value,
} from './value';

/** Binds `value` to a target: a name, an attribute, an item, or a tuple of targets. */
export function assign(machine: Machine, target: Expression, value: Value): void {
  if (target.kind === 'name') machine.store.write(machine.frame.scope.cell(target.name), value);
  if (target.kind === 'attribute') assignMember(machine, target, value);
  if (target.kind === 'subscript') assignItem(machine, target, value);
  if (target.kind === 'sequence') unpack(machine, target, value);
  if (target.kind === 'starred') assign(machine, target.value, UNKNOWN);
  if (target.kind === 'dictionary') assignMembers(machine, target, value);
  if (target.kind === 'assignment') assign(machine, target.target, withDefault(machine, target.value, value));
}

function unpack(machine: Machine, target: Extract<Expression, { kind: 'sequence' }>, value: Value): void {
  if (machine.javascript && value.kind === 'tensor') {
    refuseTensor(machine, target, value);
    assignParts(machine, target.elements, undefined, UNKNOWN);
    return;
  }
  const parts = iterate(machine, value);
  // JavaScript's patterns take what there is.
  if (parts && !machine.javascript) checkParts(machine, target, value, parts.length);
  assignParts(machine, target.elements, parts, value);
}

function assignParts(
  machine: Machine,
  targets: readonly Expression[],
  parts: readonly Value[] | undefined,
  whole: Value,
): void {
  const missing = machine.javascript && parts ? NONE : UNKNOWN;
  const star = targets.findIndex(({ kind }) => kind === 'starred');
  targets.forEach((target, i) => {
    if (target.kind === 'starred') {
      const rest = parts?.slice(i, parts.length - (targets.length - i - 1));
      assign(machine, target.value, list(rest, whole.kind === 'list' && whole.type === 'array' ? 'array' : 'list'));
      return;
    }
    const index = star >= 0 && i > star ? i - targets.length : i;
    assign(machine, target, parts?.at(index) ?? missing);
  });
}

/** `tensor.data = value` and `array.shape = sizes` give it another shape. */
function assignMember(machine: Machine, target: Extract<Expression, { kind: 'attribute' }>, value: Value): void {
  const object = evaluate(machine, target.object);
  if (object.kind === 'tensor' && target.name === 'data') {
    reshape(machine, target.object, object, value);
    forgetOwner(machine, target.object);
  } else if (object.kind === 'tensor' && target.name === 'shape')
    reshape(machine, target.object, object, { ...object, shape: shapeOf(value) });
  else if (object.kind === 'tensor' && LAYOUT.test(target.name)) reshape(machine, target.object, object, UNKNOWN);
  else assignAttribute(machine, object, target.name, value);
}

/** Attributes of NumPy's arrays that say what the memory is read as. */
const LAYOUT = /^(dtype|strides)$/;

/** The tensor itself has another shape: what `place` holds, and whatever else holds it. */
function reshape(machine: Machine, place: Expression, before: Tensor, after: Value): void {
  reshapeAliases(machine, before, after);
  assign(machine, place, after);
}

/** `layer.weight.data = value` may give the weight another type. */
function forgetOwner(machine: Machine, weight: Expression): void {
  const owner = weight.kind === 'attribute' ? evaluate(machine, weight.object) : UNKNOWN;
  if (owner.kind === 'instance') forgetWeights(machine, [owner]);
}

/** A shape as a tuple of sizes gives it; −1 stands for what is left. */
function shapeOf(value: Value): Shape {
  const sizes = value.kind === 'tuple' ? value.elements : [value];
  const known = sizes.flatMap((each) => (each.kind === 'integer' && sign(each.value) === 1 ? [each.value] : []));
  return known.length === sizes.length ? shape(known) : ANY_SHAPE;
}

export function assignAttribute(machine: Machine, object: Value, name: string, value: Value): void {
  const hook = object.kind === 'instance' ? hookOf(machine, object) : undefined;
  const setter = object.kind === 'instance' && !hook && setterOf(machine, object, name);
  if (setter) {
    callValue(machine, setter, { ...noArguments(), positional: [value] }, object.construction);
  } else if (hook && object.kind === 'instance') {
    callValue(machine, hook, { ...noArguments(), positional: [string(name), value] }, object.construction);
  } else if (object.kind === 'instance' || object.kind === 'class') {
    setOn(machine, object, name, value);
  }
  const scope = object.kind === 'module' && machine.modules.scope(machine, object);
  if (scope) machine.store.write(scope.cell(name), value);
  if (machine.javascript) assignMemberOf(machine, object, name, value);
}

function setOn(machine: Machine, object: Instance | ClassValue, name: string, value: Value): void {
  // Its attributes are others from now on.
  if (/^__(class|dict)__$/.test(name) && value !== object) escape(machine, [object]);
  if (object.kind === 'instance' && isAltered(object, name, value)) escape(machine, [object]);
  setAttribute(machine, object, name, value);
  const shared = object.kind === 'instance' ? sharedEntries(object) : undefined;
  if (shared) setEntry(machine, shared, string(name), value);
}

/** What assigning to any attribute calls: a method of its class, `__setattr__ = dict.__setitem__`. */
function hookOf(machine: Machine, object: Instance): Value | undefined {
  if (!entriesOf(object) && !(object.class.kind === 'class' && object.class.hooks?.sets)) return undefined;
  const hook = getAttribute(machine, object, '__setattr__', object.construction.site);
  return hook.kind === 'bound' ? hook : undefined;
}

/** What assigning to a property calls, or to an attribute of the class that has a `__set__`. */
function setterOf(machine: Machine, object: Instance, name: string): Value | undefined {
  const { class: type } = object;
  for (const each of type.kind === 'class' ? (type.ancestors ?? []) : []) {
    const found = each.kind === 'class' ? each.attributes.get(name)?.value : undefined;
    if (found?.kind === 'function' && found.setter) return { kind: 'bound', receiver: object, callee: found.setter };
    if (found) return found.kind === 'instance' ? describedSetter(machine, object, found) : undefined;
  }
  return undefined;
}

function describedSetter(machine: Machine, object: Instance, descriptor: Instance): Value | undefined {
  if (descriptor.class.kind !== 'class') return undefined;
  const method = getAttribute(machine, descriptor, '__set__', object.construction.site);
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

function membersAfter(object: Instance, name: string, value: Value): string | null {
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

function assignItem(machine: Machine, target: Extract<Expression, { kind: 'subscript' }>, value: Value): void {
  const object = evaluate(machine, target.object);
  const index = evaluate(machine, target.index);
  if (machine.javascript) {
    assignPlace(machine, object, index, value);
    return;
  }
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
export function setEntries(machine: Machine, object: DictionaryValue, added: Iterable<Entry>): void {
  const { store } = machine;
  const entries = new Map<string, Entry>();
  for (const entry of added) {
    const name = keyOf(entry.key);
    if (object.view) setViewed(machine, object.view, entry);
    if (name === undefined) {
      store.write(object.entries, undefined);
      return;
    }
    entries.set(name, entry);
  }
  store.write(object.entries, merged(object.entries.value, entries));
}

/** `module._modules[name] = layer`, `self.__dict__[name] = value` */
function setViewed(machine: Machine, instance: Instance, { key, value }: Entry): void {
  if (key.kind === 'string') setAttribute(machine, instance, key.value, value);
  else escape(machine, [instance]);
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

function forgetElement({ store }: Machine, { elements }: ListValue, index: Value): void {
  if (elements.value instanceof Each) {
    store.write(elements, elements.value.some);
    return;
  }
  const at = index.kind === 'integer' && typeof index.value === 'number' ? index.value : undefined;
  store.write(elements, at === undefined ? undefined : elements.value?.toSpliced(at, 1));
}

function forgetEntry(machine: Machine, object: DictionaryValue, index: Value): void {
  const { entries } = object;
  const { store } = machine;
  if (object.view) escape(machine, [object]);
  const key = keyOf(index);
  store.write(entries, key === undefined ? undefined : without(entries.value, new Set([key])));
}

function forgetItem(machine: Machine, object: Value, index: Value, site: Site): void {
  if (object.kind === 'list') forgetElement(machine, object, index);
  if (object.kind === 'dictionary') forgetEntry(machine, object, index);
  if (object.kind === 'instance') deleteItem(machine, object, index, site);
}

/** `del object[index]` by its `__delitem__`; one that is not known may change anything of the object. */
function deleteItem(machine: Machine, object: Instance, index: Value, site: Site): void {
  const method = getAttribute(machine, object, '__delitem__', site);
  if (method.kind === 'unknown') escape(machine, [object]);
  else callValue(machine, method, { ...noArguments(), positional: [index] }, { site });
}

/** `del object.name` */
export function forgetAttribute({ store }: Machine, object: Value, name: string): void {
  if (object.kind === 'class') store.write(attributeCell(object.attributes, name), undefined);
  if (object.kind !== 'instance') return;
  store.write(attributeCell(object.attributes, name), undefined);
  if (isModule(object)) store.write(object.members, membersAfter(object, name, NONE));
}

/** `del target` */
export function forget(machine: Machine, target: Expression): void {
  if (target.kind === 'sequence') for (const each of target.elements) forget(machine, each);
  if (target.kind === 'name') machine.store.write(machine.frame.scope.cell(target.name), undefined);
  if (target.kind === 'attribute') forgetAttribute(machine, evaluate(machine, target.object), target.name);
  if (target.kind === 'subscript') {
    const object = evaluate(machine, target.object);
    forgetItem(machine, object, evaluate(machine, target.index), machine.site(target));
  }
}
