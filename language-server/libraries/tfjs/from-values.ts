/** What `tf.tensor`, `tf.tensor1d` and the like make of arrays, and which they refuse. */
import { amount } from '../../domain/amount';
import { product, unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { tensor, UNKNOWN, type ElementType, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, isNone, mismatch, sizesIn, valueOf } from '../call';
import type { Call, Rule } from '../library';
import { typeOf } from './arithmetic';
import { nestedSizes, tensorLike } from './tensors';

export const typed = (dimensions: readonly Dimension[], type: ElementType | undefined): Tensor =>
  tensor(shape(dimensions), type ? { type } : {});

/** A type by its name; float32 where none is told, undefined where it is not known. */
export const dtype = (call: Call, otherwise: ElementType | undefined = 'float'): ElementType | undefined =>
  isNone(call, 'dtype') ? otherwise : typeOf(valueOf(call, 'dtype'));

/** The sizes told, each of which may be unknown; undefined where their number is. */
export const sizesOf = (value: Value): Dimension[] | undefined =>
  sizesIn(value)?.map((size) => size ?? unknownDimension());

/** What a tensor of these values is by itself, with `rank` axes where its name says so. */
function natural(values: Value, rank: number | undefined): Tensor {
  const own = tensorLike(values);
  if (!own.shape.open || rank === undefined) return own;
  const elements = elementsIn(values);
  const sizes = Array.from({ length: rank }, (_, i) => (i === 0 && elements ? elements.length : unknownDimension()));
  return tensor(shape(sizes), {});
}

/** `tensor2d(values, shape)`: flat values of as many entries as the shape has, or nested ones of that very shape. */
export const fromValues =
  (rank?: number): Rule =>
  (call) => {
    const values = valueOf(call, 'values');
    const sizes = sizesOf(valueOf(call, 'shape'));
    if (unfit(call, values, sizes, rank)) return UNKNOWN;
    const own = natural(values, rank);
    const type = dtype(call, own.shape.open ? undefined : own.type);
    if (isNone(call, 'shape')) return tensor(own.shape, type ? { type } : {});
    if (!sizes)
      return rank === undefined ? tensor(ANY_SHAPE) : typed(Array.from({ length: rank }, unknownDimension), type);
    checkCount(call, values, sizes);
    return typed(sizes, type);
  };

function checkCount(call: Call, values: Value, sizes: readonly Dimension[]): void {
  const given = nestedSizes(values);
  if (!given || values.kind !== 'list') return;
  const [count, wanted] = [product(given), product(sizes)];
  if (!different(count, wanted)) {
    checkNesting(call, given, sizes);
    return;
  }
  mismatch(call, {
    received: amount(count, 'value'),
    expected: `${printDimension(wanted)}, as many as the shape has`,
    advice: 'make the product of the sizes equal to the number of values',
    inputs: [],
  });
}

/** Nested values have the sizes of the shape, but for the last, which may hold all that is left of it. */
function checkNesting(call: Call, given: readonly Dimension[], sizes: readonly Dimension[]): void {
  const wrong = given.some((size, i) => {
    const isLast = i === given.length - 1;
    return different(size, sizes[i] ?? 1) && !(isLast && !different(size, product(sizes.slice(i))));
  });
  if (!wrong) return;
  mismatch(call, {
    received: `values of shape ${printShape(shape(given))}`,
    expected: `values of shape ${printShape(shape(sizes))}, or as many without lists in lists`,
    advice: 'give the sizes in the order in which the values are nested, then transpose',
    inputs: [],
  });
}

/** How deep arrays are nested; undefined where one is empty, as it may be filled later, or of any kind. */
function depthOf(values: Value): number | undefined {
  const sizes = nestedSizes(values);
  return sizes?.includes(0) ? undefined : sizes?.length;
}

interface Refusal {
  received: string;
  expected: string;
  advice: string;
}

/** Why `tensor<rank>d` takes neither these values nor this shape. */
function refusal(
  depth: number | undefined,
  sizes: readonly Dimension[] | undefined,
  rank: number,
): Refusal | undefined {
  if (sizes && sizes.length !== rank)
    return {
      received: `a shape of ${amount(sizes.length, 'size')}`,
      expected: `${rank}, as its name says`,
      advice: `name ${rank} sizes, or make it with tf.tensor(values, shape)`,
    };
  if (depth !== undefined && depth !== 1 && depth !== rank)
    return {
      received: depth === 0 ? 'a number' : `values nested ${depth} deep`,
      expected: rank === 1 ? 'an array of numbers' : `values nested ${rank} deep, or flat ones and a shape`,
      advice: depth === 0 ? 'put it into an array' : `make it with tf.tensor${depth}d, or with tf.tensor`,
    };
  return undefined;
}

/** Flat values say no shape of more than one axis. */
const SHAPELESS: Refusal = {
  received: 'flat values without a shape',
  expected: 'the shape beside them, or values that are nested',
  advice: 'name the shape, as in tf.tensor2d(values, [rows, columns])',
};

/** Reports values that certainly make no tensor of that rank. */
function unfit(call: Call, values: Value, sizes: readonly Dimension[] | undefined, rank: number | undefined): boolean {
  if (rank === undefined) return false;
  const depth = depthOf(values);
  const shapeless = rank > 1 && depth === 1 && isNone(call, 'shape');
  const problem = refusal(depth, sizes, rank) ?? (shapeless ? SHAPELESS : undefined);
  if (problem) mismatch(call, { ...problem, inputs: [] });
  return problem !== undefined;
}
