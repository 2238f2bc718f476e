import { add, unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { singleSymbol } from '../../domain/symbols';
import { broadcast, printShape, shape, type Shape } from '../../domain/shape';
import { ANY_TENSOR, tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { joinAdvice } from '../advice';
import { elementsIn, mismatch, numberIn, valueOf } from '../call';
import type { Call, Rule } from '../library';
import { setting } from './setting';

/** The tensors of a list; undefined where one is not known, and reported where a tensor is not in a list. */
function tensorsOf(call: Call): Tensor[] | undefined {
  const inputs = valueOf(call, 'inputs');
  if (inputs.kind === 'tensor') {
    const received = `a tensor of shape ${printShape(inputs.shape)} that is in no list`;
    const advice = call.machine.javascript ? 'layer.apply([a, b])' : 'layer([a, b])';
    mismatch(call, { received, expected: 'a list of tensors', advice: `put the tensors into one list: ${advice}`, inputs: [inputs] }); // prettier-ignore
  }
  const all = elementsIn(inputs)?.map((each) => (each.kind === 'tensor' ? each : undefined));
  return all?.every((each) => each !== undefined) ? all : undefined;
}

const shapesOf = (tensors: readonly Tensor[]): string => tensors.map((each) => printShape(each.shape)).join(', ');

/** With axes of size 1 behind the batch, so that it has `rank`: (B, 5) beside (B, 3, 5) is (B, 1, 5). */
const lifted = ({ dimensions: [batch, ...rest] }: Shape, rank: number): Shape =>
  batch === undefined ? shape([]) : shape([batch, ...Array<Dimension>(rank - rest.length - 1).fill(1), ...rest]);

/** The inputs of one model have one batch, of any size. */
function ofOneBatch(tensors: readonly Tensor[]): Shape[] {
  const batch = tensors[0]!.shape.dimensions[0];
  const free = tensors.every(
    ({ symbolic, shape: of }) => symbolic && of.dimensions[0] && singleSymbol(of.dimensions[0]),
  );
  return tensors.map(({ shape: of }) => (free && batch ? shape([batch, ...of.dimensions.slice(1)]) : of));
}

/** Sum, product, mean, largest, least: shapes that broadcast, once all have as many axes. */
export const merged: Rule = (call) => {
  const tensors = tensorsOf(call);
  if (!tensors || tensors.length < 2 || tensors.some((each) => each.shape.open)) return ANY_TENSOR;
  const rank = Math.max(...tensors.map((each) => each.shape.dimensions.length));
  const [first, ...others] = ofOneBatch(tensors).map((each) => lifted(each, rank));
  const result = others.reduce<Shape>((together, each) => {
    const { shape: next, conflict } = broadcast(together, each);
    if (conflict)
      mismatch(call, {
        received: `shapes ${shapesOf(tensors)}`,
        expected: `sizes that are equal or 1: axis ${conflict.axis} is ${printDimension(conflict.left)} on one side and ${printDimension(conflict.right)} on the other`,
        advice: 'bring the branches to one shape first, by a convolution of size 1 or a dense layer',
        inputs: tensors,
      });
    return next;
  }, first!);
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
  if (tensors.some((each) => each.shape.dimensions.length !== first.length)) return unlike(call, tensors);
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

/** Tensors of other numbers of axes cannot be joined. */
function unlike(call: Call, tensors: readonly Tensor[]): Value {
  mismatch(call, {
    received: `shapes ${shapesOf(tensors)}`,
    expected: 'as many axes in each',
    advice: 'flatten or pool the longer ones, or reshape the shorter ones',
    inputs: [...tensors],
  });
  return UNKNOWN;
}

/** Σ over one axis of each of two: the other axes, those of the first before those of the second. */
export const dotted: Rule = (call) => contracted(call, tensorsOf(call) ?? [], setting(call, 'axes'));

export function contracted(call: Call, [one, other]: readonly Tensor[], given: Value): Value {
  const axes = elementsIn(given)?.map(numberIn) ?? [numberIn(given), numberIn(given)];
  if (!one || !other || one.shape.open || other.shape.open || axes.length !== 2) return UNKNOWN;
  const sides = [one, other].map(({ shape: { dimensions } }, i) => ({
    dimensions,
    axis: placeOf(dimensions, axes[i]),
  }));
  const [a, b] = sides as [Side, Side];
  if (a.axis === undefined || b.axis === undefined) return UNKNOWN;
  const [left, right] = [a.dimensions[a.axis]!, b.dimensions[b.axis]!];
  if (different(left, right))
    mismatch(call, {
      received: `shapes ${shapesOf([one, other])} over the axes ${axes.join(' and ')}`,
      expected: `equal sizes there, not ${printDimension(left)} and ${printDimension(right)}`,
      advice: 'name the axes that have one size, or bring both to one width with a dense layer',
      inputs: [one, other],
    });
  const rest = [...a.dimensions.toSpliced(a.axis, 1), ...b.dimensions.toSpliced(b.axis, 1).slice(1)];
  return tensor(shape(rest.length === 1 ? [...rest, 1] : rest), { type: 'float' });
}

interface Side {
  dimensions: readonly Dimension[];
  axis: number | undefined;
}

/** An axis behind the batch. */
function placeOf(dimensions: readonly Dimension[], axis: number | undefined): number | undefined {
  const at = axis !== undefined && axis < 0 ? axis + dimensions.length : axis;
  return at !== undefined && at > 0 && at < dimensions.length ? at : undefined;
}
