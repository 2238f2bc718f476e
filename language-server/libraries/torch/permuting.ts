import { numberOfAxes } from '../../domain/amount';
import { unknownDimension } from '../../domain/dimension';
import { ANY_SHAPE, axisOf, printShape, shape, type Shape } from '../../domain/shape';
import type { Tensor } from '../../interpreter/value';
import { elementsIn, mismatch, moved, numberOf, prefixed, sizesIn, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

function permuted(call: Call, input: Tensor, order: readonly (number | undefined)[] | undefined): Tensor {
  const { open, dimensions } = input.shape;
  // One thing that is no integer may hold all axes.
  if (order?.length === 1 && order[0] === undefined) return moved(input, ANY_SHAPE);
  if (open || !order) return moved(input, order ? shape(order.map(() => unknownDimension())) : ANY_SHAPE);
  if (order.length !== dimensions.length) {
    mismatch(call, {
      received: `${numberOfAxes(order.length)} for an input of shape ${printShape(input.shape)}`,
      expected: `${numberOfAxes(dimensions.length)}, each of its own once`,
      advice: 'name every axis once',
      inputs: [input],
    });
    return moved(input, ANY_SHAPE);
  }
  return moved(
    input,
    shape(order.map((axis) => (axis === undefined ? undefined : dimensions.at(axis)) ?? unknownDimension())),
  );
}

const permute: Rule = (call) =>
  permuted(
    call,
    tensorOf(call),
    sizesIn(valueOf(call, 'dims'))?.map((axis) => (typeof axis === 'number' ? axis : undefined)),
  );

const transpose: Rule = (call) => {
  const input = tensorOf(call);
  const [first, second] = [numberOf(call, 'dim0'), numberOf(call, 'dim1')];
  if (first === undefined || second === undefined)
    return moved(input, input.shape.open ? ANY_SHAPE : anySizes(input.shape));
  return moved(input, swapped(input.shape, first, second));
};

const anySizes = ({ dimensions }: Shape): Shape => shape(dimensions.map(() => unknownDimension()));

function swapped(from: Shape, first: number, second: number): Shape {
  const [a, b] = [axisOf(from, first), axisOf(from, second)];
  if (a === undefined || b === undefined) return from.open ? ANY_SHAPE : anySizes(from);
  const dimensions = [...from.dimensions];
  [dimensions[a], dimensions[b]] = [dimensions[b]!, dimensions[a]!];
  return shape(dimensions, from.open);
}

const lastTwo: Rule = (call) => {
  const input = tensorOf(call);
  return moved(input, input.shape.dimensions.length < 2 ? input.shape : swapped(input.shape, -1, -2));
};

const reversedAxes: Rule = (call) => {
  const input = tensorOf(call);
  return moved(input, input.shape.open ? ANY_SHAPE : shape(input.shape.dimensions.toReversed()));
};

const moveAxis: Rule = (call) => {
  const input = tensorOf(call);
  const { open, dimensions } = input.shape;
  const axes = (name: string): number[] | undefined => {
    const value = valueOf(call, name);
    const list = (elementsIn(value) ?? [value]).map((each) =>
      each.kind === 'integer' && typeof each.value === 'number' ? axisOf(input.shape, each.value) : undefined,
    );
    const places = new Set(list);
    return list.every((each) => each !== undefined) && places.size === list.length ? list : undefined;
  };
  const [from, to] = [axes('source'), axes('destination')];
  if (open || !from || from.length !== to?.length) return moved(input, ANY_SHAPE);
  const left = dimensions.map((_, i) => i).filter((i) => !from.includes(i));
  const order = dimensions.map((_, i) => (to.includes(i) ? from[to.indexOf(i)]! : left.shift()!));
  return moved(input, shape(order.map((i) => dimensions[i]!)));
};

const flip: Rule = (call) => moved(tensorOf(call), tensorOf(call).shape);

const FUNCTIONS: Table = {
  permute: row('input, *dims', permute),
  transpose: row('input, dim0, dim1', transpose),
  swapaxes: row('input, dim0, dim1', transpose),
  swapdims: row('input, dim0, dim1', transpose),
  t: row('input', lastTwo),
  movedim: row('input, source, destination', moveAxis),
  moveaxis: row('input, source, destination', moveAxis),
  flip: row('input, *dims', flip),
  fliplr: row('input', flip),
  flipud: row('input', flip),
  roll: row('input, shifts, dims=None', flip),
};

const METHODS: Table = {
  transpose_: row('input, dim0, dim1', transpose),
  t_: row('input', lastTwo),
  '@T': row('input', reversedAxes),
  '@mT': row('input', lastTwo),
  '@H': row('input', lastTwo),
};

/** The same entries with their axes in another order, or turned round. */
export const PERMUTING: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], FUNCTIONS),
  ...prefixed(['torch.Tensor.'], METHODS),
};
