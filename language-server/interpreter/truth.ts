import { sign } from '../domain/order';
import type { Expression } from '../syntax/program';
import { hasRow } from '../libraries/table';
import { arrayClass } from './arrays';
import { evaluate } from './expressions';
import { isFilled } from './dictionaries';
import { spelled } from './each';
import type { Machine } from './machine';
import { isTestCase } from './test-cases';
import { refineEquality } from './asserted-sizes';
import { assign } from './targets';
import { byKind, NONE, type ByKind, type Instance, type Value } from './value';

const always = (): boolean => true;

/** Whether it is JavaScript's, where every object is true. */
const isOfJavascript = ({ class: type }: Instance): boolean =>
  type.kind === 'class' ? type.scope.lexical : type.name.startsWith('tfjs.');

/** Libraries' classes that say neither how long their objects are nor whether they are true. */
const WITHOUT_LENGTH =
  /^(torchvision\.transforms\.|torch\.utils\.data\.Dataset$|torch\.nn\.(?!Sequential|ModuleList|ModuleDict|Parameter)[A-Z]\w*$)/;

/** Classes of Python have a say in the truth of their objects by these methods. */
const SAYS = ['__bool__', '__len__'];

/** Whether no class of an object has a say in its truth. */
const isAlwaysTrue = ({ class: type }: Instance): boolean =>
  (type.kind === 'library' ? [type] : type.ancestors)?.every((each) =>
    each.kind === 'library' ? WITHOUT_LENGTH.test(each.name) : !SAYS.some((name) => each.attributes.get(name)),
  ) ?? false;

const nonzero = (known: number | undefined): boolean | undefined => (known === undefined ? undefined : known !== 0);

const TRUTHS: ByKind<[], boolean | undefined> = {
  none: () => false,
  boolean: (each) => each.value,
  integer: (each) => nonzero(sign(each.value)),
  float: (each) => nonzero(each.value),
  string: (each) => each.value !== '',
  tuple: (each) => each.elements.length > 0,
  list: ({ type, elements }) => type === 'array' || nonzero(spelled(elements.value)?.length),
  dictionary: ({ type, entries }) => type !== undefined || isFilled(entries.value),
  tensor: (each) => arrayClass(each) === 'tfjs.Tensor' || undefined,
  instance: (each) => isOfJavascript(each) || isAlwaysTrue(each) || undefined,
  function: always,
  class: always,
  // What a library's table does not have may be no method: `x.is_cuda`.
  bound: ({ callee }) => callee.kind !== 'library' || hasRow(callee.name) || undefined,
  module: always,
  builtin: always,
  partial: always,
};

/** The truth of a value, where it is certain. */
export const truth = (value: Value): boolean | undefined => byKind(TRUTHS, value);

/** What an unknown test that came out as `outcome` says of the variables in it: `x is None`, `not`, `and`. */
export function refine(machine: Machine, test: Expression, outcome: boolean): void {
  if (test.kind === 'unary' && test.operator === 'not') refine(machine, test.operand, !outcome);
  if (test.kind === 'logical' && (test.operator === 'and') === outcome) {
    refine(machine, test.left, outcome);
    refine(machine, test.right, outcome);
  }
  if (test.kind === 'comparison' && (outcome || test.operators.length === 1)) refineComparisons(machine, test, outcome);
}

/** What a call returns only after: that its first argument is true, or that its first two are equal. */
type Asserts = 'truth' | 'equality';

const FUNCTIONS = new Map<string, Asserts>([
  ['torch._assert', 'truth'],
  ['torch._check', 'truth'],
  ['tfjs.util.assert', 'truth'],
  ['numpy.testing.assert_equal', 'equality'],
]);

/** Methods of tests: of `unittest.TestCase`, and of what libraries derive from it. */
const METHODS = new Map<string, Asserts>([
  ['assertTrue', 'truth'],
  ...[
    'assertEqual',
    'assertEquals',
    'assertAllEqual',
    'assertSequenceEqual',
    'assertTupleEqual',
    'assertListEqual',
  ].map((name): [string, Asserts] => [name, 'equality']),
]);

const isTest = (value: Value): boolean =>
  value.kind === 'instance' && value.class.kind === 'class' && isTestCase(value.class);

/** No class of the program has a method of that name where nothing is known of it. */
function assertedBy(machine: Machine, callee: Extract<Expression, { kind: 'attribute' }>): Asserts | undefined {
  const value = evaluate(machine, callee);
  if (value.kind === 'library') return FUNCTIONS.get(value.name);
  return value.kind === 'unknown' && isTest(evaluate(machine, callee.object)) ? METHODS.get(callee.name) : undefined;
}

/** What holds after a statement that is a call: `torch._assert(x.dim() == 4, "…")`, `self.assertEqual(x.shape, (2, 3))`. */
export function refineAsserted(machine: Machine, call: Expression): void {
  const [test, stated] = call.kind === 'call' ? call.arguments : [];
  if (call.kind !== 'call' || !test || call.callee.kind !== 'attribute' || !/assert|check/.test(call.callee.name))
    return;
  const asserts = assertedBy(machine, call.callee);
  if (asserts === 'truth') refine(machine, test.value, true);
  const arePlaced = [test, stated].every((each) => each && each.name === undefined && !each.spread);
  if (stated && arePlaced && asserts === 'equality') refineEquality(machine, test.value, stated.value);
}

/** Each pair of `a == b == c`; then from the last to the first, so that `a` is told of `c` too. */
function refineComparisons(
  machine: Machine,
  { operands, operators }: Extract<Expression, { kind: 'comparison' }>,
  outcome: boolean,
): void {
  const pairs = operators.map((operator, i) => [operands[i]!, operator, operands[i + 1]!] as const);
  for (const pair of [...pairs, ...pairs.slice(0, -1).reverse()]) refineComparison(machine, pair, outcome);
}

function refineComparison(
  machine: Machine,
  [left, operator, right]: readonly [Expression, string, Expression],
  outcome: boolean,
): void {
  if (operator === (outcome ? '==' : '!=')) refineEquality(machine, left, right);
  const none = right.kind === 'constant' && right.value === null;
  if (left.kind === 'name' && none && operator === (outcome ? 'is' : 'is not')) assign(machine, left, NONE);
}
