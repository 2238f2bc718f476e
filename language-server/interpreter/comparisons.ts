import { arrayClass } from './arrays';
import { paths } from './branches';
import { add, equal, subtract, type Dimension } from '../domain/dimension';
import { different, sign } from '../domain/order';
import { symbolAtoms } from '../domain/symbols';
import type { Expression } from '../syntax/program';
import { has } from './dictionaries';
import { dictionaryIn } from './dictionary-classes';
import { isEnumeration } from './enumerations';
import { evaluate } from './expressions';
import { inNoOrder } from './iteration';
import { areOfTwoTypes } from './javascript/operators';
import type { Machine } from './machine';
import { containsMethod, operatorMethod } from './operator-methods';
import { integral, numeric, tensorFunction } from './operators';
import { truth } from './truth';
import { keyOf } from './keys';
import { boolean, UNKNOWN, type Site, type Value } from './value';

const TENSOR_COMPARISONS: Partial<Record<string, string>> = {
  '<': 'torch.lt',
  '<=': 'torch.le',
  '>': 'torch.gt',
  '>=': 'torch.ge',
  '==': 'torch.eq',
  '!=': 'torch.ne',
};

/** `a < b == c`: true where each pair is certainly so, false where one certainly is not. */
export function compare(
  machine: Machine,
  { operands, operators, loose, range }: Extract<Expression, { kind: 'comparison' }>,
): Value {
  const values = operands.slice(0, 2).map((operand) => evaluate(machine, operand));
  if (operands.length > 2) evaluateRest(machine, operands, operators, values);
  const tensors = values.some(({ kind }) => kind === 'tensor');
  const identity = operators.every((operator) => /^(is|in|not in|is not)$/.test(operator));
  if (tensors && !identity && operands.length === 2 && !machine.javascript) {
    return compareTensors(machine, operators[0]!, [values[0]!, values[1]!], machine.site({ range }));
  }
  const own =
    operands.length === 2 && !identity && !machine.javascript
      ? operatorMethod(machine, operators[0]!, [values[0]!, values[1]!], machine.site({ range }))
      : undefined;
  if (own) return own;
  const outcomes = operators.map((operator, i) => {
    const [left, right] = [values[i], values[i + 1]];
    return left && right && comparePair(machine, operator, [left, right], loose);
  });
  if (outcomes.includes(false)) return boolean(false);
  return outcomes.every((outcome) => outcome === true) ? boolean(true) : UNKNOWN;
}

/** NumPy before 1.25 takes arrays that do not fit for unequal. */
function compareTensors(machine: Machine, operator: string, values: [Value, Value], site: Site): Value {
  const equality = operator === '==' || operator === '!=';
  const lenient = Number(
    equality && values.some((each) => each.kind === 'tensor' && arrayClass(each) === 'numpy.ndarray'),
  );
  machine.guarded += lenient;
  const result = tensorFunction(machine, TENSOR_COMPARISONS[operator] ?? 'torch.eq', values, site);
  machine.guarded -= lenient;
  return result;
}

/** The third operand and those after it are evaluated where all pairs before them hold. */
function evaluateRest(
  machine: Machine,
  operands: readonly Expression[],
  operators: readonly string[],
  values: Value[],
): void {
  const last = values.length;
  const outcome = comparePair(machine, operators[last - 2]!, [values[last - 2]!, values[last - 1]!]);
  const operand = operands[last];
  if (!operand || outcome === false) return;
  const evaluateNext = (): boolean => {
    values.push(evaluate(machine, operand));
    evaluateRest(machine, operands, operators, values);
    return true;
  };
  if (outcome) evaluateNext();
  else paths(machine, [evaluateNext, () => true]);
}

function comparePair(
  machine: Machine,
  operator: string,
  [left, right]: readonly [Value, Value],
  loose = false,
): boolean | undefined {
  switch (operator) {
    case 'is':
      return identical(left, right);
    case 'is not':
      return negated(identical(left, right));
    case '==':
      return areEqual(machine, left, right, loose);
    case '!=':
      return negated(areEqual(machine, left, right, loose));
    case 'in':
      return member(machine, left, right);
    case 'not in':
      return negated(member(machine, left, right));
    default:
      return ordered(operator, left, right);
  }
}

const negated = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value);

/** JavaScript's null is no undefined, nor a number a text, except for `==`, which converts. */
function areEqual({ javascript }: Machine, left: Value, right: Value, loose: boolean): boolean | undefined {
  if (!javascript) return same(left, right);
  if (left.kind === 'none' && right.kind === 'none') return loose || left.null === right.null;
  return areOfTwoTypes(left, right) ? (loose ? undefined : false) : same(left, right);
}

/** Things that Python may make anew, so that two may be equal and not the same. */
const VALUES = new Set<Value['kind']>(['float', 'string', 'tuple', 'range', 'slice']);

