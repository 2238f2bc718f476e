/**
 * Resizing is linear: row i of the result is Σ_j R[i, j]·row j of the image, and columns likewise with C. So the
 * gradient sends dy[i, k] to every [j, l] with the weight R[i, j]·C[k, l].
 */
import type { Weights } from '../../onnxruntime/operators/resizing';
import type { Filled } from '../kernel';

/** dy (B, H′, W′, C), x (B, H, W, C) → dx. */
export function resizeGradient(dy: Filled, x: Filled, weights: (from: number, to: number) => Weights): Float32Array {
  const [B, H, W, C] = x.shape as [number, number, number, number];
  const [, newH, newW] = dy.shape as [number, number, number, number];
  const [rows, columns] = [weights(H, newH), weights(W, newW)];
  const dx = new Float32Array(B * H * W * C);
  for (let b = 0; b < B; b++) {
    rows.forEach((row, i) => {
      columns.forEach((column, k) => {
        const source = ((b * newH + i) * newW + k) * C;
        for (const [j, rowWeight] of row) {
          for (const [l, columnWeight] of column) {
            const target = ((b * H + j) * W + l) * C;
            for (let c = 0; c < C; c++) dx[target + c]! += dy.values[source + c]! * rowWeight * columnWeight;
          }
        }
      });
    });
  }
  return dx;
}
