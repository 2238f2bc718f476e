import type { Dimension } from '../domain/dimension';
import { mentionedIn } from '../syntax/mentioned';
import type { Clause, Expression } from '../syntax/program';
import { evaluate } from './expressions';
import { frameOf, inFrame } from './frames';
import { each } from './each';
import { lazily } from './generators';
import { joinValues } from './join';
import { countOf, elementOf, endingOf, iterate, opened } from './iteration';
import type { Machine } from './machine';
import { anyNumberOfTimes } from './repetition';
import { Scope } from './scope';
import { isAsBefore, readLater, sourcesOf, type Source } from './sources';
import { assign } from './targets';
import { setEntries } from './setting-items';
import { test } from './tests';
import { truth } from './truth';
import { dictionary, boolean, list, UNKNOWN, type Value } from './value';

type Comprehension = Extract<Expression, { kind: 'comprehension' }>;

/** Lists, sets and generators become lists of their elements; unknown where how many there are is not known. */
export function comprehension(machine: Machine, expression: Comprehension): Value {
  const { frame, serial } = machine;
  // What is gone through first is evaluated here: in the body of a class it is what the class has.
  const [outermost] = expression.clauses;
  const begun = outermost && evaluate(machine, outermost.value);
  const scope = new Scope('function', frame.scope.path, frame.scope);
  const mentioned = mentionedIn(expression);
  for (const name of mentioned.assigned) {
    frame.scope.cell(name);
    scope.share(name, frame.scope.ownerOf(name));
  }
  const inner = frameOf(machine, scope, frame.caller);
  inner.function = frame.function;
  inner.lazy = expression.type === 'generator';
  const values: [Value, Value][] = [];
  let count: Dimension | undefined;
  let first: readonly Source[] | undefined;
  const collect = (): void => {
    const key = expression.key ? evaluate(machine, expression.key) : UNKNOWN;
    values.push([key, evaluate(machine, expression.element)]);
  };
  const all = (): boolean =>
    generate(machine, expression.clauses, {
      begun,
      collect,
      opens: (source) => (first ??= sourcesOf(source)),
      isUnknown: (source) => {
        count = expression.clauses.length === 1 ? countOf(source) : undefined;
      },
    });
  const result = inFrame(machine, inner, () => returned(machine, inner.lazy ? whenAsked(machine, all) : all()));
  const known = truth(result) === true;
  if (expression.type === 'dictionary') return dictionaryOf(machine, values, known);
  const found = values.map(([, value]) => value);
  const elements = known ? found : found.length > 0 ? each(joinValues(found), serial, { count }) : undefined;
  if (expression.type !== 'generator') return list(elements, expression.type);
  return {
    ...list(elements, 'iterator'),
    sources: [...(first ?? []), ...readLater(frame.scope, mentioned)],
  };
}

function whenAsked(machine: Machine, all: () => boolean): boolean {
  let known = false;
  lazily(machine, () => {
    known = machine.perhaps(true, all);
  });
  return known;
}

/** Ends the frame with a truth value, as a return statement would. */
function returned({ frame, store }: Machine, value: boolean): false {
  frame.exits.push({ value: boolean(value), changes: store.changesSince(frame.mark) });
  return false;
}

/** What is done as clauses are gone through. */
interface Turns {
  /** What the first clause goes through. */
  begun?: Value | undefined;
  /** For every element. */
  collect: () => void;
  /** What is gone through. */
  opens: (source: Value) => void;
  /** What is gone through where its elements are not known. */
  isUnknown: (source: Value) => void;
}

/** False where the number of elements is not known. */
function generate(machine: Machine, clauses: readonly Clause[], { begun, ...turns }: Turns): boolean {
  const [clause, ...rest] = clauses;
  if (!clause) {
    turns.collect();
    return true;
  }
  if (!clause.target) {
    const outcome = test(machine, clause.value);
    if (outcome === false) return true;
    return machine.perhaps(outcome === undefined, () => generate(machine, rest, turns)) && outcome === true;
  }
  const { target } = clause;
  const value = opened(machine, begun ?? evaluate(machine, clause.value));
  turns.opens(value);
  const items = iterate(machine, value);
  const each = (item: Value): boolean => {
    assign(machine, target, item);
    return generate(machine, rest, turns);
  };
  if (items) return turnByTurn(machine, value, items, each);
  turns.isUnknown(value);
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

/** False where the number of elements is not known: turns may change what they go through, and then any may follow. */
function turnByTurn(machine: Machine, value: Value, items: readonly Value[], each: (item: Value) => boolean): boolean {
  const sources = sourcesOf(value);
  let known = true;
  for (const [i, item] of items.entries()) {
    if (!isAsBefore(sources, i)) break;
    known = each(item) && known;
  }
  if (isAsBefore(sources, items.length)) return known;
  anyNumberOfTimes(machine, () => each(UNKNOWN));
  return false;
}

/** Where how many there are is not known, their keys are not either. */
function dictionaryOf(machine: Machine, pairs: readonly [Value, Value][], known: boolean): Value {
  const made = dictionary(new Map());
  setEntries(
    machine,
    made,
    pairs.map(([key, value]) => ({ key: known ? key : UNKNOWN, value })),
  );
  if (!known && pairs.length === 0) machine.store.write(made.entries, undefined);
  return made;
}
