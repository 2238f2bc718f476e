/** NumPy's functions that say something of all entries, or of those along an axis. */
import { shape } from '../../domain/shape';
import { boolean, tensor, tuple, UNKNOWN } from '../../interpreter/value';
import { booleanOf, isNone, sizesIn, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { averaged, like, summed } from './like';

const isArray = (call: Call): boolean => valueOf(call, 'input').kind === 'tensor';

const mean = like('sum', averaged);

/** One number asked for; a list of them gives an axis more. */
const percentile: Rule = (call) => (/^(integer|float)$/.test(valueOf(call, 'q').kind) ? mean(call) : UNKNOWN);

/** Of variables in rows, unless it is said otherwise. */
const covariance =
  (name: string): Rule =>
  (call) =>
    booleanOf(call, 'rowvar') === true && isArray(call) ? like(name, () => 'float64')(call) : UNKNOWN;

/** Where the first of each stands is not asked for. */
const unique: Rule = (call) =>
  booleanOf(call, 'return_index') === false && isArray(call) ? like('unique')(call) : UNKNOWN;

/** Vectors of as many entries as the parameter has, `size` of them. */
const vectors =
  (parameter: string): Rule =>
  (call) => {
    const { open, dimensions } = tensorOf(call, parameter).shape;
    const sizes = isNone(call, 'size')
      ? []
      : (sizesIn(valueOf(call, 'size')) ?? sizesIn(tuple([valueOf(call, 'size')])));
    const known = sizes?.filter((size) => size !== undefined);
    if (open || dimensions.length !== 1 || known?.length !== sizes?.length) return UNKNOWN;
    return known ? tensor(shape([...known, ...dimensions]), { type: 'float64' }) : UNKNOWN;
  };

const places: Rule = (call) =>
  isArray(call) ? like('nonzero', undefined, { as_tuple: boolean(true) })(call) : UNKNOWN;

export const STATISTICS: Table = {
  median: row('input, dim=None, out=None, overwrite_input=False, keepdim=False', mean),
  percentile: row('input, q, dim=None, out=None, overwrite_input=False, method=linear, keepdim=False', percentile),
  quantile: row('input, q, dim=None, out=None, overwrite_input=False, method=linear, keepdim=False', percentile),
  nanmean: row('input, dim=None, dtype=None, out=None, keepdim=False', mean),
  nansum: row('input, dim=None, dtype=None, out=None, keepdim=False', like('sum', summed)),
  cov: row('input, y=None, rowvar=True', covariance('cov')),
  corrcoef: row('input, y=None, rowvar=True', covariance('corrcoef')),
  unique: row('input, return_index=False, return_inverse=False, return_counts=False, dim=None', unique),
  diff: row('input, n=1, dim=-1', (call) => (isArray(call) ? like('diff')(call) : UNKNOWN)),
  argwhere: row('input', (call) => (isArray(call) ? like('argwhere')(call) : UNKNOWN)),
  nonzero: row('input', places),
};

/** Draws of several numbers at once. */
export const VECTORS: Table = {
  multivariate_normal: row('mean, cov, size=None, check_valid=warn, tol=1e-08', vectors('mean')),
  dirichlet: row('alpha, size=None', vectors('alpha')),
};
