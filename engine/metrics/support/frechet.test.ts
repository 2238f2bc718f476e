import assert from 'node:assert/strict';
import { Random } from '../../data/random';
import { addMoments, frechetDistance, gaussian, momentsOf, type Gaussian } from './frechet';
import { product, spectrum, squareRoot } from './symmetric';

const diagonal = (values: number[]): Float64Array =>
  Float64Array.from({ length: values.length ** 2 }, (_, at) =>
    at % (values.length + 1) === 0 ? values[at / (values.length + 1)]! : 0,
  );

/** A Aᵀ of a random A (n, rank): a covariance, singular where rank < n. */
function covariance(n: number, rank: number, random: Random): Float64Array {
  const a = Float64Array.from({ length: n * rank }, () => random.normal());
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let k = 0; k < rank; k++) sum += a[i * rank + k]! * a[j * rank + k]!;
    return sum;
  });
}

const assertClose = (actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) => {
  assert.equal(actual.length, expected.length);
  for (let at = 0; at < expected.length; at++) assert.ok(Math.abs(actual[at]! - expected[at]!) <= tolerance);
};

describe('symmetric matrices', () => {
  it('are put together again from their spectrum, and from their root', () => {
    for (const [n, rank] of [
      [1, 1],
      [2, 1],
      [7, 7],
      [20, 5],
      [40, 40],
    ] as const) {
      const matrix = covariance(n, rank, new Random(n, 'symmetric'));
      const { values } = spectrum(matrix, n);
      const trace = values.reduce((sum, value) => sum + value, 0);
      assertClose(
        [trace],
        [matrix.reduce((sum, value, at) => (at % (n + 1) === 0 ? sum + value : sum), 0)],
        1e-9 * trace,
      );
      const root = squareRoot(matrix, n);
      assertClose(product(root, root, n), matrix, 1e-10 * trace);
    }
  });

  it('have the eigenvalues of the closed form: 2 − 2 cos(kπ / (n + 1)) of the second difference', () => {
    const n = 12;
    const matrix = Float64Array.from({ length: n * n }, (_, at) => {
      const apart = Math.abs(Math.floor(at / n) - (at % n));
      return apart === 0 ? 2 : -Number(apart === 1);
    });
    const expected = Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
    assertClose(spectrum(matrix, n).values.sort(), expected, 1e-13);
  });
});

describe('frechetDistance', () => {
  const at = (mean: number[], covariance: Float64Array): Gaussian => ({ mean: Float64Array.from(mean), covariance });

  it('is (μ₁ − μ₂)² + (σ₁ − σ₂)² along each axis of independent features', () => {
    const [a, b] = [at([1, 2, 0], diagonal([4, 1, 9])), at([0, 2, 3], diagonal([1, 16, 9]))];
    assertClose([frechetDistance(a, b)], [1 + 1 + 0 + 9 + 9], 1e-10);
  });

  it('is symmetric, and 0 of equal ones, of singular ones, too', () => {
    const random = new Random(1, 'frechet');
    const [one, two] = [covariance(6, 6, random), covariance(6, 3, random)];
    const [a, b] = [at([1, 2, 3, 4, 5, 6], one), at([6, 5, 4, 3, 2, 1], two)];
    assertClose([frechetDistance(a, b)], [frechetDistance(b, a)], 1e-6);
    assertClose([frechetDistance(a, a), frechetDistance(b, b)], [0, 0], 1e-6);
  });

  it('fits mean and covariance as they are defined', () => {
    const sums = new Array<number>(momentsOf(2) + 1).fill(0);
    addMoments(sums, 1, [1, 10, 2, 14], 2);
    addMoments(sums, 1, [6, 12], 2);
    const { mean, covariance: fitted } = gaussian(sums, 1, 2);
    assertClose(mean, [3, 12], 1e-12);
    assertClose(fitted, [7, 1, 1, 4], 1e-12);
  });
});
