import type { Parameter } from '../syntax/program';
import type { Arguments, CallContext } from './calls';
import { escape } from './escape';
import { frameOf, inFrame } from './frames';
import { generated, noYields, type Yields } from './generators';
import { bindLoosely } from './javascript/parameters';
import { MAX_CALLS, type Machine } from './machine';
import { Scope } from './scope';
import { run } from './statements';
import { Cell } from './store';
import { assign } from './targets';
import { string, tuple, UNKNOWN, type Entry, type FunctionValue, type Value } from './value';

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

/** A value for each parameter; undefined where the call does not fit the function. */
function bindParameters({ definition, defaults }: FunctionValue, given: Arguments): Map<string, Value> | undefined {
  const bound = new Map<string, Value>();
  const named = new Map(given.named);
  const positional = [...given.positional];
  for (const parameter of definition.parameters) {
    const { name, variadic } = parameter;
    const value = variadic
      ? collected(variadic, positional, named, given.open)
      : ((parameter.keywordOnly ? undefined : positional.shift()) ??
        named.get(name) ??
        missing(parameter, defaults, given.open));
    if (!value) return undefined;
    bound.set(name, value);
    named.delete(name);
  }
  return named.size > 0 || positional.length > 0 ? undefined : bound;
}

/** What `*args` or `**kwargs` takes: all that is left. */
function collected(
  variadic: 'positional' | 'keyword',
  positional: Value[],
  named: Map<string, Value>,
  open: boolean,
): Value {
  const rest = variadic === 'positional' ? tuple(positional.splice(0)) : keywordDictionary(named);
  if (variadic === 'keyword') named.clear();
  return open ? UNKNOWN : rest;
}

const missing = (parameter: Parameter, defaults: ReadonlyMap<string, Value>, open: boolean): Value | undefined =>
  open || parameter.pattern ? UNKNOWN : defaults.get(parameter.name);

function keywordDictionary(named: ReadonlyMap<string, Value>): Value {
  const entries = new Map<string, Entry>();
  for (const [name, value] of named) entries.set(`s${name}`, { key: string(name), value });
  return { kind: 'dictionary', entries: new Cell<ReadonlyMap<string, Entry> | undefined>(entries) };
}
