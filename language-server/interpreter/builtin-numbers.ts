import { known } from './memory';
import { integerWithin } from '../libraries/bounds';
import { arrayClass } from './arrays';
import { add, multiply, unknownInteger } from '../domain/dimension';
import { floorDivide, modulo } from '../domain/division';
import { extreme, sign } from '../domain/order';
import type { Builtin, BuiltinCall } from './builtin';
import type { Elements } from './each';
import { inNoOrder, isUnordered, iterate, reordered } from './iteration';
import { joinValues } from './join';
import type { Machine } from './machine';
import { operate } from './operators';
import { callLibrary } from './library-calls';
import { noArguments, type Arguments } from './arguments';
import type { CallContext } from './calls';
import { askKeys } from './key-functions';
import { checkOneNumber } from './one-entry';
import { boolean, COMPLEX, integer, list, string, tuple, UNKNOWN, type Value } from './value';

function toInteger(_: BuiltinCall, value: Value = integer(0), base?: Value): Value {
  if (base) return toIntegerOf(value, base);
  if (value.kind === 'integer') return value;
  if (value.kind === 'boolean') return integer(Number(value.value));
  if (value.kind === 'string' && /^-?\d{1,15}$/.test(value.value)) return integer(Number(value.value));
  const known = value.kind === 'float' ? value.value : entryOf(value);
  if (known !== undefined) return Number.isSafeInteger(Math.trunc(known)) ? integer(Math.trunc(known)) : UNKNOWN;
  const drawn = value.kind === 'tensor' ? integerWithin(value) : undefined;
  return CONVERTIBLE.has(value.kind) ? integer(drawn ?? unknownInteger()) : UNKNOWN;
}

/** `int('1f', 16)`; what stands before the digits may say the base. */
function toIntegerOf(text: Value, base: Value): Value {
  const radix = base.kind === 'integer' && typeof base.value === 'number' ? base.value : 0;
  const digits = text.kind === 'string' ? /^-?([0-9a-z]+)$/.exec(text.value)?.[1] : undefined;
  const areDigits = digits !== undefined && Array.from(digits).every((digit) => parseInt(digit, 36) < radix);
  const value = areDigits ? parseInt((text as { value: string }).value, radix) : NaN;
  return Number.isSafeInteger(value) ? integer(value) : integer(unknownInteger());
}

/** What `int()` makes a number of, whichever it is. */
const CONVERTIBLE = new Set<Value['kind']>(['unknown', 'float', 'string', 'tensor']);

/** A tensor of one entry, where that is known. */
function entryOf(value: Value): number | undefined {
  const entries = value.kind === 'tensor' ? known(value).values : undefined;
  return entries?.length === 1 ? entries[0] : undefined;
}

function toFloat(_: BuiltinCall, value: Value = integer(0)): Value {
  const known = value.kind === 'integer' || value.kind === 'float' ? value.value : entryOf(value);
  return { kind: 'float', value: typeof known === 'number' ? known : undefined };
}

function round(_: BuiltinCall, value: Value = UNKNOWN, digits?: Value): Value {
  if (value.kind === 'integer') return digits && digits.kind !== 'none' ? integer(unknownInteger()) : value;
  if (digits) return { kind: 'float', value: undefined };
  if (value.kind !== 'float' || value.value === undefined) return UNKNOWN;
  return integer(roundHalfEven(value.value));
}

function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

const best =
  (kind: 'min' | 'max'): Builtin =>
  ({ machine, given, context }) => {
    const { positional } = given;
    const iterable = positional.length === 1 ? positional[0] : undefined;
    const values = iterable ? inNoOrder(machine, iterable) : positional;
    askKeys(machine, iterable && isUnordered(machine, iterable) ? undefined : values, given, context);
    if (!values?.length || given.named.size > 0) return UNKNOWN;
    if (values.every(({ kind }) => kind === 'tensor')) return joinValues(values);
    if (values.every((value) => value.kind === 'integer')) {
      return integer(values.map(({ value }) => value).reduce((a, b) => extreme(kind, a, b)));
    }
    const numbers = values.map((value) =>
      value.kind === 'integer' || value.kind === 'float' ? value.value : undefined,
    );
    if (!numbers.every((value) => typeof value === 'number')) return UNKNOWN;
    const found = values[numbers.indexOf(Math[kind](...numbers))];
    return found ?? UNKNOWN;
  };

function sum({ machine, context }: BuiltinCall, iterable: Value = UNKNOWN, start: Value = integer(0)): Value {
  const elements = inNoOrder(machine, iterable);
  const joined = (total: Value, each: Value): Value => operate(machine, '+', total, each, context.site);
  if (elements?.some(({ kind }) => kind === 'tensor')) return elements.reduce(joined, start);
  if (start.kind === 'list' || start.kind === 'tuple')
    return joinedSequences(iterate(machine, iterable), start, joined);
  if (!elements?.every((each) => each.kind === 'integer') || start.kind !== 'integer') return UNKNOWN;
  return integer(elements.reduce((total, { value }) => add(total, value), start.value));
}

