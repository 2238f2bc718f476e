/** The truth of what conditions, loops and assertions ask. */
import type { Expression } from '../syntax/program';
import { walk } from '../syntax/walk';
import { paths } from './branches';
import { evaluate } from './expressions';
import type { Machine } from './machine';
import { tested } from './one-entry';
import { refine } from './truth';

type Logical = Extract<Expression, { kind: 'logical' }>;

/** The truth of a test, where it is certain: of `a and b` that is certain where one is false, of `a or b` where one is true. */
export function test(machine: Machine, expression: Expression): boolean | undefined {
  if (expression.kind === 'logical' && expression.operator !== '??') return logical(machine, expression);
  if (expression.kind === 'unary' && expression.operator === 'not') {
    const operand = test(machine, expression.operand);
    return operand === undefined ? undefined : !operand;
  }
  return tested(machine, evaluate(machine, expression), machine.site(expression));
}

function logical(machine: Machine, { operator, left, right }: Logical): boolean | undefined {
  const isAnd = operator === 'and';
  const first = test(machine, left);
  if (first !== undefined) return first === isAnd ? test(machine, right) : first;
  let second: boolean | undefined;
  const decide = (): boolean => {
    refine(machine, left, isAnd);
    second = test(machine, right);
    return true;
  };
  paths(machine, [() => true, decide]);
  return second === isAnd ? undefined : second;
}

/** Attributes and methods that tell an array's sizes, or how many they are. */
const SIZES: ReadonlySet<string> = new Set(['shape', 'size', 'dim', 'ndim', 'get_shape', 'rank']);

/** Functions whose answers follow from the numbers that they get. */
const ARITHMETIC: ReadonlySet<string> = new Set(['len', 'int', 'float', 'min', 'max', 'sum', 'abs', 'round', 'divmod']);

/**
 * Whether a function is asked about an array's sizes. Where its answer is not known, what stands behind the test may be
 * there for other sizes than the present ones.
 */
export function asksOfSizes(expression: Expression): boolean {
  let asks = false;
  const call = (inner: Expression): void => {
    if (inner.kind !== 'call' || (inner.callee.kind === 'name' && ARITHMETIC.has(inner.callee.name))) return;
    walk(inner.arguments.map(({ value }) => value), { expression: size }); // prettier-ignore
  };
  const size = (inner: Expression): void => {
    asks ||= inner.kind === 'attribute' && SIZES.has(inner.name);
  };
  walk([expression], { expression: call });
  return asks;
}
