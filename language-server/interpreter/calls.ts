import { hookedArguments, hookedOutput } from '../libraries/torch/hooks';
import type { Expression } from '../syntax/program';
import { build } from './building';
import { callBuiltin } from './builtins';
import { callMethod } from './container-methods';
import { initialiseFields } from './dataclasses';
import { noteCalled } from './ending';
import { escape } from './escape';
import { evaluate } from './expressions';
import { callFunction } from './functions';
import { construct } from './construction';
import { getAttribute } from './attributes';
import type { Machine } from './machine';
import { doubt, passing } from './passes';
import { reshapeAliases, reshapes } from './reshaped';
import { isModule, libraryClass } from './modules';
import { assign } from './targets';
import { callEach } from './undecided';
import {
  ANY_TENSOR,
  UNKNOWN,
  byKind,
  type ByKind,
  type FunctionValue,
  type Instance,
  type Site,
  type Value,
} from './value';
import { argumentsOf, type Arguments, withPartial, withReceiver } from './arguments';
import { callLibrary } from './library-calls';

export interface CallContext {
  site: Site;
  /** Whether the program goes on once what is called is done, also where that is asynchronous. */
  awaited?: boolean;
}

/** Runs the call that it is given until that is done. */
const TO_THE_END = 'asyncio.run';

export function callExpression(machine: Machine, expression: Extract<Expression, { kind: 'call' }>): Value {
  const awaited = machine.awaited === expression;
  const callee = evaluate(machine, expression.callee);
  if (callee.kind === 'library' && callee.name === TO_THE_END) machine.awaited = expression.arguments[0]?.value;
  const given = argumentsOf(machine, expression.arguments);
  if (expression.fresh && callee.kind === 'function') return escaped(machine, given);
  if (callee.kind === 'unknown') noteUnknown(machine, expression.callee);
  const result = callValue(machine, callee, given, { site: machine.site(expression), awaited });
  noteCalled(machine, callee, expression.callee);
  const method = expression.callee;
  if (method.kind === 'attribute' && givesShape(callee) && !isView(machine, method.object))
    assign(machine, method.object, result);
  return result;
}

/** `x[0]`, a new tensor that another one's entries are seen through: that one keeps its shape. */
const isView = (machine: Machine, object: Expression): boolean =>
  object.kind === 'subscript' && evaluate(machine, object.object).kind === 'tensor';

/** `something.eval()`, and `something.squeeze_()`, which gives any tensor another shape. */
function noteUnknown(machine: Machine, callee: Expression): void {
  if (callee.kind !== 'attribute') return;
  machine.mixedModes ||= /^(eval|train)$/.test(callee.name);
  if (!machine.javascript && reshapes(`torch.Tensor.${callee.name}`)) reshapeAliases(machine, ANY_TENSOR, UNKNOWN);
}

/** Whether it gives the tensor whose method it is another shape, and gives that tensor. */
const givesShape = (callee: Value): boolean =>
  callee.kind === 'bound' && callee.callee.kind === 'library' && reshapes(callee.callee.name) === 'given';

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

export function escaped(machine: Machine, given: Arguments): Value {
  doubt(machine, given);
  escape(machine, [...given.positional, ...given.named.values()]);
  return UNKNOWN;
}

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