/** `sum(lists, [])`, in their order. */
const joinedSequences = (
  all: readonly Value[] | undefined,
  start: Value,
  join: (total: Value, each: Value) => Value,
): Value => (all?.every(({ kind }) => kind === start.kind) ? all.reduce(join, start) : UNKNOWN);

function absolute({ machine, context }: BuiltinCall, value: Value = UNKNOWN): Value {
  if (value.kind === 'tensor') return callLibrary(machine, ABSOLUTE[arrayClass(value)] ?? '', one(value), context);
  if (value.kind !== 'integer') return UNKNOWN;
  const known = sign(value.value);
  return known === undefined ? UNKNOWN : integer(known < 0 ? multiply(value.value, -1) : value.value);
}

/** What `abs()` calls, by whose array it is. */
const ABSOLUTE: Partial<Record<string, string>> = { 'torch.Tensor': 'torch.abs', 'numpy.ndarray': 'numpy.abs' };

const one = (value: Value): Arguments => ({ ...noArguments(), positional: [value] });

/** `pow(base, exponent)`; with a modulus there are whole numbers only. */
const power = ({ machine, context }: BuiltinCall, base: Value = UNKNOWN, exponent?: Value, modulus?: Value): Value =>
  exponent && !modulus ? operate(machine, '**', base, exponent, context.site) : UNKNOWN;

function divideWithRemainder(_: BuiltinCall, a: Value = UNKNOWN, b: Value = UNKNOWN): Value {
  if (a.kind !== 'integer' || b.kind !== 'integer' || !sign(b.value)) return UNKNOWN;
  return tuple([integer(floorDivide(a.value, b.value)), integer(modulo(a.value, b.value))]);
}

const sorted = ({ machine, given, context }: BuiltinCall, iterable: Value = UNKNOWN): Value =>
  list(sortedElements(machine, iterable, given, context));

/** An iterable's elements in order: exactly where they are numbers or plain texts. */
export function sortedElements(machine: Machine, iterable: Value, given: Arguments, context: CallContext): Elements {
  const { named } = given;
  const elements = inNoOrder(machine, iterable);
  askKeys(machine, isUnordered(machine, iterable) ? undefined : elements, given, context);
  const backwards = named.get('reverse') ?? boolean(false);
  const known = [...named.keys()].every((name) => name === 'reverse') && backwards.kind === 'boolean';
  const exact = known ? (sortedNumbers(elements) ?? sortedTexts(elements)) : undefined;
  if (exact && backwards.kind === 'boolean') return backwards.value ? exact.toReversed() : exact;
  return elements?.every(isLasting) ? reordered(machine, elements) : undefined;
}

/** Whether a value is the same wherever it stands: what its elements are does not change. */
const isLasting = (value: Value): boolean =>
  value.kind === 'tuple' ? value.elements.every(isLasting) : /^(integer|float|string|boolean|tensor)$/.test(value.kind);

function sortedNumbers(elements: readonly Value[] | undefined): readonly Value[] | undefined {
  const numbers = elements?.map((each) =>
    each.kind === 'integer' && typeof each.value === 'number' ? each.value : NaN,
  );
  return numbers?.every((each) => !Number.isNaN(each)) ? numbers.toSorted((a, b) => a - b).map(integer) : undefined;
}

/** By code units, which is Python's order of code points for what is ASCII. */
function sortedTexts(elements: readonly Value[] | undefined): readonly Value[] | undefined {
  const texts = elements?.flatMap((each) => (each.kind === 'string' && isAscii(each.value) ? [each.value] : []));
  return texts && texts.length === elements?.length
    ? texts.toSorted((a, b) => (a < b ? -1 : Number(a > b))).map(string)
    : undefined;
}

const isAscii = (text: string): boolean => Array.from(text).every((letter) => letter <= '\x7f');

const ofOneNumber =
  (name: string, convert: Builtin): Builtin =>
  (call, ...values) => {
    checkOneNumber(call.machine, values[0], name, call.context.site);
    return convert(call, ...values);
  };

/** Built-ins of numbers: conversions, extremes, sums. */
export const NUMBERS: Partial<Record<string, Builtin>> = {
  int: ofOneNumber('int', toInteger),
  float: ofOneNumber('float', toFloat),
  complex: () => COMPLEX,
  round,
  min: best('min'),
  max: best('max'),
  sum,
  abs: absolute,
  pow: power,
  divmod: divideWithRemainder,
  sorted,
};
