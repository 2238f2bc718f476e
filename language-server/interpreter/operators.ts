import { add, multiply, subtract, type Dimension } from '../domain/dimension';
import { floorDivide, modulo } from '../domain/division';
import { sign } from '../domain/order';
import { checkConditions } from '../libraries/torch/conditions/table';
import type { Expression, Operator } from '../syntax/program';
import { arrayClass, asArray, type ArrayClass } from './arrays';
import { callLibrary } from './library-calls';
import { noArguments } from './arguments';
import { escape } from './escape';
import { Each, spelled } from './each';
import { evaluate } from './expressions';
import { percentFormat, textOfParts } from './formatting';
import { changedInPlace } from './in-place';
import { iterate } from './iteration';
import { checkOperands } from './operands';
import { javascriptOperation, javascriptUnary } from './javascript/operators';
import { alike } from './join';
import type { Machine } from './machine';
import { inPlaceMethod, operatorMethod, unaryMethod } from './operator-methods';
import { TENSOR_FUNCTIONS } from './tensor-functions';
import { tested } from './one-entry';
import {
  boolean,
  COMPLEX,
  integer,
  MAX_LENGTH,
  list,
  NONE,
  string,
  tensor,
  tuple,
  UNKNOWN,
  type Site,
  type Tensor,
  type Value,
} from './value';

interface BinaryExpression {
  operator: Operator;
  left: Expression;
  right: Expression;
  range: Expression['range'];
}

/** `left operator right`; `inPlace` for `left operator= right`, which changes a list instead of making a new one. */
export function binary(machine: Machine, expression: BinaryExpression, inPlace: boolean): Value {
  const left = evaluate(machine, expression.left);
  const right = evaluate(machine, expression.right);
  if (machine.javascript) return javascriptOperation(expression.operator, left, right);
  const own = inPlace
    ? changed(machine, expression, left, right)
    : operatorMethod(machine, expression.operator, [left, right], machine.site(expression));
  if (own) return own;
  const container = inPlace && changedInPlace(machine, expression.operator, [left, right], machine.site(expression));
  if (container) return container;
  const result = operate(machine, expression.operator, left, right, machine.site(expression));
  if (inPlace && left.kind === 'tensor') {
    checkWriting(machine, expression, [left, right, result]);
    return kept(machine, left, result);
  }
  if (!inPlace || left.kind !== 'list' || left.type !== 'list') return result;
  machine.store.write(left.elements, result.kind === 'list' ? result.elements.value : undefined);
  return left;
}

/** `left += right` keeps the left array's shape and type: what does not fit them crashes. NumPy's scalars are replaced. */
function kept(machine: Machine, left: Tensor, result: Value): Value {
  escape(machine, [left]);
  const { shape, type, array, device } = left;
  const mutable = arrayClass(left) === 'torch.Tensor' || (array === 'numpy.ndarray' && shape.dimensions.length > 0);
  if (!mutable || shape.open) return result;
  const site = result.kind === 'tensor' && result.site;
  const held = { ...(type && { type }), ...(device !== undefined && { device }) };
  return tensor(shape, { ...held, ...(array && { array }), ...(site && { site }) });
}

/** What is written has another name. */
const WRITERS: Partial<Record<Operator, string>> = { '+': 'add_', '-': 'sub_', '*': 'mul_', '/': 'div_' };

/** What broadcasts to another shape than the left array's, or is of a higher type, cannot be written to it. */
function checkWriting(
  machine: Machine,
  { operator, range }: BinaryExpression,
  [left, other, result]: [Tensor, Value, Value],
): void {
  if (operator === '@' || arrayClass(left) !== 'torch.Tensor' || result.kind !== 'tensor') return;
  const given = new Map<string, Value>([
    ['input', left],
    ['other', other],
    ['rounding_mode', NONE],
  ]);
  const name = `torch.Tensor.${WRITERS[operator] ?? 'copy_'}`;
  checkConditions({ machine, name, site: machine.site({ range }), arguments: given, expressions: new Map() });
}

/** `left += right` of an object that has a method for it. */
function changed(machine: Machine, expression: BinaryExpression, left: Value, right: Value): Value | undefined {
  const { operator } = expression;
  const site = machine.site(expression);
  if (left.kind !== 'instance') return operatorMethod(machine, operator, [left, right], site);
  const own = inPlaceMethod(machine, operator, [left, right], site);
  if (own) return own;
  escape(machine, [left]);
  return UNKNOWN;
}

export function operate(machine: Machine, operator: Operator, left: Value, right: Value, site: Site): Value {
  if (left.kind === 'tensor' || right.kind === 'tensor') return tensorOperation(machine, operator, left, right, site);
  checkOperands(machine, operator, [left, right], site);
  return arithmetic(operator, left, right) ?? sequenceOperation(machine, operator, left, right);
}

