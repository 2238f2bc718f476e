import { unknownDimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { ANY_TENSOR, tensor } from '../../interpreter/value';
import { derived } from '../call';
import type { Rule } from '../library';
import { buildFor, inputOf, sizeSetting } from './setting';

/** (B, …, features) → (B, …, units) */
export const dense: Rule = (call) => {
  const input = inputOf(call, { least: 2, named: 'batch, features' });
  if (!input) return ANY_TENSOR;
  const { dimensions, open } = input.shape;
  buildFor(call, input, dimensions.at(-1));
  const units = sizeSetting(call, 'units') ?? unknownDimension();
  return tensor(shape([...dimensions.slice(0, -1), units], open), { type: 'float' });
};

/** (B, …) of indices → (B, …, output_dim) */
export const embedding: Rule = (call) => {
  const input = inputOf(call);
  if (!input) return ANY_TENSOR;
  const size = sizeSetting(call, 'output_dim') ?? unknownDimension();
  return tensor(shape([...input.shape.dimensions, size], input.shape.open), { type: 'float' });
};

/** Activations, dropout and noise: the input's shape. */
export const unchanged: Rule = (call) => {
  const input = inputOf(call);
  return input ? derived(input, input.shape) : ANY_TENSOR;
};

/** Normalizations: the input's shape, with weights of its last axis' size. */
export const normalized: Rule = (call) => {
  const input = inputOf(call);
  if (!input) return ANY_TENSOR;
  buildFor(call, input, input.shape.dimensions.at(-1));
  return derived(input, input.shape);
};
