/** What is not known of an instance when somebody that is not seen calls its methods. */
import { programClasses } from './inherited';
import type { Expression, FunctionDefinition } from '../syntax/program';
import { walk } from '../syntax/walk';
import type { Machine } from './machine';
import { knownModules } from './modules';
import { UNKNOWN, type Value } from './value';

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
  for (const method of methods) {
    if (method?.kind !== 'function') continue;
    const { definition } = method;
    if (definition.name === '__init__' || (machine.called.has(definition) && !machine.entered.has(definition)))
      continue;
    for (const name of namesSet(definition)) {
      const cell = self.attributes.get(name);
      if (cell) machine.store.write(cell, UNKNOWN);
    }
  }
}

/** What {@link namesSet} has found: each method is asked about for every other one of its class. */
const namesKnown = new WeakMap<FunctionDefinition, ReadonlySet<string>>();

/** The attributes of its first parameter that a method assigns. */
function namesSet(definition: FunctionDefinition): ReadonlySet<string> {
  const names = namesKnown.get(definition) ?? namesAssigned(definition);
  namesKnown.set(definition, names);
  return names;
}

function namesAssigned({ body, parameters }: FunctionDefinition): Set<string> {
  const names = new Set<string>();
  const note = (target: Expression): void => {
    if (target.kind === 'sequence') target.elements.forEach(note);
    if (target.kind === 'attribute' && target.object.kind === 'name' && target.object.name === parameters[0]?.name)
      names.add(target.name);
  };
  walk(body, {
    statement: (each) => {
      if (each.kind === 'assign') each.targets.forEach(note);
    },
  });
  return names;
}
