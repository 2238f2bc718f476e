import { forgetEntries, withEntries } from '../libraries/constants';
import { withOrder } from '../libraries/layouts';
import { withMembers } from '../libraries/members';
import { rowOf } from '../libraries/table';
import { placed } from '../libraries/torch/devices';
import { hookedArguments, hookedOutput } from '../libraries/torch/hooks';
import { checkConditions } from '../libraries/torch/conditions/table';
import { isTrusted } from '../syntax/names';
import type { Argument, Expression } from '../syntax/program';
import { arrayOf, asArray } from './arrays';
import { build } from './building';
import { callBuiltin } from './builtins';
import { markCalled } from './callable';
import { callMethod } from './container-methods';
import { initialiseFields } from './dataclasses';
import { has, possible } from './dictionaries';
import { dictionaryIn } from './dictionary-classes';
import { Each } from './each';
import { escape } from './escape';
import { evaluate } from './expressions';
import { checkMissing } from './binding';
import { callFunction } from './functions';
import { construct, constructLibrary, initialise } from './construction';
import { getAttribute } from './attributes';
import { iterate } from './iteration';
import type { Machine } from './machine';
import { countProducts, doubt, passing } from './passes';
import { reshapeGiven, reshapeOut, reshapes } from './reshaped';
import { bindSignature } from '../libraries/signature';
import { isModule, libraryClass } from './modules';
import { assign } from './targets';
import { callEach } from './undecided';
import {
  byKind,
  type ByKind,
  library,
  UNKNOWN,
  type FunctionValue,
  type Instance,
  type Site,
  type Value,
} from './value';

/** What a call passes. `open`: a spread argument whose content is unknown may fill any parameter that is left. */
export interface Arguments {
  positional: readonly Value[];
  named: ReadonlyMap<string, Value>;
  open: boolean;
  /** Where nothing else is open: what is passed by name on some paths only. */
  perhaps?: ReadonlyMap<string, Value> | undefined;
  /** Whether the program's text is the call: not what a library's function calls in turn. */
  explicit?: boolean;
  /** What a spread list of unknown length passes. */
  alike?: Each;
  /** The text of what is passed. */
  written: { positional: readonly (Expression | undefined)[]; named: ReadonlyMap<string, Expression> };
}

export interface CallContext {
  site: Site;
}

/** Most calls pass nothing by name: they share this map. */
const NO_NAMES: ReadonlyMap<string, never> = new Map<string, never>();

export const noArguments = (): Arguments => ({
  positional: [],
  named: NO_NAMES,
  open: false,
  written: { positional: [], named: NO_NAMES },
});

export function callExpression(machine: Machine, expression: Extract<Expression, { kind: 'call' }>): Value {
  const callee = evaluate(machine, expression.callee);
  const given = argumentsOf(machine, expression.arguments);
  if (expression.fresh && callee.kind === 'function') return escaped(machine, given);
  const result = callValue(machine, callee, given, { site: machine.site(expression) });
  const method = expression.callee;
  if (method.kind === 'attribute' && givesShape(callee)) assign(machine, method.object, result);
  return result;
}

/** Whether it gives the tensor whose method it is another shape, and gives that tensor. */
const givesShape = (callee: Value): boolean =>
  callee.kind === 'bound' && callee.callee.kind === 'library' && reshapes(callee.callee.name) === 'given';

function argumentsOf(machine: Machine, written: readonly Argument[]): Arguments {
  const given = new Given();
  for (const { name, spread, value: expression } of written) {
    const value = evaluate(machine, expression);
    if (spread === 'positional') given.addAll(iterate(machine, value), value);
    else if (spread === 'keyword') given.addEntries(value);
    else given.add(name, value, expression);
  }
  return given;
}

/** Collects the arguments of a call. */
class Given implements Arguments {
  readonly positional: Value[] = [];
  readonly written: { positional: (Expression | undefined)[]; named: ReadonlyMap<string, Expression> } = {
    positional: [],
    named: NO_NAMES,
  };
  named: ReadonlyMap<string, Value> = NO_NAMES;
  open = false;
  perhaps: ReadonlyMap<string, Value> | undefined = NO_NAMES;
  readonly explicit = true;
  alike?: Each;

  add(name: string | undefined, value: Value, expression: Expression): void {
    if (name === undefined) {
      this.positional.push(value);
      this.written.positional.push(expression);
    } else {
      this.named = withName(this.named, name, value);
      this.written.named = withName(this.written.named, name, expression);
    }
  }

