import type { Dimension } from '../domain/dimension';
import type { Program, Statement } from '../syntax/program';
import type { Source } from '../project/sources';
import type { Steps } from '../steps';
import { forgetWeights } from '../libraries/torch/weights';
import { getAttribute } from './attributes';
import { annotatedArray } from './annotated-arrays';
import { believing } from './beliefs';
import { callValue } from './calls';
import { noArguments } from './arguments';
import { commentNames } from './comment-names';
import { compareComments } from './commented-shapes';
import { compareArguments } from './documented-arguments';
import { documentedShapes, type Documented } from './documented-shapes';
import { argumentsFor, type Given } from './entry-arguments';
import { forgetGlobals, forgetMode, forgetSet } from './forgetting';
import { frameOf } from './frames';
import { runFunction } from './functions';
import { liveNames, mentionedNames } from './live-names';
import type { Machine } from './machine';
import { libraryClass } from './modules';
import type { History } from './history';
import type { Parts } from './parts';
import { passing } from './passes';
import { instancesOf } from './samples';
import { isTestCase } from './test-cases';
import type { Scope } from './scope';
import { run } from './statements';
import { ANY_TENSOR, type FunctionValue, type Value } from './value';

/** Evaluations of a function past which it is not run again with its defaults: it is one that makes a whole model. */
const MAX_AGAIN = 2000;

/** Functions of one document that are analysed on their own. */
const MAX_ENTRIES = 2000;

/** Runs a program as Python would, then every function that nothing called, with parameters of any value: a part a step. */
export function* execute(
  machine: Machine,
  { program, path, text }: Source,
  { scope, parts, groups }: History,
): Steps<void> {
  machine.javascript = program.language !== 'python';
  machine.commentNames = commentNames(program, text);
  machine.frames.push(frameOf(machine, scope));
  for (const group of groups.of(program.statements)) {
    if (!parts.run(machine, keyOf(group), () => run(machine, group))) break;
    yield;
  }
  runContainers(machine, scope, parts);
  const again = calledUnseen(machine);
  if (again.length > 0 || machine.functions.some(({ definition }) => !machine.called.has(definition))) {
    forgetAllWeights(machine, parts);
    machine.budgets.beginEntries(program.statements.at(-1)?.range.end ?? 0);
    yield* runUncalledFunctions(machine, program, parts);
    for (const callee of again) {
      parts.run(machine, callee.definition, () => {
        runAgain(machine, callee);
        return true;
      });
      yield;
    }
  }
  parts.end();
  compareComments(machine, program, path, text);
  compareArguments(machine);
  machine.frames.pop();
}

/** Before functions that code calls which is not seen. */
function forgetAllWeights(machine: Machine, parts: Parts): void {
  for (const made of parts.together(machine.instances)) {
    parts.run(machine, made[0]!.attributes, () => {
      forgetWeights(machine, made);
      return true;
    });
  }
}

const keyOf = (group: readonly Statement[]): object => (group.length === 1 ? group[0]! : group);

/**
 * First those that no other mentions, which call the others as they are meant to be called: a test, an example, a whole
 * network; and methods before others, as they tell most of a model. What may be called by code that is not seen is called with anything besides.
 */
function* runUncalledFunctions(machine: Machine, { statements }: Program, parts: Parts): Steps<void> {
  const uncalled = machine.functions.filter(({ definition }) => !machine.called.has(definition));
  const live = liveNames(statements, (definition) => machine.called.has(definition));
  const mentioned = mentionedNames(statements);
  const hidden = uncalled.filter((callee) => namesOf(callee).every((name) => !live.has(name)));
  machine.unreachable = new Set(hidden.map(({ definition }) => definition));
  const first = new Set(hidden.filter((callee) => namesOf(callee).every((name) => !mentioned.has(name))));
  const known = machine.functions.length;
  const rest = uncalled.filter((callee) => !first.has(callee));
  const queue = [[...first], rest].flatMap((each) => [...each].sort((a, b) => Number(!a.owner) - Number(!b.owner)));
  for (let i = 0; i < Math.min(queue.length, MAX_ENTRIES); i++) {
    const callee = queue[i]!;
    const { definition } = callee;
    if (machine.called.has(definition) && (i >= uncalled.length || machine.unreachable.has(definition))) continue;
    parts.run(machine, callee, () => {
      runUncalled(machine, callee);
      return true;
    });
    queue.push(...machine.functions.slice(known + queue.length - uncalled.length));
    yield;
  }
}

