import { multiply, subtract, unknownDimension } from '../../domain/dimension';
import { floorDivide } from '../../domain/division';
import { ANY_SHAPE, broadcast, shape, type Shape } from '../../domain/shape';
import { tensor } from '../../interpreter/value';
import { asFunction, booleanOf, integerOf, layer, numberOf, tensorOf } from '../call';
import { row, type Rule, type Table } from '../library';
import { broadcastAll } from './elementwise';
import { withoutAxes } from './reduction';

/** Along an axis of two tensors that broadcast. */
const similarity: Rule = (given) => {
  const call = asFunction(given);
  const together = broadcastAll(call, [tensorOf(call, 'x1'), tensorOf(call, 'x2')]);
  return tensor(withoutAxes(together, [numberOf(call, 'dim')], false), { type: 'float' });
};

const pairwise: Rule = (given) => {
  const call = asFunction(given);
  const together = broadcastAll(call, [tensorOf(call, 'x1'), tensorOf(call, 'x2')]);
  const keep = call.arguments.has('keepdim') ? booleanOf(call, 'keepdim') : false;
  return tensor(withoutAxes(together, [-1], keep), { type: 'float' });
};

/** n rows → n(n − 1)/2 distances. */
const pairs: Rule = (call) => {
  const rows = tensorOf(call).shape.dimensions.at(-2);
  const count = rows === undefined ? unknownDimension() : floorDivide(multiply(rows, subtract(rows, 1)), 2);
  return tensor(shape([count]), { type: 'float' });
};

/** (…, P, M) and (…, R, M) → (…, P, R) */
const cdist: Rule = (call) => {
  const [left, right] = [tensorOf(call, 'x1').shape, tensorOf(call, 'x2').shape];
  const [p, r] = [left.dimensions.at(-2), right.dimensions.at(-2)];
  if (left.open || right.open || p === undefined || r === undefined) return tensor(ANY_SHAPE);
  const batches = [left, right].map(({ dimensions }) => shape(dimensions.slice(0, -2))) as [Shape, Shape];
  const { shape: batch, conflict } = broadcast(...batches);
  return conflict ? tensor(ANY_SHAPE) : tensor(shape([...batch.dimensions, p, r]), { type: 'float' });
};

/** (…, n) → (…, count) */
const multinomial: Rule = (call) => {
  const { dimensions, open } = tensorOf(call).shape;
  const count = integerOf(call, 'num_samples') ?? unknownDimension();
  return tensor(shape([...dimensions.slice(0, -1), count], open), { type: 'integer' });
};

export const DISTANCES: Table = {
  ...layer('torch.nn.CosineSimilarity', 'dim=1, eps=1e-08', similarity, 'x1, x2'),
  ...layer('torch.nn.PairwiseDistance', 'p=2.0, eps=1e-06, keepdim=False', pairwise, 'x1, x2'),
  'torch.nn.functional.cosine_similarity': row('x1, x2, dim=1, eps=1e-08', similarity),
  'torch.cosine_similarity': row('x1, x2, dim=1, eps=1e-08', similarity),
  'torch.nn.functional.pairwise_distance': row('x1, x2, p=2.0, eps=1e-06, keepdim=False', pairwise),
  'torch.pairwise_distance': row('x1, x2, p=2.0, eps=1e-06, keepdim=False', pairwise),
  'torch.nn.functional.pdist': row('input, p=2.0', pairs),
  'torch.pdist': row('input, p=2.0', pairs),
  'torch.cdist': row('x1, x2, p=2.0, compute_mode=None', cdist),
  'torch.multinomial': row('input, num_samples, replacement=False, *, generator=None, out=None', multinomial),
  'torch.Tensor.multinomial': row('input, num_samples, replacement=False, *, generator=None, out=None', multinomial),
};
