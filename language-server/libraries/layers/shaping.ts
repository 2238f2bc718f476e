import { amount } from '../../domain/amount';
import { equal, product, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide, modulo } from '../../domain/division';
import { different } from '../../domain/order';
import { printShape, shape } from '../../domain/shape';
import { ANY_TENSOR, tensor, type Tensor } from '../../interpreter/value';
import { mismatch, moved, sizesIn } from '../call';
import type { Call, Rule } from '../library';
import { inputOf, setting, sizeSetting } from './setting';

/** (B, …) → (B, everything), of whatever it gets. */
export const flatten: Rule = (call) => {
  const input = inputOf(call);
  if (!input || input.shape.open) return tensor(shape([unknownDimension(), unknownDimension()]));
  if (input.shape.dimensions.length === 0) return ANY_TENSOR;
  const [batch, ...rest] = input.shape.dimensions;
  return moved(input, shape([batch!, product(rest)]));
};

/** (B, …) → (B, …target_shape), where −1 stands for what is left. */
export const reshape: Rule = (call) => {
  const input = inputOf(call);
  const target = sizesIn(setting(call, 'target_shape'));
  if (!input || input.shape.open || !target || input.shape.dimensions.length === 0) return ANY_TENSOR;
  const [batch, ...rest] = input.shape.dimensions;
  const known = target.map((size) => size ?? unknownDimension());
  const hole = known.findIndex((size) => equal(size, -1));
  const given = product(known.filter((_, i) => i !== hole));
  checkCount(call, input, product(rest), given, hole >= 0);
  const left = floorDivide(product(rest), given === 0 ? 1 : given);
  return moved(input, shape([batch!, ...known.map((size, i) => (i === hole ? left : size))]));
};

function checkCount(call: Call, input: Tensor, before: Dimension, after: Dimension, open: boolean): void {
  const numbers = typeof before === 'number' && typeof after === 'number' && after !== 0;
  const wrong = open ? numbers && modulo(before, after) !== 0 : different(before, after);
  if (!wrong) return;
  mismatch(call, {
    received: `${amount(before, 'element')} a sample, in an input of shape ${printShape(input.shape)}`,
    expected: `${open ? 'a multiple of ' : ''}${amount(after, 'element')}`,
    advice: 'make the target shape hold as many elements as there are',
    inputs: [input],
  });
}

/** `dims` counts the axes behind the batch from 1. */
export const permute: Rule = (call) => {
  const input = inputOf(call);
  const order = sizesIn(setting(call, 'dims'));
  if (!input || input.shape.open || !order?.every((axis) => typeof axis === 'number')) return ANY_TENSOR;
  const { dimensions } = input.shape;
  checkOrder(call, input, order);
  if (order.length !== dimensions.length - 1 || order.some((axis) => dimensions[axis] === undefined)) return ANY_TENSOR;
  return moved(input, shape([dimensions[0]!, ...order.map((axis) => dimensions[axis]!)]));
};

/** Every axis behind the batch once. */
function checkOrder(call: Call, input: Tensor, order: readonly number[]): void {
  const rank = input.shape.dimensions.length - 1;
  const whole = order.toSorted((a, b) => a - b).every((axis, i) => axis === i + 1);
  if (whole && order.length === rank) return;
  mismatch(call, {
    received: `the order (${order.join(', ')}) for an input of shape ${printShape(input.shape)}`,
    expected: `each of 1 to ${rank} once: the batch stays first and does not count`,
    advice: 'name every axis behind the batch once',
    inputs: [input],
  });
}

/** (B, F) → (B, n, F) */
export const repeatVector: Rule = (call) => {
  const input = inputOf(call, { exactly: 2, named: 'batch, features' });
  if (!input || input.shape.open) return ANY_TENSOR;
  const [batch, features] = input.shape.dimensions;
  return moved(input, shape([batch!, sizeSetting(call, 'n') ?? unknownDimension(), features!]));
};
