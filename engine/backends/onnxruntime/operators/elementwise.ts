/** ONNX operators that act element by element, with NumPy's broadcasting; a plain number is a scalar constant. */
import { broadcast_util } from '@tensorflow/tfjs-core';
import { float16Bits } from '../float16';
import type { Attributes, Elements, ElementType, Graph, Shape, Value } from '../graph';

export type Operand = Value | number;

/** Operators whose result at a place depends on their inputs at that place only. */
export const ELEMENTWISE: ReadonlySet<string> = new Set([
  ...['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Pow', 'And', 'Or', 'Xor', 'Where'],
  ...['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'Cast', 'Not', 'Neg', 'Abs'],
  ...['Sqrt', 'Exp', 'Log', 'Floor', 'Ceil', 'Relu', 'Tanh', 'Erf', 'Reciprocal', 'Sign', 'HardSigmoid'],
]);

/** Typed elements for a constant. */
export function elementsOf(type: ElementType, numbers: readonly number[]): Elements {
  switch (type) {
    case 'float32':
      return Float32Array.from(numbers);
    case 'int32':
      return Int32Array.from(numbers);
    case 'bool':
      return Uint8Array.from(numbers);
    case 'int64':
      return BigInt64Array.from(numbers, (number) => BigInt(number));
    case 'float16':
      return Uint16Array.from(numbers, float16Bits);
    case 'float64':
      return Float64Array.from(numbers);
  }
}

/** A constant of rank 0. */
export const scalar = (graph: Graph, value: number, type: ElementType = 'float32'): Value =>
  graph.constant(elementsOf(type, [value]), { type, shape: [] });

/** An operator with one input, and a result of the same shape. */
export function map(op: string, x: Value, attributes: Attributes = {}, type = x.type): Value {
  return x.graph.node(op, [x], attributes, [{ type, shape: x.shape }])[0]!;
}

/** The shape that all shapes broadcast to. */
export const broadcastShape = (...shapes: Shape[]): number[] =>
  shapes.reduce<number[]>((a, b) => broadcast_util.assertAndGetBroadcastShape(a, [...b]), []);

const unary =
  (op: string) =>
  (x: Value): Value =>
    map(op, x);

function lift(a: Operand, b: Operand): [Value, Value] {
  if (typeof a !== 'number') return [a, typeof b === 'number' ? scalar(a.graph, b, a.type) : b];
  if (typeof b === 'number') throw new TypeError('one operand must be a value');
  return [scalar(b.graph, a, b.type), b];
}

const binary =
  (op: string, attributes: Attributes = {}) =>
  (left: Operand, right: Operand): Value => {
    const [a, b] = lift(left, right);
    return a.graph.node(op, [a, b], attributes, [{ type: a.type, shape: broadcastShape(a.shape, b.shape) }])[0]!;
  };

const comparison =
  (op: string) =>
  (left: Operand, right: Operand): Value => {
    const [a, b] = lift(left, right);
    return a.graph.node(op, [a, b], {}, [{ type: 'bool', shape: broadcastShape(a.shape, b.shape) }])[0]!;
  };

export const add = binary('Add');
export const sub = binary('Sub');
export const mul = binary('Mul');
export const div = binary('Div');
export const pow = binary('Pow');
export const max = binary('Max');
export const min = binary('Min');
export const and = binary('And');
export const or = binary('Or');
export const xor = binary('Xor');
/** The remainder with the sign of the dividend, as C's fmod. */
export const fmod = binary('Mod', { fmod: 1 });
export const bitwiseAnd = binary('BitwiseAnd');

export const equal = comparison('Equal');
export const greater = comparison('Greater');
export const greaterOrEqual = comparison('GreaterOrEqual');
export const less = comparison('Less');
export const lessOrEqual = comparison('LessOrEqual');

export const neg = unary('Neg');
export const abs = unary('Abs');
export const sqrt = unary('Sqrt');
export const exp = unary('Exp');
export const log = unary('Log');
export const floor = unary('Floor');
export const not = unary('Not');
export const relu = unary('Relu');
/** 1 / (1 + e⁻ˣ). onnxruntime's Sigmoid is a fraction of polynomials, whose relative error grows from 10⁻⁶ at −3 to 1 at −18. */
export const sigmoid = (x: Value): Value => map('Reciprocal', add(exp(neg(x)), 1));

/** Chooses between two values element by element. */
export function where(condition: Value, ifTrue: Operand, ifFalse: Operand): Value {
  const [a, b] = lift(ifTrue, ifFalse);
  if (a.type === 'bool') return or(and(condition, a), and(not(condition), b));
  const shape = broadcastShape(condition.shape, a.shape, b.shape);
  return a.graph.node('Where', [condition, a, b], {}, [{ type: a.type, shape }])[0]!;
}

/** ONNX's codes of element types, for Cast. */
const codes: Record<ElementType, number> = { float32: 1, int32: 6, int64: 7, bool: 9, float16: 10, float64: 11 };

/** The largest of several values of one shape, place by place. */
export const largest = (values: readonly Value[]): Value => values[0]!.graph.node('Max', values, {}, [values[0]!])[0]!;

/** Converts elements; to bool, whatever is not zero is true. */
export const cast = (x: Value, type: ElementType): Value =>
  x.type === type ? x : map('Cast', x, { to: codes[type] }, type);
