import { add, equal, multiply, subtract, type Dimension } from '../../domain/dimension';
import { floorDivide, modulo } from '../../domain/division';
import { sign } from '../../domain/order';
import type { Operator } from '../../syntax/program';
import { printed, textOfParts } from '../formatting';
import { integer, string, UNKNOWN, type Value } from '../value';

/** A number: integers and others are one kind. */
export const number = (x: number | undefined): Value => {
  if (x !== undefined && Number.isSafeInteger(x)) return integer(x);
  return { kind: 'float', value: x === undefined || Number.isNaN(x) ? undefined : x };
};

/** An integer, symbolic ones too; undefined for other values. */
const integral = (value: Value): Dimension | undefined => {
  if (value.kind === 'boolean') return Number(value.value);
  return value.kind === 'integer' ? value.value : undefined;
};

/** A number as such; NaN where it is one that is not known, undefined for what is none. */
export const numeric = (value: Value): number | undefined => {
  if (value.kind === 'float') return value.value ?? NaN;
  const whole = integral(value);
  return whole === undefined ? undefined : typeof whole === 'number' ? whole : NaN;
};

/** Exact quotients are integers; of others only what rounds them can tell more. */
function divide(a: Dimension, b: Dimension): Value {
  if (typeof a === 'number' && typeof b === 'number') return number(a / b);
  const whole = sign(b) === 0 ? undefined : floorDivide(a, b);
  if (whole !== undefined && equal(multiply(whole, b), a)) return integer(whole);
  return { kind: 'float', value: undefined, quotient: [a, b] };
}

/** The remainder has the sign of the dividend; for sizes that is the modulo. */
function remainder(a: Dimension, b: Dimension): Value {
  if (typeof a === 'number' && typeof b === 'number') return number(a % b);
  return (sign(a) ?? -1) >= 0 && sign(b) === 1 ? integer(modulo(a, b)) : UNKNOWN;
}

const INTEGERS: Partial<Record<Operator, (a: Dimension, b: Dimension) => Value>> = {
  '+': (a, b) => integer(add(a, b)),
  '-': (a, b) => integer(subtract(a, b)),
  '*': (a, b) => integer(multiply(a, b)),
  '/': divide,
  '%': remainder,
};

const NUMBERS: Partial<Record<Operator, (x: number, y: number) => number>> = {
  '+': (x, y) => x + y,
  '-': (x, y) => x - y,
  '*': (x, y) => x * y,
  '/': (x, y) => x / y,
  '%': (x, y) => x % y,
  '**': (x, y) => x ** y,
  '|': (x, y) => x | y,
  '&': (x, y) => x & y,
  '^': (x, y) => x ^ y,
  '<<': (x, y) => x << y,
  '>>': (x, y) => x >> y,
  '>>>': (x, y) => x >>> y,
};

/** `left operator right` as JavaScript computes it. */
export function javascriptOperation(operator: Operator, left: Value, right: Value): Value {
  if (operator === '+' && (left.kind === 'string' || right.kind === 'string')) return joined(left, right);
  const [a, b] = [size(left), size(right)];
  const rule = INTEGERS[operator];
  if (a !== undefined && b !== undefined && rule && !(typeof a === 'number' && typeof b === 'number'))
    return assumed(rule(a, b), left, right);
  const [x, y] = [numeric(left), numeric(right)];
  if (x === undefined || y === undefined) return UNKNOWN;
  return number(Number.isNaN(x + y) ? undefined : NUMBERS[operator]?.(x, y));
}

const size = (value: Value): Dimension | undefined => (value.kind === 'unknown' ? value.size : integral(value));

/** With a parameter of unknown value: what it gives if that is an integer. */
function assumed(result: Value, left: Value, right: Value): Value {
  if (left.kind !== 'unknown' && right.kind !== 'unknown') return result;
  return result.kind === 'integer' ? { kind: 'unknown', size: result.value } : UNKNOWN;
}

/** As a template string writes it; undefined where that is not known. */
export function textOf(value: Value): string | undefined {
  if (value.kind === 'boolean') return String(value.value);
  return value.kind === 'none' ? (value.null ? 'null' : 'undefined') : printed(value);
}

const joined = (left: Value, right: Value): Value => textOfParts([left, right].map(textOf));

export function javascriptUnary(operator: '-' | '+' | '~' | 'typeof', value: Value): Value {
  if (operator === 'typeof') return typeOf(value);
  const whole = integral(value);
  if (whole !== undefined && operator === '-') return integer(multiply(whole, -1));
  if (whole !== undefined && operator === '+') return integer(whole);
  const x = value.kind === 'string' && value.value.trim() !== '' ? Number(value.value) : numeric(value);
  if (x === undefined || Number.isNaN(x)) return x === undefined ? UNKNOWN : number(undefined);
  return number(operator === '-' ? -x : operator === '~' ? ~x : x);
}

const TYPES: Partial<Record<Value['kind'], string>> = {
  integer: 'number',
  float: 'number',
  string: 'string',
  boolean: 'boolean',
  function: 'function',
  bound: 'function',
  method: 'function',
  class: 'function',
  tensor: 'object',
  list: 'object',
  dictionary: 'object',
  instance: 'object',
};

/** Plain values of two types, of which `==` converts one into the other. */
export const areOfTwoTypes = (left: Value, right: Value): boolean =>
  TYPES[left.kind] !== TYPES[right.kind] && [left, right].every(({ kind }) => PLAIN.test(TYPES[kind] ?? ''));

const PLAIN = /^(number|string|boolean)$/;

function typeOf(value: Value): Value {
  if (value.kind === 'none') return string(value.null ? 'object' : 'undefined');
  const type = TYPES[value.kind];
  return type === undefined ? UNKNOWN : string(type);
}
