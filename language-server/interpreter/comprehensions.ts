import type { Dimension } from '../domain/dimension';
import type { Clause, Expression } from '../syntax/program';
import { evaluate } from './expressions';
import { frameOf, inFrame } from './frames';
import { each } from './each';
import { joinValues } from './join';
import { countOf, elementOf, endingOf, iterate, opened } from './iteration';
import type { Machine } from './machine';
import { Scope } from './scope';
import { assign } from './targets';
import { setEntries } from './setting-items';
import { test } from './one-entry';
import { truth } from './truth';
import { dictionary, boolean, list, UNKNOWN, type Value } from './value';

type Comprehension = Extract<Expression, { kind: 'comprehension' }>;

/** Lists, sets and generators become lists of their elements; unknown where how many there are is not known. */
export function comprehension(machine: Machine, expression: Comprehension): Value {
  const { frame, serial } = machine;
  const scope = new Scope('function', frame.scope.path, frame.scope);
  const inner = frameOf(machine, scope, frame.caller);
  inner.function = frame.function;
  const values: [Value, Value][] = [];
  let count: Dimension | undefined;
  const collect = (): void => {
    const key = expression.key ? evaluate(machine, expression.key) : UNKNOWN;
    values.push([key, evaluate(machine, expression.element)]);
  };
  const all = (): boolean =>
    generate(machine, expression.clauses, collect, (source) => {
      count = expression.clauses.length === 1 ? countOf(source) : undefined;
    });
  const result = inFrame(machine, inner, () =>
    returned(machine, machine.perhaps(expression.type === 'generator', all)),
  );
  const known = truth(result) === true;
  if (expression.type === 'dictionary') return dictionaryOf(machine, known ? values : undefined);
  const found = values.map(([, value]) => value);
  const elements = known ? found : found.length > 0 ? each(joinValues(found), serial, { count }) : undefined;
  return list(elements, expression.type === 'generator' ? 'iterator' : expression.type);
}

/** Ends the frame with a truth value, as a return statement would. */
function returned({ frame, store }: Machine, value: boolean): false {
  frame.exits.push({ value: boolean(value), changes: store.changesSince(frame.mark) });
  return false;
}

/** Calls `collect` once for every element; false where their number is not known, which is told with what gives them. */
function generate(
  machine: Machine,
  clauses: readonly Clause[],
  collect: () => void,
  onUnknown: (source: Value) => void,
): boolean {
  const [clause, ...rest] = clauses;
  if (!clause) {
    collect();
    return true;
  }
  if (!clause.target) {
    const outcome = test(machine, clause.value);
    if (outcome === false) return true;
    return (
      machine.perhaps(outcome === undefined, () => generate(machine, rest, collect, onUnknown)) && outcome === true
    );
  }
  const { target } = clause;
  const value = opened(machine, evaluate(machine, clause.value));
  const items = iterate(machine, value);
  const each = (item: Value): boolean => {
    assign(machine, target, item);
    return generate(machine, rest, collect, onUnknown);
  };
  if (items) return items.map(each).every(Boolean);
  onUnknown(value);
  const changing = { from: machine.serial, to: Infinity, endless: true };
  machine.frame.changing.push(changing);
  const ending = endingOf(value);
  const parts = ending ? [ending.usual, ending.last] : [elementOf(machine, value, 'i')];
  machine.perhaps(true, () => {
    parts.forEach(each);
  });
  changing.to = machine.serial;
  return false;
}

function dictionaryOf(machine: Machine, pairs: readonly [Value, Value][] | undefined): Value {
  const made = dictionary(pairs && new Map());
  setEntries(
    machine,
    made,
    (pairs ?? []).map(([key, value]) => ({ key, value })),
  );
  return made;
}
