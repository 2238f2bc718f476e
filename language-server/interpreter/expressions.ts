import { merged, type Entries } from './dictionaries';
import { dictionaryIn } from './dictionary-classes';
import type { Expression, FunctionDefinition } from '../syntax/program';
import { getAttribute } from './attributes';
import { callExpression } from './calls';
import { comprehension } from './comprehensions';
import { functionValue } from './definitions';
import { printed, textOfParts } from './formatting';
import { besideEntries, copiedEntries } from './javascript/accessors';
import { textOf } from './javascript/operators';
import { yieldValue } from './generators';
import { joinValues } from './join';
import { item } from './items';
import { iterate } from './iteration';
import type { Machine } from './machine';
import { lookupName } from './names';
import { compare } from './comparisons';
import { binary, unary } from './operators';
import { paths } from './branches';
import { Cell } from './store';
import { assign } from './targets';
import { setEntries } from './setting-items';
import { tested } from './one-entry';
import { test } from './tests';
import { refine } from './truth';
import {
  boolean,
  COMPLEX,
  integer,
  list,
  NONE,
  NULL,
  string,
  tuple,
  UNKNOWN,
  type DictionaryValue,
  type Entry,
  type Value,
} from './value';

type Kind = Expression['kind'];
type Of<K extends Kind> = Extract<Expression, { kind: K }>;
type Evaluate<K extends Kind> = (machine: Machine, expression: Of<K>) => Value;

/** What an expression evaluates to; unknown where it is not understood or a budget is spent. */
export const evaluate = (machine: Machine, expression: Expression): Value => machine.step(UNKNOWN, perform, expression);

const perform = <K extends Kind>(machine: Machine, expression: Of<K>): Value =>
  (EXPRESSIONS[expression.kind] as Evaluate<K>)(machine, expression);

const CONSTANTS = new Map<Extract<Expression, { kind: 'constant' }>['value'], Value>([
  [true, boolean(true)],
  [false, boolean(false)],
  [null, NONE],
  ['null', NULL],
  ['ellipsis', { kind: 'ellipsis' }],
  ['imaginary', COMPLEX],
]);

/** Elements with `*spread` ones in place; undefined where a spread one is unknown. */
function elementsOf(machine: Machine, elements: readonly Expression[]): Value[] | undefined {
  const values: Value[] = [];
  let isKnown = true;
  for (const each of elements) {
    if (each.kind !== 'starred') values.push(evaluate(machine, each));
    else {
      const spread = iterate(machine, evaluate(machine, each.value));
      isKnown &&= spread !== undefined;
      for (const value of spread ?? []) values.push(value);
    }
  }
  return isKnown ? values : undefined;
}

function sequence(machine: Machine, { type, elements }: Of<'sequence'>): Value {
  const values = elementsOf(machine, elements);
  if (type === 'tuple') return values ? tuple(values) : UNKNOWN;
  return list(values, machine.javascript ? 'array' : type);
}

function dictionary(machine: Machine, { entries }: Of<'dictionary'>): Value {
  const made: DictionaryValue = {
    kind: 'dictionary',
    ...(machine.javascript && { type: 'object' }),
    entries: new Cell<Entries>(new Map()),
  };
  const pending: Entry[] = [];
  for (const { key, value } of entries) {
    const evaluatedKey = key && evaluate(machine, key);
    const evaluated = evaluate(machine, value);
    if (evaluatedKey) {
      pending.push({ key: evaluatedKey, value: besideEntries(evaluated, evaluatedKey, made.entries.value, pending) });
      continue;
    }
    setEntries(machine, made, pending.splice(0));
    spreadInto(machine, made, evaluated);
  }
  setEntries(machine, made, pending);
  return made;
}

/** What JavaScript spreads to nothing. */
const MEMBERLESS: ReadonlySet<Value['kind']> = new Set(['none', 'boolean', 'integer', 'float']);

