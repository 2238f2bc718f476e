import type { Dimension } from '../../domain/dimension';
import { different, extreme } from '../../domain/order';
import { complexType, realType, type ElementType } from '../../domain/element-type';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import {
  booleanOf,
  derived,
  elementsIn,
  isNone,
  mismatch,
  numberIn,
  prefixed,
  stringOf,
  tensorOf,
  valueOf,
} from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { broadcastAll } from './elementwise';
import { withoutAxes } from './reduction';
import { floatOf, typed } from './types';

/** A batch of matrices: (…, m, n). */
interface Matrices {
  batch: readonly Dimension[];
  open: boolean;
  rows: Dimension;
  columns: Dimension;
  type: ElementType | undefined;
}

function matricesIn({ shape: { dimensions, open }, type }: Tensor): Matrices | undefined {
  if (dimensions.length < 2) return undefined;
  return { batch: dimensions.slice(0, -2), open, rows: dimensions.at(-2)!, columns: dimensions.at(-1)!, type };
}

type Part = (of: Matrices, call: Call) => Value;

/** Sizes behind the batch. */
const part =
  (sizes: (of: Matrices) => Dimension[], type: (of: Matrices) => ElementType | undefined = (of) => of.type): Part =>
  (of) =>
    tensor(shape([...of.batch, ...sizes(of)], of.open), typed(type(of)));

const least = ({ rows, columns }: Matrices): Dimension => extreme('min', rows, columns);
const realPart = (of: Matrices): ElementType | undefined => realType(of.type);
const complexPart = (of: Matrices): ElementType | undefined => complexType(of.type);
const int32 = (): ElementType => 'int32';

const matrix: Part = part((of) => [of.rows, of.columns]);
const scalar: Part = part(() => []);
const info: Part = part(() => [], int32);
const singular: Part = part((of) => [least(of)], realPart);

/** A function of a batch of matrices; one result or several. */
const of =
  (parts: readonly Part[], square = false, name = 'A'): Rule =>
  (call) => {
    const input = tensorOf(call, name);
    const matrices = matricesIn(input);
    if (!matrices) return parts.length === 1 ? tensor(ANY_SHAPE) : tuple(parts.map(() => tensor(ANY_SHAPE)));
    if (square && different(matrices.rows, matrices.columns)) notSquare(call, input);
    const results = parts.map((each) => each(matrices, call));
    return results.length === 1 ? results[0]! : tuple(results);
  };

