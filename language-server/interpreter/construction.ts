import { rowOf } from '../libraries/table';
import { wantedWeights } from '../libraries/torch/devices';
import { makeWeights } from '../libraries/torch/weights';
import { checkConditions } from '../libraries/torch/conditions/table';
import { bindSignature } from '../libraries/signature';
import type { CallContext } from './calls';
import type { Arguments } from './arguments';
import { checkMissing, checkTaken } from './binding';
import { callFunction } from './functions';
import { withReceiver } from './arguments';
import { Bindings } from './bindings';
import type { Expression } from '../syntax/program';
import type { Machine } from './machine';
import { current } from './recording';
import { Cell } from './store';
import { attributeCell } from './setting-attributes';
import { initialiseFields } from './dataclasses';
import { escape } from './escape';
import { isEnumeration, membersOf } from './enumerations';
import { namedTuple, type TupleField } from './named-tuples';
import { keyOf } from './keys';
import { boolean, list, NONE, UNKNOWN, type ClassValue, type Instance, type LibraryValue, type Value } from './value';

/** What a signature collects is no attribute, nor what PyTorch's layers make their weights with. */
const NO_ATTRIBUTES = new Set(['args', 'kwargs', 'device', 'dtype']);

export const made = (type: ClassValue | LibraryValue, { site }: CallContext): Instance => ({
  kind: 'instance',
  class: type,
  attributes: new Bindings(),
  escaped: new Cell(false),
  members: new Cell<string | null | undefined>(undefined),
  construction: { site, arguments: new Map() },
});

/** A new instance of a class of the program. */
export function construct(machine: Machine, type: ClassValue, given: Arguments, context: CallContext): Value {
  if (isEnumeration(type)) return memberOf(type, given);
  const chain = type.ancestors ?? [type];
  if (chain.some((each) => each.kind === 'library' && each.name === 'typing.NamedTuple'))
    return namedTuple(annotatedFields(chain), given, type);
  if (chain.some((each) => each.kind === 'class' && each.attributes.get('__new__')?.value)) return UNKNOWN;
  if (type.hooks?.calls) {
    escape(machine, [...given.positional, ...given.named.values()]);
    return UNKNOWN;
  }
  const instance = made(type, context);
  machine.store.write(instance.members, '');
  if (machine.speculative === 0) machine.instances.push(instance);
  initialiseInstance(machine, instance, type, given, context);
  return instance;
}

/** Calls the first `__init__` of the class and its ancestors. */
function initialiseInstance(
  machine: Machine,
  instance: Instance,
  type: ClassValue,
  given: Arguments,
  context: CallContext,
): void {
  const owner = (type.ancestors ?? [type]).find((each) =>
    each.kind === 'library' ? rowOf(each.name)?.constructs : (each.attributes.get('__init__')?.value ?? each.fields),
  );
  const initialiser = owner?.kind === 'class' ? owner.attributes.get('__init__')?.value : undefined;
  if (initialiser?.kind === 'function' && !initialiser.isHidden)
    callFunction(machine, initialiser, withReceiver(given, instance), context);
  else if (initialiser) machine.store.write(instance.escaped, true);
  else if (owner?.kind === 'class') initialiseFields(machine, type, withReceiver(given, instance), context);
  else if (owner) initialise(machine, owner.name, withReceiver(given, instance), context);
  else if (!type.ancestors || given.open || given.positional.length + given.named.size > 0)
    machine.store.write(instance.escaped, true);
}

/** `Color(1)`: the member that has the value. */
function memberOf(type: ClassValue, { positional }: Arguments): Value {
  const key = positional[0] && keyOf(positional[0]);
  const found = membersOf(type)?.find(({ attributes }) => {
    const value = attributes.get('value')?.value;
    return key !== undefined && value && keyOf(value) === key;
  });
  return found ?? UNKNOWN;
}

function annotatedFields(chain: readonly (ClassValue | LibraryValue)[]): TupleField[] {
  return chain.toReversed().flatMap((each) =>
    each.kind === 'class'
      ? annotatedNames(each).map((name) => {
          const otherwise = each.attributes.get(name)?.value;
          return otherwise ? { name, default: otherwise } : { name };
        })
      : [],
  );
}

const annotatedNames = ({ definition }: ClassValue): string[] =>
  definition.body.flatMap((statement) => {
    const target = statement.kind === 'assign' && statement.annotation ? statement.targets[0] : undefined;
    return target?.kind === 'name' ? [target.name] : [];
  });

/** Keeps what stands for each parameter in the text. */
function noteWritten({ construction, members }: Instance, expressions: ReadonlyMap<string, Expression>): void {
  if (expressions.size > 0) current.recording?.mutate(members);
  for (const [parameter, expression] of expressions) construction.arguments.set(parameter, expression);
}

/** A new instance of a library's class. */
export function constructLibrary(machine: Machine, type: LibraryValue, given: Arguments, context: CallContext): Value {
  const instance = made(type, context);
  machine.store.write(instance.members, '');
  if (machine.speculative === 0) machine.instances.push(instance);
  initialise(machine, type.name, withReceiver(given, instance), context);
  return instance;
}

/** `*layers` of unknown number fill a signature of nothing but `*args`. */
function boundTo(signature: string, given: Arguments, javascript: boolean): ReturnType<typeof bindSignature> {
  const bound = bindSignature(signature, given, javascript);
  if (bound) return bound;
  const alone = given.alike && signature === '*args' && given.positional.length + given.named.size === 0;
  return alone ? { values: new Map([['args', list(given.alike)]]), expressions: new Map() } : undefined;
}

/**
 * A library's `__init__`: the first argument is the instance, every parameter becomes an attribute, as PyTorch's
 * layers do it, and the row's rule sets what else there is. An unclear call leaves an instance of unknown content.
 */
export function initialise(machine: Machine, name: string, given: Arguments, { site }: CallContext): Value {
  const [instance, ...positional] = given.positional;
  const row = rowOf(name);
  if (instance?.kind !== 'instance') return UNKNOWN;
  if (name.startsWith('torch.nn.')) machine.store.write(attributeCell(instance.attributes, 'training'), boolean(true));
  if (!row?.constructs) return NONE;
  const [, ...written] = given.written.positional;
  const rest: Arguments = { ...given, positional, written: { ...given.written, positional: written } };
  const bound = boundTo(row.signature, rest, machine.javascript);
  // An instance of a program's own class may be one that is only assumed, made without arguments.
  const direct = instance.class.kind === 'library' && name.startsWith('torch.nn.');
  const use = { name, signature: row.signature, given: { ...rest, explicit: true }, site };
  if (direct) checkTaken(machine, use);
  if (!bound) {
    if (direct) checkMissing(machine, use);
    machine.store.write(instance.escaped, true);
    return NONE;
  }
  bound.values.forEach((value, parameter) => {
    if (!NO_ATTRIBUTES.has(parameter)) machine.store.write(attributeCell(instance.attributes, parameter), value);
  });
  noteWritten(instance, bound.expressions);
  const call = { machine, name, site, arguments: bound.values, expressions: bound.expressions, self: instance };
  checkConditions(call);
  row.rule(call);
  if (bound.values.has('device')) makeWeights(machine, instance, name, wantedWeights(call));
  return NONE;
}