/** Of two numbers; undefined for other values. */
function arithmetic(operator: Operator, left: Value, right: Value): Value | undefined {
  const [a, b] = [integral(left), integral(right)];
  if (a !== undefined && b !== undefined) return exact(INTEGERS[operator]?.(a, b));
  const assumed = assumedInteger(operator, left, right);
  if (assumed) return assumed;
  const [x, y] = [numeric(left), numeric(right)];
  if (isComplex(left, right, y) || isComplex(right, left, x)) return FIELD.has(operator) ? COMPLEX : UNKNOWN;
  if (x === undefined || y === undefined) return undefined;
  return { kind: 'float', value: FLOATS[operator]?.(x, y) };
}

/** What complex numbers give complex numbers by. */
const FIELD = new Set<Operator>(['+', '-', '*', '/', '**']);

/** Whether one is complex, and the other is a number too. */
const isComplex = ({ kind }: Value, other: Value, number: number | undefined): boolean =>
  kind === 'complex' && (other.kind === 'complex' || number !== undefined);

/** What is too large for a number here is an integer that is not known. */
const exact = (result: Value = UNKNOWN): Value =>
  result.kind === 'integer' && typeof result.value === 'number' && !Number.isSafeInteger(result.value)
    ? UNKNOWN
    : result;

function sequenceOperation(machine: Machine, operator: Operator, left: Value, right: Value): Value {
  if (operator === '+') return concatenate(machine, left, right);
  if (operator === '*') return repetition(left, right) ?? repetition(right, left) ?? UNKNOWN;
  const text = operator === '%' && left.kind === 'string' ? percentFormat(left.value, right) : undefined;
  return text === undefined ? UNKNOWN : string(text);
}

export const integral = (value: Value): Dimension | undefined => {
  if (value.kind === 'boolean') return Number(value.value);
  return value.kind === 'integer' ? value.value : undefined;
};

/** Arithmetic with a parameter of unknown value: what it gives if that is an integer. */
function assumedInteger(operator: Operator, left: Value, right: Value): Value | undefined {
  const size = (value: Value): Dimension | undefined => (value.kind === 'unknown' ? value.size : integral(value));
  const [a, b] = [size(left), size(right)];
  if (a === undefined || b === undefined) return undefined;
  const result = INTEGERS[operator]?.(a, b);
  return result?.kind === 'integer' ? { kind: 'unknown', size: result.value } : UNKNOWN;
}

export const numeric = (value: Value): number | undefined => {
  if (value.kind === 'float') return value.value ?? NaN;
  const whole = integral(value);
  return whole === undefined ? undefined : typeof whole === 'number' ? whole : NaN;
};

const both = (a: Dimension, b: Dimension, compute: (x: number, y: number) => number): Value =>
  typeof a === 'number' && typeof b === 'number' ? integer(compute(a, b)) : UNKNOWN;

const nonzero = (b: Dimension, compute: () => Value): Value => (sign(b) === 0 ? UNKNOWN : compute());

function power(a: Dimension, b: Dimension): Value {
  if (typeof b !== 'number' || b < 0 || b > 64) return UNKNOWN;
  const result = Array.from({ length: b }, () => a).reduce(multiply, 1);
  return typeof result === 'number' && !Number.isSafeInteger(result) ? UNKNOWN : integer(result);
}

const INTEGERS: Partial<Record<Operator, (a: Dimension, b: Dimension) => Value>> = {
  '+': (a, b) => integer(add(a, b)),
  '-': (a, b) => integer(subtract(a, b)),
  '*': (a, b) => integer(multiply(a, b)),
  '//': (a, b) => nonzero(b, () => integer(floorDivide(a, b))),
  '%': (a, b) => nonzero(b, () => integer(modulo(a, b))),
  '/': (a, b) => ({ kind: 'float', value: typeof a === 'number' && typeof b === 'number' ? a / b : undefined }),
  '**': power,
  '<<': (a, b) => (power(2, b).kind === 'integer' ? both(a, b, (x, y) => x * 2 ** y) : UNKNOWN),
  '>>': (a, b) => both(a, b, (x, y) => Math.floor(x / 2 ** y)),
};

const FLOATS: Partial<Record<Operator, (x: number, y: number) => number | undefined>> = {
  '+': (x, y) => finite(x + y),
  '-': (x, y) => finite(x - y),
  '*': (x, y) => finite(x * y),
  '/': (x, y) => finite(x / y),
  '//': (x, y) => finite(floored(x, y)),
  '**': (x, y) => finite(x ** y),
  '%': (x, y) => finite(remainder(x, y)),
};

/** What Python leaves of x has the sign of y. */
function remainder(x: number, y: number): number {
  const left = x % y;
  return left !== 0 && left < 0 !== y < 0 ? left + y : left;
}

