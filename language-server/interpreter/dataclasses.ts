import type { Expression } from '../syntax/program';
import { callValue, type CallContext } from './calls';
import { noArguments, type Arguments } from './arguments';
import { getAttribute } from './attributes';
import type { Machine } from './machine';
import { attributeCell } from './setting-attributes';
import { truth } from './truth';
import { NONE, type ClassValue, type Instance, type Value } from './value';

/** A field of a dataclass, which is a parameter of its constructor. */
export interface Field {
  name: string;
  default?: Value;
  /** Called for each instance that gets no value. */
  factory?: Value;
  /** False where the constructor takes no such argument. */
  init: boolean;
  /** `InitVar`: passed on to `__post_init__`, and no attribute. */
  passed: boolean;
}

/** The fields that the annotated names of a class body are; an own default stays as the class's attribute. */
export function declareFields(machine: Machine, type: ClassValue): readonly Field[] {
  return type.definition.body.flatMap((statement): Field[] => {
    const target = statement.kind === 'assign' && statement.annotation ? statement.targets[0] : undefined;
    if (target?.kind !== 'name' || statement.kind !== 'assign') return [];
    const written = annotationName(statement.annotation);
    return written === 'ClassVar' ? [] : [declareField(machine, type, target.name, written === 'InitVar')];
  });
}

const annotationName = (annotation: Expression | undefined): string => {
  if (annotation?.kind === 'subscript') return annotationName(annotation.object);
  if (annotation?.kind === 'string') return /^(\w+\.)*(\w+)/.exec(annotation.value)?.[2] ?? '';
  return annotation?.kind === 'name' || annotation?.kind === 'attribute' ? annotation.name : '';
};

function declareField(machine: Machine, { attributes }: ClassValue, name: string, passed: boolean): Field {
  const cell = attributes.get(name);
  const value = cell?.value;
  if (!cell || !value) return { name, init: true, passed };
  if (value.kind !== 'instance' || value.class.kind !== 'library' || value.class.name !== 'dataclasses.field')
    return { name, default: value, init: true, passed };
  const settings = (setting: string): Value | undefined => value.attributes.get(setting)?.value;
  const [otherwise, factory] = [settings('default'), settings('default_factory')];
  machine.store.write(cell, known(otherwise));
  return {
    name,
    ...(known(otherwise) && { default: known(otherwise)! }),
    ...(factory && factory.kind !== 'none' && { factory }),
    init: truth(settings('init') ?? NONE) !== false,
    passed,
  };
}

const known = (value: Value | undefined): Value | undefined => (value?.kind === 'unknown' ? undefined : value);

/** The fields of a class and its ancestors, the ancestors' first; a later one of the same name takes its place. */
export function fieldsOf(type: ClassValue): readonly Field[] {
  const fields = new Map<string, Field>();
  for (const each of (type.ancestors ?? [type]).toReversed())
    for (const field of each.kind === 'class' ? (each.fields ?? []) : []) fields.set(field.name, field);
  return [...fields.values()];
}

/** The `__init__` that a dataclass is given: sets each field, then calls `__post_init__`. */
export function initialiseFields(machine: Machine, type: ClassValue, given: Arguments, context: CallContext): Value {
  const [instance, ...positional] = given.positional;
  if (instance?.kind !== 'instance') return NONE;
  if (given.open) machine.store.write(instance.escaped, true);
  else setFields(machine, instance, fieldsOf(type), { ...given, positional }, context);
  return NONE;
}

function setFields(
  machine: Machine,
  instance: Instance,
  fields: readonly Field[],
  { positional, named }: Arguments,
  context: CallContext,
): void {
  const left = [...positional];
  const passed: Value[] = [];
  for (const field of fields) {
    const given = field.init ? (left.shift() ?? named.get(field.name)) : undefined;
    const value = given ?? (field.factory ? callValue(machine, field.factory, noArguments(), context) : field.default);
    if (field.passed && value) passed.push(value);
    else if (value) machine.store.write(attributeCell(instance.attributes, field.name), value);
  }
  const after = getAttribute(machine, instance, '__post_init__', context.site);
  if (after.kind !== 'unknown') callValue(machine, after, { ...noArguments(), positional: passed }, context);
}