/** Whether both are one thing: an integer is no boolean, and equal texts may be two. */
function identical(left: Value, right: Value): boolean | undefined {
  const equals = same(left, right);
  if (equals === undefined || left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  if (left.kind !== right.kind) return false;
  return equals && VALUES.has(left.kind) ? undefined : equals;
}

/** Equality where it is certain. Tensors other than gradients, sizes that are known, instances and functions are never None. */
export function same(left: Value, right: Value): boolean | undefined {
  const [a, b] = [integral(left), integral(right)];
  if (a !== undefined && b !== undefined) return decided(equal(a, b), different(a, b));
  const [x, y] = [numeric(left), numeric(right)];
  if (x !== undefined && y !== undefined) return decided(x === y, x < y || x > y);
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  if (left.kind === 'none' || right.kind === 'none')
    return isOptional(left) || isOptional(right) ? undefined : left.kind === right.kind;
  if (left.kind === 'tuple' && right.kind === 'tuple') return sameElements(left.elements, right.elements);
  return sameKey(left, right);
}

/** A gradient that was not computed; a size of a symbolic input that is open, which Keras and TensorFlow give as None. */
const isOptional = (value: Value): boolean =>
  value.kind === 'integer'
    ? symbolAtoms(value.value).some(({ name }) => OPEN_SIZES.has(name))
    : value.kind === 'tensor' && value.optional === true;

/** The names of the symbols that stand for the batch of a symbolic input, and for its other sizes that are None. */
const OPEN_SIZES: ReadonlySet<string> = new Set(['B', 'n']);

const decided = (yes: boolean, no: boolean): boolean | undefined => (yes ? true : no ? false : undefined);

function sameKey(left: Value, right: Value): boolean | undefined {
  const [p, q] = [keyOf(left), keyOf(right)];
  if (p !== undefined && q !== undefined) return p === q ? true : isForeign(left, right) ? undefined : false;
  // All complex numbers are one value.
  if (left === right) return left.kind === 'tensor' || left.kind === 'complex' ? undefined : true;
  return areMembers(left, right) ? false : undefined;
}

/** A library's member may be equal to what it is not itself: `tf.__version__ == '1.8.0'`, `np.float32 == tf.float32`. */
function isForeign(left: Value, right: Value): boolean {
  const [a, b] = [left, right].map((each) => (each.kind === 'library' ? each.name.split('.')[0] : undefined));
  return a !== b;
}

/** Two classes, or two members of enums: they are equal only if they are the same. */
const areMembers = (left: Value, right: Value): boolean =>
  [left, right].every(
    (each) =>
      each.kind === 'class' || (each.kind === 'instance' && each.class.kind === 'class' && isEnumeration(each.class)),
  );

function sameElements(left: readonly Value[], right: readonly Value[]): boolean | undefined {
  if (left.length !== right.length) return false;
  const pairs = left.map((element, i) => same(element, right[i]!));
  if (pairs.includes(false)) return false;
  return pairs.every((pair) => pair === true) ? true : undefined;
}

function member(machine: Machine, element: Value, container: Value): boolean | undefined {
  if (element.kind === 'string' && container.kind === 'string') return container.value.includes(element.value);
  if (machine.javascript && container.kind !== 'dictionary') return undefined;
  const own = containsMethod(machine, container, element);
  if (own) return truth(own);
  const entries = dictionaryIn(container);
  if (entries) return has(entries.entries.value, keyOf(element));
  const elements = inNoOrder(machine, container);
  const outcomes = elements?.map((each) => same(element, each));
  if (outcomes?.includes(true)) return true;
  return outcomes?.every((outcome) => outcome === false) ? false : undefined;
}

function ordered(operator: string, left: Value, right: Value): boolean | undefined {
  const [a, b] = [integral(left), integral(right)];
  if (a !== undefined && b !== undefined) return orderedSign(operator, sign(subtract(a, b)), subtract(a, b));
  const [x, y] = [numeric(left), numeric(right)];
  if (x === undefined || y === undefined || Number.isNaN(x - y)) return undefined;
  return orderedSign(operator, Math.sign(x - y), undefined);
}

function orderedSign(
  operator: string,
  difference: number | undefined,
  exact: Dimension | undefined,
): boolean | undefined {
  if (difference === undefined) return weakOrder(operator, exact);
  if (operator === '<') return difference < 0;
  if (operator === '<=') return difference <= 0;
  if (operator === '>') return difference > 0;
  return operator === '>=' ? difference >= 0 : undefined;
}

/** a ≥ b is certain where a − b + 1 > 0. */
function weakOrder(operator: string, difference: Dimension | undefined): boolean | undefined {
  if (difference === undefined) return undefined;
  const notNegative = sign(add(difference, 1)) === 1;
  const notPositive = sign(subtract(difference, 1)) === -1;
  if (operator === '>=' || operator === '<') return notNegative ? operator === '>=' : undefined;
  return notPositive ? operator === '<=' : undefined;
}