/** ⌊x/y⌋ of the numbers themselves, not of their rounded quotient: 1 // 0.1 is 9. */
const floored = (x: number, y: number): number => Math.round((x - remainder(x, y)) / y);

const finite = (x: number): number | undefined => (Number.isNaN(x) ? undefined : x);

function concatenate(machine: Machine, left: Value, right: Value): Value {
  if (left.kind === 'string' && right.kind === 'string') return textOfParts([left.value, right.value]);
  if (left.kind === 'tuple' && right.kind === 'tuple') {
    const length = left.elements.length + right.elements.length;
    return length > MAX_LENGTH ? UNKNOWN : tuple([...left.elements, ...right.elements]);
  }
  if (left.kind !== 'list') return UNKNOWN;
  const [first, second] = [iterate(machine, left), iterate(machine, right)];
  if (first && second) return list([...first, ...second]);
  return list(right.kind === 'list' ? alike([left.elements.value, right.elements.value], machine.changed) : undefined);
}

/** More repetitions than anybody writes a layer list with. */
const MAX_REPETITIONS = 1024;

const lengthOf = (sequence: Value): number => {
  if (sequence.kind === 'string') return sequence.value.length;
  if (sequence.kind === 'tuple') return sequence.elements.length;
  return sequence.kind === 'list' ? (spelled(sequence.elements.value)?.length ?? 0) : 0;
};

function repetition(sequence: Value, times: Value): Value | undefined {
  if (
    sequence.kind === 'list' &&
    (times.kind === 'unknown' || typeof (times as { value?: unknown }).value !== 'number')
  )
    return list(alike([sequence.elements.value, []], Infinity));
  if (times.kind !== 'integer' || typeof times.value !== 'number' || times.value > MAX_REPETITIONS) return undefined;
  const count = Math.max(0, times.value);
  if (lengthOf(sequence) * count > MAX_LENGTH) return sequence.kind === 'list' ? list(undefined) : UNKNOWN;
  const repeat = (elements: readonly Value[]): Value[] => Array.from({ length: count }, () => elements).flat();
  if (sequence.kind === 'string') return string(sequence.value.repeat(count));
  if (sequence.kind === 'tuple') return tuple(repeat(sequence.elements));
  if (sequence.kind !== 'list') return undefined;
  const elements = sequence.elements.value;
  return list(elements instanceof Each ? elements.some : elements && repeat(elements));
}

const tensorOperation = (machine: Machine, operator: Operator, left: Value, right: Value, site: Site): Value =>
  tensorFunction(machine, TENSOR_FUNCTIONS[operator] ?? 'torch.add', [left, right], site);

export function tensorFunction(machine: Machine, name: string, [left, right]: [Value, Value], site: Site): Value {
  const known = [left, right].every(({ kind }) => /^(tensor|integer|float|complex|boolean|unknown)$/.test(kind));
  if (!known) return UNKNOWN;
  const result = callLibrary(machine, name, { ...noArguments(), positional: [left, right] }, { site });
  return asArray(result, commonClass(left, right));
}

/** The array that decides what an operator returns: PyTorch's over others', then one that may be PyTorch's. */
function commonClass(left: Value, right: Value): ArrayClass {
  const classes = [left, right].flatMap((each) => (each.kind === 'tensor' ? [arrayClass(each)] : []));
  return (['torch.Tensor', 'array'] as const).find((each) => classes.includes(each)) ?? classes[0]!;
}

export function unary(machine: Machine, { operator, operand, range }: Extract<Expression, { kind: 'unary' }>): Value {
  const value = evaluate(machine, operand);
  if (machine.javascript && operator !== 'not') return javascriptUnary(operator, value);
  if (operator === 'not') {
    const known = tested(machine, value, machine.site(operand));
    return known === undefined ? UNKNOWN : boolean(!known);
  }
  if (value.kind === 'tensor') {
    const given = { ...noArguments(), positional: [value] };
    const name = operator === '~' ? 'torch.bitwise_not' : 'torch.neg';
    return asArray(callLibrary(machine, name, given, { site: machine.site({ range }) }), arrayClass(value));
  }
  const own = unaryMethod(machine, operator, value, machine.site({ range }));
  if (own) return own;
  return (operator === '~' ? undefined : signed(value, operator === '-')) ?? UNKNOWN;
}

/** A number with its sign, or with the other one. */
function signed(value: Value, negative: boolean): Value | undefined {
  const [whole, x] = [integral(value), numeric(value)];
  if (whole !== undefined) return integer(negative ? multiply(whole, -1) : whole);
  if (value.kind === 'complex') return value;
  return x !== undefined && negative ? { kind: 'float', value: finite(-x) } : undefined;
}
