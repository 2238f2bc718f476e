import { product, unknownDimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { ANY_TENSOR, tensor } from '../../interpreter/value';
import { derived, sizesIn } from '../call';
import type { Rule } from '../library';
import { BUILT, buildFor, inputOf, keepSize, setting, sizeSetting } from './setting';

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

/** A slope for every entry behind the batch; over an axis in `shared_axes`, counted from the batch, one for all. */
export const parametricRelu: Rule = (call) => {
  const input = inputOf(call);
  if (!input) return ANY_TENSOR;
  const given = setting(call, 'shared_axes');
  const shared = /^(unknown|none)$/.test(given.kind) ? [] : sizesIn(given);
  const { dimensions, open } = input.shape;
  const known = !open && shared?.every((axis) => typeof axis === 'number');
  keepSize(call, BUILT, known ? product(dimensions.filter((_, axis) => axis > 0 && !shared.includes(axis))) : undefined); // prettier-ignore
  return derived(input, input.shape);
};

/** Mean and variance of the last axis' entries, which are measured before. */
export const standardized: Rule = (call) => {
  const input = inputOf(call);
  if (!input) return ANY_TENSOR;
  keepSize(call, BUILT, input.shape.dimensions.at(-1));
  return derived(input, input.shape);
};

/** Normalizations: the input's shape, with weights of its last axis' size. */
export const normalized: Rule = (call) => {
  const input = inputOf(call);
  if (!input) return ANY_TENSOR;
  buildFor(call, input, input.shape.dimensions.at(-1));
  return derived(input, input.shape);
};
