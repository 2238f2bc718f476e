import { add, unknownDimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { broadcast, printShape, shape, type Shape } from '../../domain/shape';
import { ANY_TENSOR, tensor, UNKNOWN, type Tensor } from '../../interpreter/value';
import { joinAdvice } from '../advice';
import { elementsIn, mismatch, numberIn, valueOf } from '../call';
import type { Call, Rule } from '../library';
import { setting } from './setting';

/** The tensors of a list; undefined where one is not known. */
function tensorsOf(call: Call): Tensor[] | undefined {
  const all = elementsIn(valueOf(call, 'inputs'))?.map((each) => (each.kind === 'tensor' ? each : undefined));
  return all?.every((each) => each !== undefined) ? all : undefined;
}

const shapesOf = (tensors: readonly Tensor[]): string => tensors.map((each) => printShape(each.shape)).join(', ');

/** Sum, product, mean, largest, least: shapes that broadcast. */
export const merged: Rule = (call) => {
  const tensors = tensorsOf(call);
  if (!tensors || tensors.length < 2) return ANY_TENSOR;
  const result = tensors.slice(1).reduce<Shape>((together, each) => {
    const { shape: next, conflict } = broadcast(together, each.shape);
    if (conflict)
      mismatch(call, {
        received: `shapes ${shapesOf(tensors)}`,
        expected: `sizes that are equal or 1: axis ${conflict.axis} is ${printDimension(conflict.left)} on one side and ${printDimension(conflict.right)} on the other`,
        advice: 'bring the branches to one shape first, by a convolution of size 1 or a dense layer',
        inputs: tensors,
      });
    return next;
  }, tensors[0]!.shape);
  return tensor(result, { type: 'float' });
};

/** All sizes equal but those of the axis, which add up. */
export const concatenated: Rule = (call) => {
  const tensors = tensorsOf(call);
  const given = setting(call, 'axis');
  const axis = given.kind === 'unknown' ? -1 : numberIn(given);
  const first = tensors?.[0]?.shape.dimensions;
  if (!tensors || !first || axis === undefined || tensors.some((each) => each.shape.open)) return ANY_TENSOR;
  const at = axis < 0 ? axis + first.length : axis;
  if (tensors.some((each) => each.shape.dimensions.length !== first.length)) return UNKNOWN;
  const misfit =
    first[at] === undefined ||
    tensors.some((each) => each.shape.dimensions.some((size, i) => i !== at && different(size, first[i]!)));
  if (misfit)
    mismatch(call, {
      received: `shapes ${shapesOf(tensors)}`,
      expected: `equal sizes on every axis but ${axis}`,
      advice: joinAdvice(tensors.map((each) => each.shape.dimensions)),
      inputs: tensors,
    });
  const total = misfit ? unknownDimension() : tensors.map((each) => each.shape.dimensions[at]!).reduce(add);
  return first[at] === undefined ? UNKNOWN : tensor(shape(first.with(at, total)), { type: 'float' });
};