  addAll(elements: readonly Value[] | undefined, value: Value): void {
    if (!elements) this.lose();
    if (value.kind === 'list' && value.elements.value instanceof Each) this.alike = value.elements.value;
    for (const element of elements ?? []) {
      this.positional.push(element);
      this.written.positional.push(undefined);
    }
  }

  addEntries(value: Value): void {
    const entries = dictionaryIn(value)?.entries.value;
    if (!entries) this.lose();
    for (const { key, value: each } of possible(entries)) {
      const name = key.kind === 'string' ? key.value : '';
      if (has(entries, `s${name}`)) this.named = withName(this.named, name, each);
      else if (key.kind === 'string') this.doubt(name, each);
    }
  }

  private doubt(name: string, value: Value): void {
    this.open = true;
    this.perhaps &&= withName(this.perhaps, name, value);
  }

  /** Anything may be passed besides. */
  private lose(): void {
    this.open = true;
    this.perhaps = undefined;
  }
}

/** The map with one more name: the same one, where it is no one else's. */
const withName = <T>(names: ReadonlyMap<string, T>, name: string, value: T): ReadonlyMap<string, T> =>
  names === NO_NAMES ? new Map([[name, value]]) : (names as Map<string, T>).set(name, value);

/** Calls any value. Code that is not known may change what it is given. */
export const callValue = (machine: Machine, callee: Value, given: Arguments, context: CallContext): Value =>
  byKind(CALLS, callee, machine, given, context) ?? unseen(machine, callee, given);

/** Made once: a table for each call would be much of what the analysis allocates. */
const CALLS: ByKind<[Machine, Arguments, CallContext], Value | undefined> = {
  library: ({ name }, machine, given, context) => callLibrary(machine, name, given, context),
  function: (each, machine, given, context) => callFunction(machine, each, withoutReceiver(each, given), context),
  bound: (each, machine, given, context) => callBound(machine, each, given, context),
  method: ({ receiver, name }, machine, given, context) => callMethod(machine, receiver, name, given, context),
  class: (each, machine, given, context) => construct(machine, each, given, context),
  instance: (each, machine, given, context) => callInstance(machine, each, given, context),
  fields: ({ type }, machine, given, context) => initialiseFields(machine, type, given, context),
  builtin: ({ name }, machine, given, context) => callBuiltin(machine, name, given, context),
  unknown: ({ among }, machine, given, context) => among && callEach(machine, among, given, context),
  partial: (each, machine, given, context) => callValue(machine, each.callee, withPartial(given, each), context),
};

/** JavaScript's method that is called by itself has no `this`. */
const withoutReceiver = ({ definition }: FunctionValue, given: Arguments): Arguments =>
  definition.method ? withReceiver(given, UNKNOWN) : given;

function callBound(
  machine: Machine,
  { receiver, callee }: Extract<Value, { kind: 'bound' }>,
  given: Arguments,
  context: CallContext,
): Value {
  const whole = withReceiver(given, receiver);
  return callee.kind === 'function'
    ? callFunction(machine, callee, whole, context)
    : callValue(machine, callee, whole, context);
}

/** A call of what is not known: any of what it may be runs without being seen. */
function unseen(machine: Machine, callee: Value, given: Arguments): Value {
  if (callee.kind === 'unknown' && callee.among) escape(machine, callee.among);
  return escaped(machine, given);
}

function escaped(machine: Machine, given: Arguments): Value {
  doubt(machine, given);
  escape(machine, [...given.positional, ...given.named.values()]);
  return UNKNOWN;
}

export const withReceiver = (given: Arguments, receiver: Value): Arguments => ({
  ...given,
  positional: [receiver, ...given.positional],
  written: { ...given.written, positional: [undefined, ...given.written.positional] },
});

const withPartial = (given: Arguments, { positional, named }: Extract<Value, { kind: 'partial' }>): Arguments => ({
  ...given,
  positional: [...positional, ...given.positional],
  named: new Map([...named, ...given.named]),
  written: { ...given.written, positional: [...positional.map(() => undefined), ...given.written.positional] },
});

/** A layer's call, or an object's `__call__`. */
function callInstance(machine: Machine, instance: Instance, given: Arguments, context: CallContext): Value {
  const module = libraryClass(instance)?.name.startsWith('torch.') ?? false;
  const python = module ? ['__call__', 'forward'] : ['__call__', 'call', 'forward'];
  const names = machine.javascript ? ['apply'] : python;
  for (const name of names) {
    const method = getAttribute(machine, instance, name, context.site);
    if (method.kind !== 'unknown' && machine.javascript) return callValue(machine, method, given, context);
    if (method.kind !== 'unknown') return callMethodOf(machine, instance, [name, method], given, context);
  }
  escape(machine, [instance, ...given.positional, ...given.named.values()]);
  return UNKNOWN;
}

