/** What is not known of an instance when somebody that is not seen calls its methods. */
import { changedPlaces } from './changed-places';
import { possible, withAny } from './dictionaries';
import { Each } from './each';
import { escape } from './escape';
import { programClasses } from './inherited';
import { keyOf } from './keys';
import type { Machine } from './machine';
import { knownModules } from './modules';
import type { Scope } from './scope';
import type { Cell } from './store';
import { rework } from './setting-attributes';
import { UNKNOWN, type Attributes, type DictionaryValue, type Value } from './value';

/** Whether a module trains. */
export function forgetMode(machine: Machine, instance: Value): void {
  for (const each of knownModules(instance)) {
    const mode = each.attributes.get('training');
    if (mode) machine.store.write(mode, UNKNOWN);
  }
}

/** What a method sets that no constructor called may have been set before any other is called. */
export function forgetSet(machine: Machine, self: Value): void {
  if (self.kind !== 'instance' || self.class.kind !== 'class') return;
  const methods = programClasses(self.class).flatMap(({ attributes }) =>
    [...attributes.values()].map(({ value }) => value),
  );
  const places = new Set<string>();
  for (const method of methods) {
    if (method?.kind !== 'function') continue;
    const { definition } = method;
    if (definition.name === '__init__' || (machine.called.has(definition) && !machine.entered.has(definition)))
      continue;
    for (const place of changedPlaces(definition)) if (isOwn(place)) places.add(place);
  }
  forgetAll(machine, self.attributes, places);
}

/** What functions that nothing calls set or change of the module may be so before any other is called. */
export function forgetGlobals(machine: Machine, scope: Scope): void {
  const places = machine.asked(({ functions, called, entered }) => [
    ...new Set(
      functions
        .filter(({ definition }) => !called.holds(definition) || entered.holds(definition))
        .flatMap(({ definition }) => changedPlaces(definition))
        .filter((place) => !isOwn(place)),
    ),
  ]);
  forgetAll(machine, scope.module.variables, places);
}

/** Places below one name, each of which takes as long as there are entries: of what has more nothing is known at all. */
const MAX_PLACES = 32;

function forgetAll(machine: Machine, names: Attributes, places: Iterable<string>): void {
  const byName = new Map<string, string[]>();
  for (const place of places) {
    const [first] = place.split('\n', 1);
    const below = byName.get(first!);
    if (below) below.push(place);
    else byName.set(first!, [place]);
  }
  for (const [first, below] of byName) {
    const held = below.length > MAX_PLACES ? names.get(first.replace('.', ''))?.value : undefined;
    if (held) escape(machine, [held]);
    else for (const place of below) forget(machine, names, place);
  }
}

/** Whether a place is reached from the first parameter. */
const isOwn = (place: string): boolean => place.startsWith('.');

/** What stands at one of {@link changedPlaces} may be anything. */
function forget(machine: Machine, names: Attributes, place: string): void {
  const [first = '', ...steps] = place.split('\n');
  const cell = names.get(first.replace('.', ''));
  const last = steps.pop();
  if (!cell?.value) return;
  if (last === undefined) machine.store.write(cell, UNKNOWN);
  else for (const each of steps.reduce(partsOf, [cell.value])) forgetPart(machine, each, last);
}

const attributeIn = (object: Value, step: string): Cell<Value | undefined> | undefined =>
  (object.kind === 'instance' || object.kind === 'class') && step.startsWith('.')
    ? object.attributes.get(step.slice(1))
    : undefined;

/** The key that a step asks for, `` for any; the members of JavaScript's objects are entries. */
function keyOfStep({ type }: DictionaryValue, step: string): string | undefined {
  if (step.startsWith('[')) return step.slice(1);
  return type === 'object' ? `s${step.slice(1)}` : undefined;
}

/** What a step leads to from each of several values. */
const partsOf = (values: readonly Value[], step: string): readonly Value[] =>
  values.flatMap((value) => {
    if (value.kind === 'list' && step.startsWith('['))
      return value.elements.value instanceof Each ? value.elements.value.value : (value.elements.value ?? []);
    const key = value.kind === 'dictionary' ? keyOfStep(value, step) : undefined;
    if (value.kind === 'dictionary' && key !== undefined)
      return possible(value.entries.value).flatMap((each) => (key === '' || key === keyOf(each.key) ? each.value : []));
    return attributeIn(value, step)?.value ?? [];
  });

/** Lists and dictionaries are what they were, with another content. */
function forgetPart(machine: Machine, value: Value, step: string): void {
  const { store } = machine;
  const cell = attributeIn(value, step);
  if (cell?.value) store.write(cell, UNKNOWN);
  if (value.kind === 'function') rework(machine, value, step.replace('.', ''));
  const key = value.kind === 'dictionary' ? keyOfStep(value, step) : undefined;
  if (value.kind === 'dictionary' && key !== undefined) store.write(value.entries, withAny(value.entries.value, key));
  if (value.kind === 'list' && step.startsWith('[')) store.write(value.elements, undefined);
}
