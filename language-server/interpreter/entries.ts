import type { Dimension } from '../domain/dimension';
import type { Expression, FunctionDefinition, Parameter, Program } from '../syntax/program';
import { walk } from '../syntax/walk';
import type { Source } from '../project/sources';
import { forgetWeights } from '../libraries/torch/weights';
import { believedTensor, believing } from './beliefs';
import { callValue, noArguments } from './calls';
import { compareComments } from './commented-shapes';
import { compareArguments } from './documented-arguments';
import { construct } from './construction';
import { documentedShapes, type Documented } from './documented-shapes';
import { frameOf } from './frames';
import { runFunction } from './functions';
import { Bindings } from './bindings';
import { liveNames, mentionedNames } from './live-names';
import type { Machine } from './machine';
import { knownModules, libraryClass } from './modules';
import type { History } from './history';
import type { Parts } from './parts';
import { passing } from './passes';
import type { Scope } from './scope';
import { annotatedShape } from './stated-shapes';
import { run } from './statements';
import { annotatedTensor } from './javascript/annotations';
import {
  ANY_TENSOR,
  integer,
  NONE,
  UNKNOWN,
  type ClassValue,
  type FunctionValue,
  type Instance,
  type Value,
} from './value';
import { Cell } from './store';

/** Instances of one class whose uncalled methods are analysed: the first ones stand for the others. */
const MAX_INSTANCES = 2;

/** Evaluations of a function past which it is not run again with its defaults: it is one that makes a whole model. */
const MAX_AGAIN = 2000;

/** Functions of one document that are analysed on their own. */
const MAX_ENTRIES = 2000;

/** Runs a program as Python would, then every function that nothing called, with parameters of any value. */
export function execute(machine: Machine, { program, path, text }: Source, { scope, parts }: History): void {
  machine.javascript = program.language !== 'python';
  machine.frames.push(frameOf(machine, scope));
  program.statements.every((statement) => parts.run(machine, statement, () => run(machine, [statement])));
  runContainers(machine, scope, parts);
  for (const made of parts.together(machine.instances)) {
    parts.run(machine, made[0]!.attributes, () => {
      forgetWeights(machine, made);
      return true;
    });
  }
  machine.beginEntries(program.statements.at(-1)?.range.end ?? 0);
  runUncalledFunctions(machine, program, parts);
  parts.end();
  compareComments(machine, program, path, text);
  compareArguments(machine);
  machine.frames.pop();
}

/**
 * First those that no other mentions, which call the others as they are meant to be called: a test, an example, a whole
 * network; and methods before others, as they tell most of a model. What may be called by code that is not seen is called with anything besides.
 */
function runUncalledFunctions(machine: Machine, { statements }: Program, parts: Parts): void {
  const uncalled = machine.functions.filter(({ definition }) => !machine.called.has(definition));
  const live = liveNames(statements, (definition) => machine.called.has(definition));
  const mentioned = mentionedNames(statements);
  const hidden = uncalled.filter((callee) => namesOf(callee).every((name) => !live.has(name)));
  machine.unreachable = new Set(hidden.map(({ definition }) => definition));
  const first = hidden.filter((callee) => namesOf(callee).every((name) => !mentioned.has(name)));
  const known = machine.functions.length;
  const rest = uncalled.filter((callee) => !first.includes(callee));
  const queue = [first, rest].flatMap((each) => [...each].sort((a, b) => Number(!a.owner) - Number(!b.owner)));
  for (let i = 0; i < Math.min(queue.length, MAX_ENTRIES); i++) {
    const callee = queue[i]!;
    const { definition } = callee;
    if (machine.called.has(definition) && (i >= uncalled.length || machine.unreachable.has(definition))) continue;
    parts.run(machine, callee, () => {
      runUncalled(machine, callee);
      return true;
    });
    queue.push(...machine.functions.slice(known + queue.length - uncalled.length));
  }
}

/** What code that calls a function mentions: its name, or its class. */
const namesOf = ({ definition: { name }, owner }: FunctionValue): string[] =>
  !owner ? [name] : /^(__\w+__|forward|call)$/.test(name) ? [owner.name] : [owner.name, name];

