/** What is not known of an instance when somebody that is not seen calls its methods. */
import { programClasses } from './inherited';
import type { Expression, FunctionDefinition } from '../syntax/program';
import { walk } from '../syntax/walk';
import type { Machine } from './machine';
import { knownModules } from './modules';
import type { Scope } from './scope';
import { UNKNOWN, type Instance, type Value } from './value';

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
    const { set, changed } = namesSet(definition);
    for (const name of set) forget(machine, self, name, () => true);
    for (const name of changed) forget(machine, self, name, isContainer);
  }
}

const isContainer = (value: Value | undefined): boolean => value?.kind === 'list' || value?.kind === 'dictionary';

function forget(
  { store }: Machine,
  { attributes }: Instance,
  name: string,
  isMeant: (value: Value | undefined) => boolean,
): void {
  const cell = attributes.get(name);
  if (cell && isMeant(cell.value)) store.write(cell, UNKNOWN);
}

/** What functions that nothing calls declare `global` may have been set by them before any other is called. */
export function forgetGlobals(machine: Machine, scope: Scope): void {
  const names = machine.asked(({ functions, called, entered }) => [
    ...new Set(
      functions
        .filter(({ definition }) => !called.holds(definition) || entered.holds(definition))
        .flatMap(({ definition }) => globalsOf(definition)),
    ),
  ]);
  for (const name of names) {
    const cell = scope.module.variables.get(name);
    if (cell?.value) machine.store.write(cell, UNKNOWN);
  }
}

const globalsKnown = new WeakMap<FunctionDefinition, readonly string[]>();

function globalsOf(definition: FunctionDefinition): readonly string[] {
  const known = globalsKnown.get(definition);
  if (known) return known;
  const names: string[] = [];
  walk(definition.body, {
    statement: (each) => {
      if (each.kind === 'outer' && each.scope === 'global') names.push(...each.names);
    },
  });
  globalsKnown.set(definition, names);
  return names;
}

/** What a method does to attributes of its first parameter. */
interface Names {
  /** Those that it assigns. */
  set: ReadonlySet<string>;
  /** Those whose content it changes, where they are lists or dictionaries. */
  changed: ReadonlySet<string>;
}

/** What {@link namesSet} has found: each method is asked about for every other one of its class. */
const namesKnown = new WeakMap<FunctionDefinition, Names>();

function namesSet(definition: FunctionDefinition): Names {
  const names = namesKnown.get(definition) ?? namesAssigned(definition);
  namesKnown.set(definition, names);
  return names;
}

/** Methods of lists, dictionaries and sets that change them. */
const CHANGING = new Set(
  'append appendleft extend insert pop popleft popitem remove clear add discard update setdefault sort reverse'.split(
    ' ',
  ),
);

function namesAssigned({ body, parameters }: FunctionDefinition): Names {
  const [set, changed] = [new Set<string>(), new Set<string>()];
  const self = parameters[0]?.name;
  const add = (names: Set<string>, target: Expression): void => {
    if (target.kind === 'attribute' && target.object.kind === 'name' && target.object.name === self)
      names.add(target.name);
  };
  const note = (target: Expression): void => {
    if (target.kind === 'sequence') target.elements.forEach(note);
    if (target.kind === 'subscript') add(changed, target.object);
    add(set, target);
  };
  walk(body, {
    statement: (each) => {
      if (each.kind === 'assign' || each.kind === 'delete') each.targets.forEach(note);
    },
    expression: (each) => {
      const callee = each.kind === 'call' ? each.callee : undefined;
      if (callee?.kind === 'attribute' && CHANGING.has(callee.name)) add(changed, callee.object);
    },
  });
  return { set, changed };
}
