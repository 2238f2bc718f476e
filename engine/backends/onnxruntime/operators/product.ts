/** ONNX's matrix products. */
import type { Value } from '../graph';
import { broadcastShape } from './elementwise';
import { transpose } from './shape';

/** (m, k) × (k, n) → (m, n), either transposed, plus c that broadcasts to (m, n). float32 only. */
export function gemm(a: Value, b: Value, transA: boolean, transB: boolean, c?: Value): Value {
  const shape = [a.shape[transA ? 1 : 0]!, b.shape[transB ? 0 : 1]!];
  const inputs = c ? [a, b, c] : [a, b];
  return a.graph.node('Gemm', inputs, { transA: Number(transA), transB: Number(transB) }, [
    { type: a.type, shape },
  ])[0]!;
}

/** x with its last two axes exchanged. */
function swapLast(x: Value): Value {
  const perm = x.shape.map((_, axis) => axis);
  perm.push(...perm.splice(-2).reverse());
  return transpose(x, perm);
}

/** (…, m, k) × (…, k, n) → (…, m, n) with leading axes broadcast. */
export function matmul(a: Value, b: Value, transA = false, transB = false): Value {
  const [left, right] = [transA ? swapLast(a) : a, transB ? swapLast(b) : b];
  const leading = broadcastShape(left.shape.slice(0, -2), right.shape.slice(0, -2));
  const shape = [...leading, left.shape.at(-2)!, right.shape.at(-1)!];
  return a.graph.node('MatMul', [left, right], {}, [{ type: a.type, shape }])[0]!;
}