function notSquare(call: Call, input: Tensor): void {
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}`,
    expected: 'square matrices in the last two axes',
    advice: 'check the sizes of the last two axes',
    inputs: [input],
  });
}

/** (…, m, k), (…, k), (…, k, n) of A = QR */
const qr: Rule = (call) => {
  const mode = stringOf(call, 'mode') ?? 'reduced';
  const complete = mode === 'complete' || (call.arguments.has('some') && booleanOf(call, 'some') === false);
  if (mode === 'r') return UNKNOWN;
  const k = (each: Matrices): Dimension => (complete ? each.rows : least(each));
  const name = call.arguments.has('A') ? 'A' : 'input';
  return of([part((each) => [each.rows, k(each)]), part((each) => [k(each), each.columns])], false, name)(call);
};

/** U, S, Vh: full or of the least size. */
const svd =
  (full: (call: Call) => boolean | undefined, transposed: boolean): Rule =>
  (call) => {
    const whole = full(call);
    const name = call.arguments.has('A') ? 'A' : 'input';
    if (whole === undefined) return UNKNOWN;
    const left = part((each) => [each.rows, whole ? each.rows : least(each)]);
    const right = part((each) => {
      const sizes = [whole ? each.columns : least(each), each.columns];
      return transposed ? sizes : sizes.toReversed();
    });
    return of([left, singular, right], false, name)(call);
  };

/** A vector norm over all, one or more axes; of two axes and `ord` a matrix norm. */
const norm: Rule = (call) => {
  const input = tensorOf(call, 'A');
  const type = typed(realType(input.type));
  const axis = valueOf(call, 'dim');
  const keep = booleanOf(call, 'keepdim');
  const axes = (elementsIn(axis) ?? [axis]).map(numberIn);
  if (axis.kind !== 'none') return tensor(withoutAxes(input.shape, axes, keep), type);
  if (keep !== false || (!isNone(call, 'ord') && input.shape.open)) return tensor(ANY_SHAPE, type);
  return tensor(shape([]), type);
};

/** (…, n, n) X = B for B of (…, n, k), or (…, n) where that is what the batch says. */
const solve =
  (name: string): Rule =>
  (call) => {
    const [left, right] = [tensorOf(call, name), tensorOf(call, 'B')];
    const matrices = matricesIn(left);
    const result = right.shape;
    if (!matrices || matrices.open || result.open || result.dimensions.length < 2) return derived(left, ANY_SHAPE);
    if (different(matrices.rows, matrices.columns)) notSquare(call, left);
    const vectors = result.dimensions.length === matrices.batch.length + 1;
    if (vectors || matrices.batch.length + 2 !== result.dimensions.length) return derived(left, ANY_SHAPE);
    const batch = broadcastAll(call, [tensor(shape(matrices.batch)), tensor(shape(result.dimensions.slice(0, -2)))]);
    return derived(left, shape([...batch.dimensions, ...result.dimensions.slice(-2)], batch.open));
  };

/** (…, variables, observations) → (variables, variables) */
const covariance: Rule = (call) => {
  const input = tensorOf(call);
  const { open, dimensions } = input.shape;
  if (open) return derived(input, ANY_SHAPE);
  const type = typed(floatOf(call.machine, input.type));
  return tensor(dimensions.length < 2 ? shape([]) : shape([dimensions[0]!, dimensions[0]!]), type);
};

const full = (call: Call): boolean | undefined => booleanOf(call, 'full_matrices');
const some = (call: Call): boolean | undefined => {
  const value = booleanOf(call, 'some');
  return value === undefined ? undefined : !value;
};

/** L and U in one matrix, and the rows that were exchanged. */
const FACTORS: readonly Part[] = [matrix, part((each) => [least(each)], int32)];

/** P, L and U. */
const UNPACKED: readonly Part[] = [
  part((each) => [each.rows, each.rows]),
  part((each) => [each.rows, least(each)]),
  part((each) => [least(each), each.columns]),
];

const ranks = of([
  part(
    () => [],
    () => 'int64',
  ),
]);

/** A number for each matrix; tolerances may be tensors, with which they broadcast. */
const rank: Rule = (call) => (elementsIn(valueOf(call, 'args'))?.length === 0 ? ranks(call) : tensor(ANY_SHAPE));

const LINALG: Table = {
  cholesky: row('A, *, upper=False, out=None', of([matrix], true)),
  cholesky_ex: row('A, *, upper=False, check_errors=False, out=None', of([matrix, info], true)),
  det: row('A, *, out=None', of([scalar], true)),
  slogdet: row('A, *, out=None', of([scalar, part(() => [], realPart)], true)),
  inv: row('A, *, out=None', of([matrix], true)),
  inv_ex: row('A, *, check_errors=False, out=None', of([matrix, info], true)),
  matrix_power: row('A, n, *, out=None', of([matrix], true)),
  matrix_exp: row('A', of([matrix], true)),
  matrix_rank: row('A, *args, **rest', rank),
  matrix_norm: row('A, ord=fro, dim=(-2,-1), keepdim=False, *, dtype=None, out=None', norm),
  norm: row('A, ord=None, dim=None, keepdim=False, *, out=None, dtype=None', norm),
  pinv: row(
    'A, rcond=None, hermitian=False, *, atol=None, rtol=None, out=None',
    of([part((each) => [each.columns, each.rows])]),
  ),
  eig: row(
    'A, *, out=None',
    of([part((each) => [each.rows], complexPart), part((each) => [each.rows, each.rows], complexPart)], true),
  ),
  eigvals: row('A, *, out=None', of([part((each) => [each.rows], complexPart)], true)),
  eigh: row('A, UPLO=L, *, out=None', of([part((each) => [each.rows], realPart), matrix], true)),
  eigvalsh: row('A, UPLO=L, *, out=None', of([part((each) => [each.rows], realPart)], true)),
  svdvals: row('A, *, driver=None, out=None', of([singular])),
  svd: row('A, full_matrices=True, *, driver=None, out=None', svd(full, true)),
  qr: row('A, mode=reduced, *, out=None', qr),
  lu: row('A, *, pivot=True, out=None', of(UNPACKED)),
  lu_factor: row('A, *, pivot=True, out=None', of(FACTORS)),
  ldl_factor: row('A, *, hermitian=False, out=None', of([matrix, part((each) => [each.rows], int32)], true)),
  cond: row('A, p=None, *, out=None', of([part(() => [], realPart)])),
  solve: row('A, B, *, left=True, out=None', solve('A')),
  solve_triangular: row('A, B, *, upper, left=True, unitriangular=False, out=None', solve('A')),
  householder_product: row('A, tau, *, out=None', of([matrix])),
};

/** (n, k) for a factor (n, n); where there are more axes they broadcast. */
const choleskySolve: Rule = (call) => {
  const [input, factor] = [tensorOf(call), tensorOf(call, 'input2')];
  const plain = [input, factor].every(({ shape: { open, dimensions } }) => !open && dimensions.length === 2);
  return derived(input, plain ? input.shape : ANY_SHAPE);
};

const FUNCTIONS: Table = {
  det: row('input', of([scalar], true, 'input')),
  logdet: row('input', of([scalar], true, 'input')),
  slogdet: row('input, *, out=None', of([scalar, part(() => [], realPart)], true, 'input')),
  inverse: row('input, *, out=None', of([matrix], true, 'input')),
  cholesky: row('input, upper=False, *, out=None', of([matrix], true, 'input')),
  cholesky_solve: row('input, input2, upper=False, *, out=None', choleskySolve),
  cholesky_inverse: row('input, upper=False, *, out=None', of([matrix], true, 'input')),
  matrix_power: row('input, n, *, out=None', of([matrix], true, 'input')),
  pinverse: row('input, rcond=1e-15', of([part((each) => [each.columns, each.rows])], false, 'input')),
  qr: row('input, some=True, *, out=None', qr),
  svd: row('input, some=True, compute_uv=True, *, out=None', (call) =>
    booleanOf(call, 'compute_uv') === true ? svd(some, false)(call) : UNKNOWN,
  ),
  lu: row('input, pivot=True, get_infos=False', (call) =>
    booleanOf(call, 'get_infos') === false ? of(FACTORS, false, 'input')(call) : UNKNOWN,
  ),
  geqrf: row('input, *, out=None', of([matrix, singular], false, 'input')),
  cov: row('input, *, correction=1, fweights=None, aweights=None', covariance),
  corrcoef: row('input', covariance),
  adjoint: row('input', of([part((each) => [each.columns, each.rows])], false, 'input')),
};

/** Of matrices: decompositions, inverses and norms. */
export const LINALG_ROWS: Table = {
  ...prefixed(['torch.linalg.'], LINALG),
  ...prefixed(['torch.', 'torch.Tensor.'], FUNCTIONS),
  'torch.lu_unpack': row('LU_data, LU_pivots, unpack_data=True, unpack_pivots=True, *, out=None', (call) =>
    ['unpack_data', 'unpack_pivots'].every((name) => booleanOf(call, name))
      ? of(UNPACKED, false, 'LU_data')(call)
      : UNKNOWN,
  ),
};
