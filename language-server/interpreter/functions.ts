import { paths } from './branches';
import { bindParameters, mayBeWrapped, refuseCall, type Refusal } from './binding';
import type { CallContext } from './calls';
import type { Arguments } from './arguments';
import { noteArguments } from './documented-arguments';
import { escape } from './escape';
import { frameOf, inFrame } from './frames';
import { generated, noYields, type Yields } from './generators';
import { receiving, runHidden } from './hidden';
import { bindLoosely } from './javascript/parameters';
import { MAX_CALLS } from './budgets';
import type { Machine } from './machine';
import { remembered } from './memo';
import { Scope } from './scope';
import { readLater, type Source } from './sources';
import { run } from './statements';
import { assign } from './targets';
import { mentionedIn } from '../syntax/mentioned';
import type { FunctionDefinition } from '../syntax/program';
import { UNKNOWN, type FunctionValue, type Value } from './value';

/** Calls of one function within itself; networks built recursively (U-Nets) stay under 10. */
const MAX_RECURSION = 12;

/** The same where nothing known decides when it ends: each level may call itself several times. */
const MAX_UNDECIDED = 1;

/** Calls a function of the program: its body is run with these very arguments. */
export function callFunction(machine: Machine, callee: FunctionValue, given: Arguments, context: CallContext): Value {
  const { definition } = callee;
  const isUnseen = callee.reworked.value || (definition.generator && definition.async);
  const binding = isUnseen || isTooDeep(machine, definition) ? undefined : bind(machine, callee, given);
  if (callee.isHidden) return callHidden(machine, callee, given, binding);
  if (!(binding instanceof Map)) {
    if (binding) refuseCall(machine, callee, { given, site: context.site, refusal: binding });
    // What Python refuses to call runs nothing, and so changes nothing.
    if (!binding || mayBeWrapped(definition)) escape(machine, [...given.positional, ...given.named.values()]);
    return UNKNOWN;
  }
  machine.called.add(definition);
  machine.budgets.call();
  const run = (yields?: Yields): Value => runFunction(machine, callee, binding, context, yields);
  if (callee.memo) return remembered(machine, callee.memo, given, run);
  if (!definition.generator) return definition.async && !context.awaited ? unawaited(machine, run) : run();
  const reads = (): readonly Source[] => readLater(callee.scope, mentionedIn(definition), binding.values());
  const yields = noYields(machine);
  return generated(machine, yields, reads, () => run(yields));
}

/** What runs from its first `await` on at any time later: what it changes is changed already, or not yet. */
function unawaited(machine: Machine, run: () => Value): Value {
  let result = UNKNOWN;
  const now = (): boolean => {
    machine.store.apart(() => (result = run()));
    return true;
  };
  paths(machine, [now, () => true]);
  return result;
}

/** A function that others run for the program, as they see fit: what it changes is not known from now on. */
function callHidden(
  machine: Machine,
  callee: FunctionValue,
  given: Arguments,
  binding: ReadonlyMap<string, Value> | Refusal | undefined,
): Value {
  const { owner } = callee;
  const [self] = owner ? given.positional : [];
  escape(machine, [...given.positional.slice(self ? 1 : 0), ...given.named.values()]);
  if (binding) runHidden(machine, callee, binding instanceof Map ? binding : receiving(callee, self));
  return UNKNOWN;
}

function isTooDeep({ frames, branches }: Machine, definition: FunctionDefinition): boolean {
  let [active, lazy, fewest] = [0, 0, Infinity];
  for (const frame of frames) {
    if (frame.function?.definition === definition && !frame.lazy) {
      active += 1;
      fewest = Math.min(fewest, frame.branches - lazy);
    }
    lazy += Number(frame.lazy);
  }
  const undecided = fewest < branches - lazy;
  return frames.length > MAX_CALLS || active > (undecided ? MAX_UNDECIDED : MAX_RECURSION);
}

const bind = (machine: Machine, callee: FunctionValue, given: Arguments): Map<string, Value> | Refusal =>
  machine.javascript ? bindLoosely(callee, given) : bindParameters(callee, given);

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
  const frame = frameOf(machine, scope, context.site);
  frame.function = callee;
  frame.yields = yields;
  return inFrame(machine, frame, () => {
    noteArguments(machine, callee, bound);
    for (const name of definition.locals ?? []) scope.declare(name);
    for (const [name, value] of bound) scope.declare(name).value = value;
    for (const { pattern, name } of definition.parameters)
      if (pattern) assign(machine, pattern, bound.get(name) ?? UNKNOWN);
    return run(machine, definition.body);
  });
}