/** A Map's entries are no members of it. */
function spreadInto(machine: Machine, made: DictionaryValue, spread: Value): void {
  if (spread.kind === 'dictionary' && spread.type === 'map') return;
  if (machine.javascript && MEMBERLESS.has(spread.kind)) return;
  const source = dictionaryIn(spread);
  machine.store.write(made.entries, merged(made.entries.value, source && copiedEntries(machine, source)));
}

/** Whether it is neither null nor undefined. */
const isPresent = ({ kind }: Value): boolean | undefined => (kind === 'unknown' ? undefined : kind !== 'none');

function logical(machine: Machine, { operator, left, right }: Of<'logical'>): Value {
  const first = evaluate(machine, left);
  const known = operator === '??' ? isPresent(first) : tested(machine, first, machine.site(left));
  if (known !== undefined) return known === (operator === 'and') ? evaluate(machine, right) : first;
  const values: Value[] = [first];
  paths(machine, [
    () => true,
    () => {
      refine(machine, left, operator === 'and');
      values.push(evaluate(machine, right));
      return true;
    },
  ]);
  return joinValues(values);
}

function conditional(machine: Machine, { test: condition, consequent, alternate }: Of<'conditional'>): Value {
  const known = test(machine, condition);
  if (known !== undefined) return evaluate(machine, known ? consequent : alternate);
  const values: Value[] = [];
  const branch = (expression: Expression, outcome: boolean) => (): boolean => {
    refine(machine, condition, outcome);
    values.push(evaluate(machine, expression));
    return true;
  };
  paths(machine, [branch(consequent, true), branch(alternate, false)]);
  return joinValues(values);
}

/** An f-string: known where all its parts are. */
function template(machine: Machine, { parts }: Of<'template'>): Value {
  const text = machine.javascript ? textOf : printed;
  return textOfParts(parts.map((part) => text(evaluate(machine, part))));
}

/** A function by itself; JavaScript's may stand for a definition, so that it is looked at though nothing calls it. */
function closure(machine: Machine, definition: FunctionDefinition): Value {
  const made = functionValue(machine, definition);
  if (machine.javascript && machine.speculative === 0) machine.functions.push(made);
  return made;
}

const optional = (machine: Machine, expression: Expression | undefined): Value =>
  expression ? evaluate(machine, expression) : NONE;

const unknownParts = (machine: Machine, parts: readonly Expression[]): Value => {
  for (const part of parts) evaluate(machine, part);
  return UNKNOWN;
};

const EXPRESSIONS: { [K in Kind]: Evaluate<K> } = {
  name: lookupName,
  attribute: (machine, { object, name, range }) =>
    getAttribute(machine, evaluate(machine, object), name, machine.site({ range })),
  call: callExpression,
  subscript: (machine, { object, index, range }) =>
    item(machine, evaluate(machine, object), evaluate(machine, index), machine.site({ range })),
  slice: (machine, { lower, upper, step }) => ({
    kind: 'slice',
    lower: optional(machine, lower),
    upper: optional(machine, upper),
    step: optional(machine, step),
  }),
  number: (_, { value, integer: whole }) =>
    whole && Number.isSafeInteger(value) ? integer(value) : { kind: 'float', value },
  string: (_, { value }) => string(value),
  template,
  constant: (_, { value }) => CONSTANTS.get(value) ?? UNKNOWN,
  sequence,
  dictionary,
  unary,
  binary: (machine, expression) => binary(machine, expression, false),
  comparison: compare,
  logical,
  conditional,
  lambda: (machine, { definition }) => closure(machine, definition),
  comprehension,
  starred: (machine, { value }) => unknownParts(machine, [value]),
  assignment: (machine, { target, value }) => {
    const evaluated = evaluate(machine, value);
    assign(machine, target, evaluated);
    return evaluated;
  },
  await: (machine, { value }) => evaluate(machine, (machine.awaited = value)),
  yield: yieldValue,
  unknown: (machine, { parts }) => unknownParts(machine, parts),
};