/** What code that calls a function mentions: its name, or its class. */
const namesOf = ({ definition: { name }, owner }: FunctionValue): string[] =>
  !owner ? [name] : /^(__\w+__|forward|call)$/.test(name) ? [owner.name] : [owner.name, name];

/** Functions that code calls which is seen, and some that is not or only perhaps. */
function calledUnseen({ functions, called, supposed, lost }: Machine): FunctionValue[] {
  if (supposed.added.length + lost.added.length === 0) return [];
  const once = new Map(functions.map((each) => [each.definition, each]));
  return [...once.values()].filter(
    ({ definition }) => (lost.has(definition) || supposed.has(definition)) && called.has(definition),
  );
}

/** With parameters of any value: the calls that are seen find what they find, and those that may not be claim nothing. */
function runAgain(machine: Machine, callee: FunctionValue): void {
  const { claiming } = machine;
  const isLost = machine.lost.has(callee.definition);
  machine.claiming = claiming && isLost;
  machine.guarded += Number(isLost && !machine.supposed.has(callee.definition));
  runUncalled(machine, callee);
  machine.guarded -= Number(isLost && !machine.supposed.has(callee.definition));
  machine.claiming = claiming;
}

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

/** Decorators of test runners under which a function is not run, or is to fail. */
const TO_FAIL = /^(expectedFailure|xfail|skip)$/;

function isToFail({ definition, owner }: FunctionValue): boolean {
  const decorators = [...definition.decorators, ...(owner?.definition.decorators ?? [])];
  const names = decorators.map((each) => (each.kind === 'call' ? each.callee : each));
  return names.some((each) => (each.kind === 'attribute' || each.kind === 'name') && TO_FAIL.test(each.name));
}

function runUncalled(machine: Machine, callee: FunctionValue): void {
  const guards = Number(isToFail(callee));
  machine.guarded += guards;
  runEntry(machine, callee);
  machine.guarded -= guards;
}

function runEntry(machine: Machine, callee: FunctionValue): void {
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
    forgetGlobals(machine, callee.scope);
    if (self) setUp(machine, callee, self);
    const values = argumentsFor(machine, callee, { ...given, self, names });
    forwarding(machine, callee, self, values, () => runFunction(machine, callee, values, {}));
  };
  const none = { defaults: new Map<string, Value>(), beliefs: undefined };
  const any = (): boolean => quietly(machine, assumed, perform(none));
  const beliefs = assumed ? undefined : beliefsOf(machine, callee);
  const asSaid = (): boolean => quietly(machine, false, perform({ ...none, beliefs }), 0);
  const before = machine.budgets.spent.entering;
  const finished = beliefs ? believing(machine, any, asSaid) : any();
  const isShort = machine.budgets.spent.entering - before <= MAX_AGAIN;
  if (finished && isShort && callee.defaults.size > 0 && !callee.reworked.value)
    quietly(machine, true, perform({ ...none, defaults: callee.defaults }), 0);
}

/** What unittest calls before each test of a class. */
function setUp(machine: Machine, { definition, owner }: FunctionValue, self: Value): void {
  if (!isTestCase(owner) || !definition.name.startsWith('test')) return;
  const site = machine.site(definition);
  for (const name of ['setUpClass', 'setUp'])
    callValue(machine, getAttribute(machine, self, name, site), noArguments(), { site });
}

/** What its author says of a function that nothing but the author's word calls: no finding rests on it. */
function beliefsOf(machine: Machine, { definition, owner, scope }: FunctionValue): Documented | undefined {
  if (!machine.keepsModels || !machine.asked(({ unreachable }) => unreachable.has(definition))) return undefined;
  const beliefs = documentedShapes(definition, owner?.definition.body);
  return beliefs.size > 0 || definition.parameters.some((each) => annotatedArray(scope, each)) ? beliefs : undefined;
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
