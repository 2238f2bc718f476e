/** `with`: what it enters and leaves, and what an exception within does. */
import { inherited } from './inherited';
import type { Expression, Statement } from '../syntax/program';
import { walk } from '../syntax/walk';
import { getAttribute } from './attributes';
import { afterException, paths } from './branches';
import { callValue } from './calls';
import { noArguments } from './arguments';
import { evaluate } from './expressions';
import type { Machine } from './machine';
import { run } from './statements';
import { assign } from './targets';
import { NONE, UNKNOWN, type Instance, type Value } from './value';
import { withLast } from './ways-out';

/** Contexts in which an exception is what is wanted: pytest.raises, self.assertRaises, contextlib.suppress. */
const EXPECTS_EXCEPTION = /raises|suppress/i;

export function executeWith(machine: Machine, { items, body }: Extract<Statement, { kind: 'with' }>): boolean {
  let guards = 0;
  const entered: Instance[] = [];
  for (const { value, target } of items) {
    if (value.kind === 'call' && expectsException(value.callee)) guards += 1;
    const context = evaluate(machine, value);
    if (context.kind === 'instance') {
      entered.push(context);
      guards += Number(mayForgive(context));
    }
    const bound = context.kind === 'instance' ? enter(machine, context) : context;
    if (target) assign(machine, target, bound);
  }
  const perform = (): boolean => (guards > 0 ? runGuarded(machine, body, guards) : run(machine, body));
  if (entered.length === 0) return perform();
  const last = (raised: boolean): boolean => {
    // Where an exception is kept from going on, what follows may have seen one.
    const given = raised || guards > 0 ? UNKNOWN : NONE;
    for (const each of entered.toReversed()) leave(machine, each, given);
    return true;
  };
  return withLast(machine, { run: perform, last });
}

/** An exception anywhere in the body may end it; what follows is reached all the same. */
function runGuarded(machine: Machine, body: readonly Statement[], guards: number): boolean {
  machine.guarded += guards;
  const [finished, history] = machine.store.watch(() => run(machine, body));
  machine.guarded -= guards;
  return paths(machine, [() => finished, () => afterException(machine, history)]);
}

/** What an object's `__enter__` gives. */
function enter(machine: Machine, object: Instance): Value {
  const { construction } = object;
  const method = getAttribute(machine, object, '__enter__', construction.site);
  return method.kind === 'unknown' ? UNKNOWN : callValue(machine, method, noArguments(), construction);
}

/** Calls an object's `__exit__` with what it is given of an exception: None three times where nothing was raised. */
function leave(machine: Machine, object: Instance, error: Value): void {
  const { construction } = object;
  const method = getAttribute(machine, object, '__exit__', construction.site);
  const given = { ...noArguments(), positional: [error, error, error] };
  if (method.kind === 'bound' && method.callee.kind === 'function') callValue(machine, method, given, construction);
}

/** Whether a program's own `__exit__` returns anything, which keeps an exception from going on where it is true. */
function mayForgive({ class: type }: Instance): boolean {
  const method = type.kind === 'class' ? inherited(type, '__exit__') : undefined;
  let returns = false;
  if (method?.kind === 'function')
    walk(method.definition.body, {
      statement: (each) => {
        returns ||= each.kind === 'return' && each.value !== undefined && !isFalse(each.value);
      },
    });
  return returns;
}

const isFalse = (value: Expression): boolean => value.kind === 'constant' && !value.value;

const expectsException = (callee: Expression): boolean =>
  (callee.kind === 'attribute' || callee.kind === 'name') && EXPECTS_EXCEPTION.test(callee.name);
