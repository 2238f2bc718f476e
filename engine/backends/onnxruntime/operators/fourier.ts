/**
 * The discrete Fourier transform along the last axis, X[k] = Σ_j x[j] ω^jk with ω = e^(±2πi/n), as matrix products.
 *
 * The constants come from double precision, for every n; onnxruntime's own DFT operator has not been measured beside it.
 */
import type { Graph, Shape } from '../graph';
import { bilinear, each, type Complex } from './complex';
import { div, elementsOf, mul } from './elementwise';
import { matmul } from './product';
import { pad, reshape, sizeOf, slice, transpose } from './shape';

/** The sign of ω's exponent: −1 forward, 1 back. */
export type Direction = 1 | -1;

/** Up to here one product costs less than the steps of a fast transform. */
const SMALL = 32;

/** Sizes without a factor, up to which a matrix (512 KiB) costs less than three transforms of twice the size. */
const LARGEST_MATRIX = 256;

/** The larger a factor the fewer steps, the smaller the fewer multiplications. */
const LARGEST_FACTOR = 64;

const times = bilinear(mul);
const product = bilinear(matmul);

export function fourier(x: Complex, direction: Direction): Complex {
  const { shape } = x[0];
  const n = shape.at(-1)!;
  if (n === 1) return x;
  const rows = each((part) => reshape(part, [sizeOf(shape) / n, n]), x);
  return each((part) => reshape(part, shape), transform(rows, direction));
}

/** Of two axes or more. */
function transform(x: Complex, direction: Direction): Complex {
  const n = x[0].shape.at(-1)!;
  const factor = n > SMALL ? factorOf(n) : 1;
  if (factor > 1) return byFactors(x, factor, direction);
  return n <= LARGEST_MATRIX ? byMatrix(x, direction) : byChirp(x, direction);
}

/** The largest divisor of n that is neither above √n nor too large. */
function factorOf(n: number): number {
  let factor = Math.min(Math.floor(Math.sqrt(n)), LARGEST_FACTOR);
  while (n % factor > 0) factor--;
  return factor;
}

/** e^(±2πi·m/n) for every exponent m, in double precision before they are rounded. */
function powers(graph: Graph, exponents: readonly number[], n: number, shape: Shape, direction: Direction): Complex {
  const angles = exponents.map((m) => (direction * 2 * Math.PI * (m % n)) / n);
  const part = (wave: (angle: number) => number) =>
    graph.constant(elementsOf('float32', angles.map(wave)), { type: 'float32', shape });
  return [part(Math.cos), part(Math.sin)];
}

/** The matrix of ω^(row·column). */
function table(graph: Graph, n: number, [rows, columns]: readonly [number, number], direction: Direction): Complex {
  const exponents = Array.from({ length: rows * columns }, (_, i) => Math.floor(i / columns) * (i % columns));
  return powers(graph, exponents, n, [rows, columns], direction);
}

function byMatrix(x: Complex, direction: Direction): Complex {
  const n = x[0].shape.at(-1)!;
  return product(x, table(x[0].graph, n, [n, n], direction));
}

/**
 * n = a·b (Cooley and Tukey, 1965): with j = b·j₁ + j₂ and k = k₁ + a·k₂,
 * X[k] = Σ_j₂ ω_b^(j₂k₂) ω_n^(j₂k₁) Σ_j₁ ω_a^(j₁k₁) x[j].
 */
function byFactors(x: Complex, a: number, direction: Direction): Complex {
  const { graph, shape } = x[0];
  const n = shape.at(-1)!;
  const b = n / a;
  const grid = each((part) => reshape(part, [sizeOf(shape) / n, a, b]), x); // (…, j₁, j₂)
  const columns = product(table(graph, a, [a, a], direction), grid); // (…, k₁, j₂)
  const rows = transform(times(columns, table(graph, n, [a, b], direction)), direction); // (…, k₁, k₂)
  return each((part) => reshape(transpose(part, [0, 2, 1]), shape), rows);
}

/**
 * Any n as a convolution (Bluestein, 1970): jk = (j² + k² − (k−j)²)/2, so with c[j] = ω^(j²/2) the transform is
 * X[k] = c[k] Σ_j (x[j] c[j]) c̄[k−j], for which transforms of a power of two of at least 2n − 1 elements serve.
 */
function byChirp(x: Complex, direction: Direction): Complex {
  const { graph, shape } = x[0];
  const n = shape.at(-1)!;
  const length = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const squares = Array.from({ length: n }, (_, j) => j ** 2);
  const chirp = powers(graph, squares, 2 * n, [n], direction);
  // c̄[k−j] from c̄[0] up to c̄[n−1], and down to c̄[1−n] from the end.
  const distances = Array.from({ length }, (_, i) => Math.min(i, length - i, n - 1) ** 2);
  const kernel = powers(graph, distances, 2 * n, [1, length], direction === 1 ? -1 : 1);
  const margins = shape.map((_, axis): [number, number] => [0, axis === shape.length - 1 ? length - n : 0]);
  const wide = each((part) => pad(part, margins), times(x, chirp));
  const spectrum = times(transform(wide, -1), transform(kernel, -1));
  const convolved = each((part) => cut(div(part, length), n), transform(spectrum, 1));
  return times(convolved, chirp);
}

/** The first n elements along the last axis. */
const cut = (x: Complex[0], n: number): Complex[0] =>
  slice(
    x,
    x.shape.map(() => 0),
    [...x.shape.slice(0, -1), n],
  );
