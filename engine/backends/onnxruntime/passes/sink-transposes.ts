/**
 * Moves transposes below element-wise operators and reductions: f(Tₚ(a), Tₚ(b)) = Tₚ(f(a, b)).
 * tfjs keeps channels last and ONNX first, so every convolution stands between two transposes; sunk, those between two
 * convolutions meet and cancel.
 */
import { producer, type Node, type Value } from '../graph';
import { inverse, reshape, sizeOf, transpose } from '../operators/shape';
import type { Pass } from './pass';

/** Operators whose result at a place depends on their inputs at that place only. */
const ELEMENTWISE = new Set([
  ...['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Pow', 'And', 'Or', 'Xor', 'Where'],
  ...['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'Cast', 'Not', 'Neg', 'Abs'],
  ...['Sqrt', 'Exp', 'Log', 'Floor', 'Ceil', 'Relu', 'Sigmoid', 'Tanh', 'Erf', 'Reciprocal', 'Sign'],
]);

const REDUCTIONS = new Set(['ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceMin', 'ReduceProd']);

export const pass: Pass = {
  id: 'sink-transposes',
  rewrite(node) {
    if (ELEMENTWISE.has(node.op)) return sinkBelowElementwise(node);
    if (REDUCTIONS.has(node.op)) return sinkBelowReduction(node);
    return null;
  },
};

function sinkBelowElementwise({ op, inputs, attributes, results }: Node): Value[] | null {
  const { shape, graph, type } = results[0]!;
  const perm = inputs.map((input) => permOf(input)).find((found) => found?.length === shape.length);
  if (!perm) return null;
  const before = inputs.map((input) => untranspose(input!, perm));
  if (before.includes(null)) return null;
  const from = inverse(perm).map((axis) => shape[axis]!);
  const [result] = graph.node(op, before, attributes, [{ type, shape: from }]);
  return [transpose(result!, perm)];
}

const permOf = (value: Value | null): readonly number[] | undefined =>
  producer(value, 'Transpose')?.attributes.perm as readonly number[] | undefined;

/** The value v with Tₚ(v) = value, where it costs nothing: value is such a transpose, or lies along one axis only. */
function untranspose(value: Value, perm: readonly number[]): Value | null {
  if (permOf(value)?.join() === perm.join()) return producer(value, 'Transpose')!.inputs[0]!;
  if (sizeOf(value.shape) === 1 && value.shape.length === 0) return value;
  const long = value.shape.filter((size) => size !== 1).length;
  if (long > 1) return null;
  const full = [...Array<number>(perm.length - value.shape.length).fill(1), ...value.shape];
  return reshape(
    value,
    inverse(perm).map((axis) => full[axis]!),
  );
}

/** A reduction of a transpose folds the axes where they were; what is left may still have to be transposed. */
function sinkBelowReduction({ op, inputs, attributes, results }: Node): Value[] | null {
  const perm = permOf(inputs[0]!);
  const axes = inputs[1]?.origin;
  if (!perm || axes?.kind !== 'constant') return null;
  const x = producer(inputs[0], 'Transpose')!.inputs[0]!;
  const folded = Array.from(axes.elements as BigInt64Array, (axis) => perm[Number(axis)]!);
  const { graph, type } = results[0]!;
  const list = graph.constant(BigInt64Array.from(folded, BigInt), { type: 'int64', shape: [folded.length] });
  const kept = x.shape.map((size, axis) => (folded.includes(axis) ? 1 : size));
  const [result] = graph.node(op, [x, list], { ...attributes, keepdims: 1 }, [{ type, shape: kept }]);
  return [reshape(transpose(result!, perm), results[0]!.shape)];
}
