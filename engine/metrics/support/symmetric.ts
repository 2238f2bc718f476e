/** Eigenvalues and square roots of symmetric matrices (n, n), row-major, in double precision. */

/** Jacobi's rotations converge quadratically: ten sweeps do for any matrix that fits in memory; more is never reached. */
const MOST_SWEEPS = 60;

/** Off-diagonal squares against all squares that count as zero: below what double precision can tell. */
const NEGLIGIBLE = 1e-30;

export interface Spectrum {
  values: Float64Array;
  /** (n, n): column j belongs to value j. */
  vectors: Float64Array;
}

/** Share of the squares that stand off the diagonal. */
function offDiagonal(matrix: Float64Array, n: number): number {
  let [off, all] = [0, 0];
  matrix.forEach((value, at) => {
    all += value * value;
    if (at % (n + 1) !== 0) off += value * value;
  });
  return all > 0 ? off / all : 0;
}

/** Turns columns p and q of (n, n) by the angle: column p becomes c·p − s·q, column q s·p + c·q. */
function turnColumns(matrix: Float64Array, n: number, [p, q]: [number, number], [c, s]: [number, number]): void {
  for (let row = 0; row < n * n; row += n) {
    const [a, b] = [matrix[row + p]!, matrix[row + q]!];
    matrix[row + p] = c * a - s * b;
    matrix[row + q] = s * a + c * b;
  }
}

function turnRows(matrix: Float64Array, n: number, [p, q]: [number, number], [c, s]: [number, number]): void {
  for (let column = 0; column < n; column++) {
    const [a, b] = [matrix[p * n + column]!, matrix[q * n + column]!];
    matrix[p * n + column] = c * a - s * b;
    matrix[q * n + column] = s * a + c * b;
  }
}

/** Cosine and sine of the rotation that makes entry (p, q) zero (Golub & Van Loan, algorithm 8.4.1). */
function rotation(matrix: Float64Array, n: number, [p, q]: [number, number]): [number, number] {
  const tau = (matrix[q * n + q]! - matrix[p * n + p]!) / (2 * matrix[p * n + q]!);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  return [c, t * c];
}

/** By Jacobi's cyclic rotations. */
export function spectrum(symmetric: Float64Array, n: number): Spectrum {
  const matrix = Float64Array.from(symmetric);
  const vectors = Float64Array.from(matrix, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(matrix, n) > NEGLIGIBLE; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (matrix[p * n + q] === 0) continue;
        const angle = rotation(matrix, n, [p, q]);
        turnColumns(matrix, n, [p, q], angle);
        turnRows(matrix, n, [p, q], angle);
        turnColumns(vectors, n, [p, q], angle);
      }
    }
  }
  return { values: Float64Array.from({ length: n }, (_, index) => matrix[index * (n + 1)]!), vectors };
}

/** a · b, each (n, n). */
export function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  return Float64Array.from(a, (_, at) => {
    const [row, column] = [Math.floor(at / n) * n, at % n];
    let sum = 0;
    for (let k = 0; k < n; k++) sum += a[row + k]! * b[k * n + column]!;
    return sum;
  });
}

/** The positive square root of a covariance: eigenvalues that rounding made negative count as 0. */
export function squareRoot(covariance: Float64Array, n: number): Float64Array {
  const { values, vectors } = spectrum(covariance, n);
  // V √Λ Vᵀ
  const scaled = vectors.map((value, at) => value * Math.sqrt(Math.max(0, values[at % n]!)));
  const transposed = vectors.map((_, at) => vectors[(at % n) * n + Math.floor(at / n)]!);
  return product(scaled, transposed, n);
}
