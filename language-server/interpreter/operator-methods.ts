import type { Operator } from '../syntax/program';
import { getAttribute } from './attributes';
import { callValue } from './calls';
import { noArguments } from './arguments';
import type { Machine } from './machine';
import { UNKNOWN, type Site, type Value } from './value';

const NAMES: Partial<Record<Operator, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
};

const COMPARISONS: Partial<Record<string, readonly [name: string, reflected: string]>> = {
  '<': ['__lt__', '__gt__'],
  '<=': ['__le__', '__ge__'],
  '>': ['__gt__', '__lt__'],
  '>=': ['__ge__', '__le__'],
  '==': ['__eq__', '__eq__'],
  '!=': ['__ne__', '__ne__'],
};

const UNARY: Partial<Record<string, string>> = { '-': '__neg__', '+': '__pos__', '~': '__invert__' };

/** Values that have no method of their own for an object on the other side. */
const PLAIN = new Set(['integer', 'float', 'boolean', 'string', 'none']);

function ask(machine: Machine, object: Value, name: string, positional: Value[], site: Site): Value | undefined {
  if (object.kind !== 'instance') return undefined;
  const method = getAttribute(machine, object, name, site);
  if (method.kind === 'unknown') return undefined;
  const result = callValue(machine, method, { ...noArguments(), positional }, { site });
  // The other side would be asked then.
  return result.kind === 'builtin' ? UNKNOWN : result;
}

/** What the left object's method says, or the right one's of a plain value; undefined where there is none. */
export function operatorMethod(
  machine: Machine,
  operator: string,
  [left, right]: readonly [Value, Value],
  site: Site,
): Value | undefined {
  const name = NAMES[operator as Operator];
  const [own, reflected] = name === undefined ? (COMPARISONS[operator] ?? []) : [`__${name}__`, `__r${name}__`];
  if (own === undefined || reflected === undefined) return undefined;
  if (PLAIN.has(left.kind)) return ask(machine, right, reflected, [left], site);
  // The method of a class that extends the left one's goes first.
  if (extendsClassOf(right, left)) return UNKNOWN;
  return ask(machine, left, own, [right], site);
}

const extendsClassOf = (object: Value, other: Value): boolean =>
  object.kind === 'instance' &&
  other.kind === 'instance' &&
  object.class.kind === 'class' &&
  object.class !== other.class &&
  (object.class.ancestors?.includes(other.class) ?? true);

/** `left += right` by the left object's method for it, or for `+`. */
export function inPlaceMethod(
  machine: Machine,
  operator: string,
  [left, right]: readonly [Value, Value],
  site: Site,
): Value | undefined {
  const name = NAMES[operator as Operator];
  const own = name === undefined ? undefined : ask(machine, left, `__i${name}__`, [right], site);
  return own ?? operatorMethod(machine, operator, [left, right], site);
}

/** `element in object` by its method for it. */
export const containsMethod = (machine: Machine, object: Value, element: Value): Value | undefined =>
  object.kind === 'instance' ? ask(machine, object, '__contains__', [element], object.construction.site) : undefined;

/** `-object` */
export const unaryMethod = (machine: Machine, operator: string, object: Value, site: Site): Value | undefined =>
  ask(machine, object, UNARY[operator] ?? '', [], site);
