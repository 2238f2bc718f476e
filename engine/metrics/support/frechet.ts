/** How far two sets of feature vectors are apart, as Gaussians: the measure behind FID. */
import { product, spectrum, squareRoot } from './symmetric';

/** A Gaussian fitted to vectors of n features. */
export interface Gaussian {
  /** (n) */
  mean: Float64Array;
  /** (n, n) */
  covariance: Float64Array;
}

/** How many running sums vectors of n features need: count, sums, and sums of products (the upper triangle). */
export const momentsOf = (n: number): number => 1 + n + (n * (n + 1)) / 2;

/** Adds vectors (count, n) to sums that begin at `from`. */
export function addMoments(sums: number[], from: number, vectors: ArrayLike<number>, n: number): void {
  for (let at = 0; at < vectors.length; at += n) {
    sums[from]!++;
    let pair = from + 1 + n;
    for (let i = 0; i < n; i++) {
      sums[from + 1 + i]! += vectors[at + i]!;
      for (let j = i; j < n; j++) sums[pair++]! += vectors[at + i]! * vectors[at + j]!;
    }
  }
}

/** The Gaussian of what was summed up, its covariance over count − 1. */
export function gaussian(sums: readonly number[], from: number, n: number): Gaussian {
  const count = sums[from]!;
  const mean = Float64Array.from({ length: n }, (_, i) => sums[from + 1 + i]! / count);
  const covariance = new Float64Array(n * n);
  let pair = from + 1 + n;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const value = (sums[pair++]! - count * mean[i]! * mean[j]!) / (count - 1);
      covariance[i * n + j] = value;
      covariance[j * n + i] = value;
    }
  }
  return { mean, covariance };
}

const trace = (matrix: Float64Array, n: number) =>
  matrix.reduce((sum, value, at) => (at % (n + 1) === 0 ? sum + value : sum), 0);

/**
 * The squared Fréchet (Wasserstein-2) distance of two Gaussians, |μ₁ − μ₂|² + Tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½) (Dowson & Landau,
 * 1982). Σ₁Σ₂ has the eigenvalues of the symmetric Σ₁^½ Σ₂ Σ₁^½, whose roots' sum is the trace that is asked for.
 */
export function frechetDistance(a: Gaussian, b: Gaussian): number {
  const n = a.mean.length;
  const between = a.mean.reduce((sum, value, index) => sum + (value - b.mean[index]!) ** 2, 0);
  const root = squareRoot(a.covariance, n);
  const { values } = spectrum(product(product(root, b.covariance, n), root, n), n);
  const shared = values.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
  return Math.max(0, between + trace(a.covariance, n) + trace(b.covariance, n) - 2 * shared);
}