/** nn.Sequential bound to a variable of the module, and never called or taken apart. */
function runContainers(machine: Machine, scope: Scope, parts: Parts): void {
  let known: ReadonlySet<Value | undefined> | undefined;
  const held = (): ReadonlySet<Value | undefined> =>
    (known ??= new Set(
      machine.instances.flatMap(({ attributes }) => [...attributes.values()].map(({ value }) => value)),
    ));
  for (const { value } of scope.variables.values()) {
    if (value?.kind !== 'instance' || libraryClass(value)?.name !== 'torch.nn.Sequential') continue;
    if (value.construction.site.path !== scope.path) continue;
    if (machine.called.has(value) || machine.inspected.has(value) || held().has(value)) continue;
    parts.run(machine, value, () => {
      callValue(machine, value, { ...noArguments(), positional: [ANY_TENSOR] }, { site: value.construction.site });
      return true;
    });
  }
}

/** Whether a module trains when somebody calls its methods is not known. */
function forgetMode(machine: Machine, instance: Value): void {
  for (const each of knownModules(instance)) {
    const mode = each.attributes.get('training');
    if (mode) machine.store.write(mode, UNKNOWN);
  }
}

/** What a method sets that no constructor called may have been set before any other is called. */
function forgetSet(machine: Machine, self: Value): void {
  if (self.kind !== 'instance' || self.class.kind !== 'class') return;
  const methods = (self.class.ancestors ?? [self.class]).flatMap((type) =>
    type.kind === 'class' ? [...type.attributes.values()].map(({ value }) => value) : [],
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

function runUncalled(machine: Machine, callee: FunctionValue): void {
  machine.entered.add(callee.definition);
  machine.called.add(callee.definition);
  if (!callee.owner || callee.role === 'static') {
    runBoth(machine, callee, undefined);
    return;
  }
  if (callee.definition.name === '__init__') {
    instancesOf(machine, callee.owner);
    return;
  }
  for (const self of instancesOf(machine, callee.owner)) runBoth(machine, callee, self);
}

/**
 * Once with parameters of any value, which gives claims, and where nothing else can call it with those that it is said
 * to take; once with the defaults, which finds crashes only. The latter two where there are steps left for them.
 */
function runBoth(machine: Machine, callee: FunctionValue, self: Value | undefined): void {
  const names = new Map<string, Dimension>();
  if (self) {
    forgetMode(machine, self);
    forgetSet(machine, self);
  }
  const assumed = self?.kind === 'instance' && machine.assumed.has(self);
  const perform = (given: Omit<Given, 'self' | 'names'>) => (): void => {
    const values = argumentsFor(machine, callee, { ...given, self, names });
    forwarding(machine, callee, self, values, () => runFunction(machine, callee, values, {}));
  };
  const none = { defaults: new Map<string, Value>(), beliefs: new Map<string, never>() };
  const any = (): boolean => quietly(machine, assumed, perform(none));
  const beliefs = assumed ? none.beliefs : beliefsOf(machine, callee);
  const asSaid = (): boolean => quietly(machine, false, perform({ ...none, beliefs }), 0);
  const before = machine.spent.entering;
  const finished = beliefs.size === 0 ? any() : believing(machine, any, asSaid);
  const isShort = machine.spent.entering - before <= MAX_AGAIN;
  if (finished && isShort && callee.defaults.size > 0)
    quietly(machine, true, perform({ ...none, defaults: callee.defaults }), 0);
}

/** What its author says of a function that nothing but the author's word calls: no finding rests on it. */
function beliefsOf(machine: Machine, { definition, owner }: FunctionValue): Documented {
  if (!machine.keepsModels) return new Map();
  const hidden = machine.asked(({ unreachable }) => unreachable.has(definition));
  return hidden ? documentedShapes(definition, owner?.definition.body) : new Map();
}

/** What a function that nothing calls is run with. */
interface Given {
  self: Value | undefined;
  defaults: ReadonlyMap<string, Value>;
  beliefs: Documented;
  /** Sizes by their names. */
  names: Map<string, Dimension>;
}

function argumentsFor(
  machine: Machine,
  { definition: { parameters } }: FunctionValue,
  { self, defaults, beliefs, names }: Given,
): Map<string, Value> {
  const believed = new Map(
    parameters.flatMap((parameter): [string, Value][] => {
      const belief = beliefs.get(parameter.name);
      return belief ? [[parameter.name, believedTensor(machine, parameter, belief, names)]] : [];
    }),
  );
  const sizeCalled = (name: string): Dimension | undefined => (believed.size > 0 ? names.get(name) : undefined);
  return new Map(
    parameters.map((parameter, i) => {
      const { name } = parameter;
      const size = sizeCalled(name);
      const value = believed.get(name) ?? (size === undefined ? undefined : integer(size));
      return [name, i === 0 && self ? self : (value ?? parameterValue(machine, parameter, defaults, names))];
    }),
  );
}

/** A model that nothing in the program calls is seen by its `forward`. */
function forwarding(
  machine: Machine,
  { definition }: FunctionValue,
  self: Value | undefined,
  values: ReadonlyMap<string, Value>,
  run: () => Value,
): void {
  if (self?.kind !== 'instance' || definition.name !== 'forward') run();
  else {
    const given = { positional: [...values.values()].slice(1), named: new Map<string, Value>() };
    passing(machine, self, { given, site: self.construction.site }, run);
  }
}

/** Without effects on what other entries see, and without claims if so wanted. */
function quietly(machine: Machine, silent: boolean, action: () => void, least?: number): boolean {
  const mark = machine.store.mark();
  const { claiming } = machine;
  machine.claiming = claiming && !silent;
  const finished = machine.entry(action, least);
  machine.claiming = claiming;
  machine.store.rewind(mark);
  return finished;
}

function parameterValue(
  machine: Machine,
  parameter: Parameter,
  defaults: ReadonlyMap<string, Value>,
  names = new Map<string, Dimension>(),
): Value {
  const known = defaults.get(parameter.name);
  if (known) return known;
  const stated = annotatedShape(machine, parameter.annotation, names);
  if (stated) return stated;
  if (parameter.variadic) return UNKNOWN;
  const { annotation } = parameter;
  const type = annotation?.kind === 'name' || annotation?.kind === 'attribute' ? annotation.name : undefined;
  const annotated = machine.javascript ? annotatedTensor(type) : undefined;
  if (annotated) return annotated;
  if (type === 'int') return integer(machine.symbol(parameter.name, false));
  if (type === 'Tensor') return ANY_TENSOR;
  return { kind: 'unknown', size: machine.symbol(parameter.name, false) };
}

/** Instances that the program made of this very class; else one with parameters of any value, and one with the defaults. */
function instancesOf(machine: Machine, type: ClassValue): readonly Value[] {
  const made = machine.asked(({ instances, assumed }) =>
    instances.filter((each) => each.class === type && !assumed.holds(each)).slice(0, MAX_INSTANCES),
  );
  if (made.length > 0) return made;
  const known = machine.asked(({ samples }) => samples.find((each) => each.type === type)?.made);
  if (known) return known;
  const samples = isBase(machine, type)
    ? [emptyInstance(type, machine)]
    : [sampled(machine, type, false), sampled(machine, type, true)];
  const found = samples.filter((each) => each.kind === 'instance');
  machine.samples.push({ type, made: found });
  return found;
}

/** A class with subclasses of its own in the program may never be used by itself: nothing is known of its instances. */
const isBase = (machine: Machine, type: ClassValue): boolean =>
  machine.asked(({ classes }) => classes.some((each) => each !== type && each.ancestors?.includes(type)));

const emptyInstance = (type: ClassValue, machine: Machine): Instance => ({
  kind: 'instance',
  class: type,
  attributes: new Bindings(),
  escaped: new Cell(true),
  members: new Cell<string | null | undefined>(null),
  construction: { site: machine.site(type.definition), arguments: new Map() },
});

/** Nothing is known of one whose construction takes too long. */
function sampled(machine: Machine, type: ClassValue, defaults: boolean): Value {
  let made: Value = NONE;
  return machine.entry(() => (made = sample(machine, type, defaults))) ? made : emptyInstance(type, machine);
}

function sample(machine: Machine, type: ClassValue, defaults: boolean): Value {
  const initialiser = type.ancestors
    ?.flatMap((each) => (each.kind === 'class' ? (each.attributes.get('__init__')?.value ?? []) : []))
    .at(0);
  if (initialiser?.kind !== 'function') {
    return defaults ? NONE : construct(machine, type, noArguments(), { site: machine.site(type.definition) });
  }
  if (defaults && initialiser.defaults.size === 0) return NONE;
  const values = defaults ? initialiser.defaults : new Map<string, Value>();
  const { claiming } = machine;
  machine.claiming = claiming && !defaults;
  const named = new Map(
    initialiser.definition.parameters
      .slice(1)
      .filter(({ variadic }) => !variadic)
      .map((parameter) => [parameter.name, parameterValue(machine, parameter, values)]),
  );
  const instance = construct(machine, type, { ...noArguments(), named }, { site: machine.site(type.definition) });
  machine.claiming = claiming;
  if (instance.kind === 'instance') forgetWeights(machine, knownModules(instance));
  if (defaults && instance.kind === 'instance') machine.assumed.add(instance);
  return instance;
}
