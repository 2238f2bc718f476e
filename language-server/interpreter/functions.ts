import type { Parameter } from '../syntax/program';
import type { Arguments, CallContext } from './calls';
import { passed } from './dictionaries';
import { escape } from './escape';
import { frameOf, inFrame } from './frames';
import { generated, noYields, type Yields } from './generators';
import { bindLoosely } from './javascript/parameters';
import { joinPresent } from './join';
import { MAX_CALLS, type Machine } from './machine';
import { Scope } from './scope';
import { run } from './statements';
import { assign } from './targets';
import { dictionary, tuple, UNKNOWN, type FunctionValue, type Value } from './value';

/** Calls of one function within itself; networks built recursively (U-Nets) stay under 10. */
const MAX_RECURSION = 12;

/** The same where nothing known decides when it ends: each level may call itself several times. */
const MAX_UNDECIDED = 2;

/** Calls a function of the program: its body is run with these very arguments. */
export function callFunction(machine: Machine, callee: FunctionValue, given: Arguments, context: CallContext): Value {
  const { definition } = callee;
  const active = machine.frames.filter((frame) => frame.function?.definition === definition);
  const undecided = active.some(({ branches }) => branches < machine.branches);
  const tooDeep = machine.frames.length > MAX_CALLS || active.length > (undecided ? MAX_UNDECIDED : MAX_RECURSION);
  const bind = machine.javascript ? bindLoosely : bindParameters;
  const lazy = definition.generator && (machine.javascript || definition.async);
  const bound = tooDeep || lazy ? undefined : bind(callee, given);
  if (!bound) {
    escape(machine, [...given.positional, ...given.named.values()]);
    return UNKNOWN;
  }
  machine.called.add(definition);
  machine.calls += 1;
  if (!definition.generator) return runFunction(machine, callee, bound, context);
  const yields = noYields(machine);
  return generated(machine, yields, () => runFunction(machine, callee, bound, context, yields));
}

/** Runs a function's body with a value for each parameter. */
export function runFunction(
  machine: Machine,
  callee: FunctionValue,
  bound: ReadonlyMap<string, Value>,
  context: Partial<CallContext>,
  yields?: Yields,
): Value {
  const { definition } = callee;
  const scope = new Scope('function', callee.scope.path, callee.scope);
  const frame = { ...frameOf(machine, scope, context.site), function: callee, ...(yields && { yields }) };
  return inFrame(machine, frame, () => {
    for (const name of definition.locals ?? []) scope.declare(name);
    for (const [name, value] of bound) scope.declare(name).value = value;
    for (const { pattern, name } of definition.parameters)
      if (pattern) assign(machine, pattern, bound.get(name) ?? UNKNOWN);
    return run(machine, definition.body);
  });
}

/** What of a call's arguments no parameter has taken yet. */
interface Left {
  positional: Value[];
  named: Map<string, Value>;
  perhaps: Map<string, Value>;
  open: boolean;
}

/** A value for each parameter; undefined where the call does not fit the function. */
function bindParameters({ definition, defaults }: FunctionValue, given: Arguments): Map<string, Value> | undefined {
  const bound = new Map<string, Value>();
  const left: Left = {
    positional: [...given.positional],
    named: new Map(given.named),
    perhaps: new Map(given.perhaps),
    open: given.open && !given.perhaps,
  };
  for (const parameter of definition.parameters) {
    const { name, variadic } = parameter;
    const value = variadic ? collected(variadic, left) : taken(parameter, left, defaults);
    if (!value) return undefined;
    bound.set(name, value);
    left.named.delete(name);
    left.perhaps.delete(name);
  }
  return left.named.size > 0 || left.positional.length > 0 ? undefined : bound;
}

function taken(parameter: Parameter, left: Left, defaults: ReadonlyMap<string, Value>): Value | undefined {
  const { name, keywordOnly } = parameter;
  const otherwise = left.open || parameter.pattern ? UNKNOWN : defaults.get(name);
  const positional = keywordOnly ? undefined : left.positional.shift();
  return positional ?? joinPresent(left.perhaps.get(name), left.named.get(name) ?? otherwise);
}

/** What `*args` or `**kwargs` takes: all that is left. */
function collected(variadic: 'positional' | 'keyword', { positional, named, perhaps, open }: Left): Value {
  const rest = variadic === 'positional' ? tuple(positional.splice(0)) : dictionary(passed(named, perhaps));
  if (variadic === 'keyword') named.clear();
  return open ? UNKNOWN : rest;
}
