/**
 * The weights of ONNX's recurrent operators as our layers keep them.
 * Source: https://onnx.ai/onnx/operators/onnx__LSTM.html and onnx__GRU.html
 */
import { Problem } from '../../../process/problem';
import type { StoredTensor } from '../../tensors';
import { moveAxes } from '../layout';
import type { OnnxNode } from './model';

/** By operator, which of ONNX's gates each of ours is: LSTM has i, o, f, c there and i, f, c, o here; GRU has z, r, h. */
const ORDER: Record<string, readonly number[]> = { LSTM: [0, 2, 3, 1], GRU: [0, 1, 2] };

/** (1, G·H, n) → (n, G·H), or (1, G·H) → (G·H), the gates in our order. */
const inOrder = (values: StoredTensor['values'], order: readonly number[]): StoredTensor['values'] => {
  const length = values.length / order.length;
  const result = values.slice();
  order.forEach((from, to) => {
    result.set(values.subarray(from * length, (from + 1) * length), to * length);
  });
  return result;
};

/** A kernel: (1, G·H, n) → (n, G·H) */
export function gates({ shape, dtype, values }: StoredTensor, { op }: OnnxNode): StoredTensor {
  const rows = { shape: shape.slice(1), dtype, values: inOrder(values, ORDER[op]!) };
  return moveAxes(rows, [1, 0]);
}

/** Both biases, (1, 2·G·H): an LSTM adds them; of a GRU each stays one, for the recurrent one stands behind the gate r. */
export function gateBias({ dtype, values }: StoredTensor, { op }: OnnxNode): StoredTensor[] {
  const half = values.length / 2;
  const parts = [values.subarray(0, half), values.subarray(half)].map((part) => inOrder(part, ORDER[op]!));
  const [input, recurrent] = parts as [StoredTensor['values'], StoredTensor['values']];
  const biases = op === 'GRU' ? [input, recurrent] : [input.map((value, index) => value + recurrent[index]!)];
  return biases.map((each) => ({ shape: [half], dtype, values: each }));
}

const foreign = (object: string, { op }: OnnxNode, what: string) =>
  new Problem('weights-misfit', `${object} has a ${op} ${what}, which ours is not; set model.weights to null`);

/** @throws Problem where a recurrent node computes something else than our layers do */
export function requireOurs(node: OnnxNode, object: string): void {
  if (!(node.op in ORDER)) return;
  const direction = node.texts.get('direction') ?? 'forward';
  if (direction !== 'forward') throw foreign(object, node, `of direction "${direction}"`);
  if (node.op === 'GRU' && !node.integers.get('linear_before_reset')?.[0])
    throw foreign(object, node, 'that resets before the product (linear_before_reset = 0)');
}
