/**
 * Moves transposes below element-wise operators, reductions and slices: f(Tₚ(a), Tₚ(b)) = Tₚ(f(a, b)).
 * tfjs keeps channels last and ONNX first, so every convolution stands between two transposes; sunk, those between two
 * convolutions meet and cancel.
 */
import { numbersOf, producer, type Node, type Value } from '../graph';
import { ELEMENTWISE } from '../operators/elementwise';
import { integers, inverse, reshape, sizeOf, transpose } from '../operators/shape';
import type { Pass } from './pass';

const REDUCTIONS = new Set(['ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceMin', 'ReduceProd']);

export const pass: Pass = {
  id: 'sink-transposes',
  rewrite(node) {
    if (ELEMENTWISE.has(node.op)) return sinkBelowElementwise(node);
    if (REDUCTIONS.has(node.op)) return sinkBelowReduction(node);
    if (node.op === 'Slice') return sinkBelowSlice(node);
    return null;
  },
};

function sinkBelowElementwise({ op, inputs, attributes, results }: Node): Value[] | null {
  const { shape, graph, type } = results[0]!;
  const perm = inputs.map((input) => permOf(input)).find((found) => found?.length === shape.length);
  if (!perm) return null;
  const before = inputs.map((input) => untranspose(input!, perm, sizeOf(shape)));
  if (before.includes(null)) return null;
  const from = inverse(perm).map((axis) => shape[axis]!);
  const [result] = graph.node(op, before, attributes, [{ type, shape: from }]);
  return [transpose(result!, perm)];
}

const permOf = (value: Value | null): readonly number[] | undefined =>
  producer(value, 'Transpose')?.attributes.perm as readonly number[] | undefined;

/** A value is small beside a result that has as many times its elements: to transpose it costs next to nothing. */
const SMALL = 8;

/** The value v with Tₚ(v) = value, where it costs little: value is such a transpose, lies along one axis, or is small. */
function untranspose(value: Value, perm: readonly number[], size: number): Value | null {
  if (permOf(value)?.join() === perm.join()) return producer(value, 'Transpose')!.inputs[0]!;
  if (sizeOf(value.shape) === 1 && value.shape.length === 0) return value;
  const long = value.shape.filter((length) => length !== 1).length;
  const full = [...Array<number>(perm.length - value.shape.length).fill(1), ...value.shape];
  const back = inverse(perm);
  // With one long axis at most no element moves.
  if (long <= 1)
    return reshape(
      value,
      back.map((axis) => full[axis]!),
    );
  return sizeOf(value.shape) * SMALL <= size ? transpose(reshape(value, full), back) : null;
}

/** A reduction of a transpose folds the axes where they were; what is left may still have to be transposed. */
function sinkBelowReduction({ op, inputs, attributes, results }: Node): Value[] | null {
  const perm = permOf(inputs[0]!);
  const axes = inputs[1]?.origin;
  if (!perm || axes?.kind !== 'constant') return null;
  const x = producer(inputs[0], 'Transpose')!.inputs[0]!;
  const folded = Array.from(axes.elements as BigInt64Array, (axis) => perm[Number(axis)]!);
  const { graph, type } = results[0]!;
  const list = integers(x, folded);
  const kept = x.shape.map((size, axis) => (folded.includes(axis) ? 1 : size));
  const [result] = graph.node(op, [x, list], { ...attributes, keepdims: 1 }, [{ type, shape: kept }]);
  return [reshape(transpose(result!, perm), results[0]!.shape)];
}

/** Begin, end, axes and steps of a slice along every axis, where the axes were. */
function sinkBelowSlice({ inputs, results }: Node): Value[] | null {
  const perm = permOf(inputs[0]!);
  const settings = inputs.slice(1).map((value) => numbersOf(value));
  if (!perm || settings.some((numbers) => numbers?.length !== perm.length)) return null;
  const [begin, end, , step] = settings as number[][];
  const x = producer(inputs[0], 'Transpose')!.inputs[0]!;
  const where = inverse(perm);
  const moved = (numbers: readonly number[]): number[] => where.map((axis) => numbers[axis]!);
  const from = moved(results[0]!.shape);
  const lists = [moved(begin!), moved(end!), where.map((_, axis) => axis), moved(step!)];
  const constants = lists.map((list) => integers(x, list));
  const [result] = x.graph.node('Slice', [x, ...constants], {}, [{ type: x.type, shape: from }]);
  return [transpose(result!, perm)];
}