/** A module's `forward` or its like, with what its hooks do before and after. */
function callMethodOf(
  machine: Machine,
  instance: Instance,
  [name, method]: readonly [string, Value],
  given: Arguments,
  { site }: CallContext,
): Value {
  const hooks = isModule(instance);
  if (name === 'call') build(machine, instance, given, { site });
  const passed = hooks ? hookedArguments(machine, instance, given, site) : given;
  const output = passing(machine, instance, { given: passed, site }, () =>
    callValue(machine, method, name === 'call' ? withoutModes(method, passed) : passed, { site }),
  );
  return watched(machine, instance, hooks ? hookedOutput(machine, instance, passed, output, site) : output);
}

/** Keeps the first output of a module that somebody waits for. */
function watched(machine: Machine, instance: Instance, output: Value): Value {
  const { modules, outputs } = machine.watched ?? {};
  if (modules?.has(instance) && !outputs?.has(instance)) outputs?.set(instance, output);
  return output;
}

/** What Keras takes of a layer's call itself, and passes on where the layer's own `call` has such a parameter. */
const MODES = ['training', 'mask'];

function withoutModes(method: Value, given: Arguments): Arguments {
  const callee = method.kind === 'bound' ? method.callee : method;
  const dropped = MODES.filter((mode) => given.named.has(mode));
  if (dropped.length === 0 || callee.kind !== 'function') return given;
  const { parameters } = callee.definition;
  const refused = dropped.filter(
    (mode) => !parameters.some(({ name, variadic }) => name === mode || variadic === 'keyword'),
  );
  return { ...given, named: new Map([...given.named].filter(([name]) => !refused.includes(name))) };
}

/** How TensorFlow.js calls a layer, in a program's text as well as from a model. */
const APPLY = 'tfjs.layers.Layer.apply';

/** A call of a library's function, method or class by its name; unknown where no row describes it. */
export function callLibrary(machine: Machine, name: string, given: Arguments, context: CallContext): Value {
  const [layer, ...positional] = given.positional;
  const run = (): Value => callByName(machine, name, given, context);
  const result =
    name === APPLY && layer
      ? passing(machine, layer, { given: { positional, named: given.named }, site: context.site }, run)
      : run();
  if (reshapes(name)) reshapeGiven(machine, given, result);
  if (given.named.has('out') && name.startsWith('torch.')) reshapeOut(machine, given, result);
  return result;
}

/** What keeps a value and calls nothing of it. */
const KEEPS = /\.(save|dumps?|watch|copy|deepcopy)$/;

/** A method of a library's class, which calls of its own object what it is for. */
const METHOD = /\.[A-Z]\w*\.\w+$/;

/** A function that changes nothing of what it gets, but may call it. */
function undescribed(machine: Machine, name: string, given: Arguments): Value {
  doubt(machine, given);
  const passed = METHOD.test(name) ? given.positional.slice(1) : given.positional;
  if (!KEEPS.test(name)) for (const value of [...passed, ...given.named.values()]) markCalled(machine.lost, value);
  return UNKNOWN;
}

function callByName(machine: Machine, name: string, given: Arguments, context: CallContext): Value {
  if (name.endsWith('.__init__')) return initialise(machine, name.slice(0, -'.__init__'.length), given, context);
  const row = rowOf(name);
  if (!row) return isTrusted(name) ? undescribed(machine, name, given) : escaped(machine, given);
  if (row.constructs) return constructLibrary(machine, library(name), given, context);
  const bound = bindSignature(row.signature, given, machine.javascript);
  if (!bound) {
    checkMissing(machine, { name, signature: row.signature, given, site: context.site });
    doubt(machine, given);
    return UNKNOWN;
  }
  const { site } = context;
  const { values, expressions } = bound;
  if (site.path === machine.main && machine.telling)
    machine.emit({ kind: 'call', name, site, arguments: values, expressions });
  const call = { machine, name, site, arguments: values, expressions };
  checkConditions(call);
  const returned = asArray(placed(call, row.rule(call)), row.gives ?? arrayOf(name));
  const result = withOrder(call, withMembers(call, withEntries(call, returned)));
  forgetEntries(call);
  countProducts(call, result);
  return result.kind === 'tensor' ? { ...result, site } : result;
}
