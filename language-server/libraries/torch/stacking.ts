import { add, subtract, unknownDimension } from '../../domain/dimension';
import { floorDivide } from '../../domain/division';
import { sign } from '../../domain/order';
import { ANY_SHAPE, axisOf, shape, type Shape } from '../../domain/shape';
import { integer, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { derived, elementsIn, integerOf, numberOf, prefixed, sizesIn, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { rowOf } from '../table';
import { broadcastAll } from './elementwise';

/** At least so many axes: one-axis tensors become rows (or columns), matrices get a third axis behind. */
const atLeast =
  (rank: 1 | 2 | 3) =>
  ({ open, dimensions }: Shape): Shape => {
    if (open) return ANY_SHAPE;
    if (dimensions.length >= rank) return shape(dimensions);
    if (rank < 3) return shape([...Array.from({ length: rank - dimensions.length }, () => 1), ...dimensions]);
    return shape(
      [
        [1, 1, 1],
        [1, ...dimensions, 1],
        [...dimensions, 1],
      ][dimensions.length]!,
    );
  };

/** Columns: vectors stand upright. */
const column = ({ open, dimensions }: Shape): Shape =>
  open ? ANY_SHAPE : dimensions.length > 1 ? shape(dimensions) : shape([dimensions[0] ?? 1, 1]);

const listOf = (call: Call): readonly Value[] | undefined => {
  const given = elementsIn(valueOf(call, 'tensors'));
  return given?.length === 1 && elementsIn(given[0]!) ? elementsIn(given[0]!) : given;
};

/** Joined along an axis after they were given enough axes. */
const stacked =
  (raise: (from: Shape) => Shape, axis: (first: Shape) => number): Rule =>
  (call) => {
    const tensors = listOf(call)?.map((each) =>
      each.kind === 'tensor' ? { ...each, shape: raise(each.shape) } : each,
    );
    const first = tensors?.[0];
    if (!tensors || first?.kind !== 'tensor') return tensor(ANY_SHAPE);
    const list = tuple(tensors);
    return (
      rowOf('torch.cat')?.rule({
        ...call,
        arguments: new Map([
          ['tensors', list],
          ['dim', integer(axis(first.shape))],
        ]),
      }) ?? UNKNOWN
    );
  };

const hstack = stacked(atLeast(1), ({ dimensions }) => (dimensions.length === 1 ? 0 : 1));

/** One tensor, or each of several. */
const raised =
  (rank: 1 | 2 | 3): Rule =>
  (call) => {
    const given = elementsIn(valueOf(call, 'tensors'));
    const raise = (each: Value): Value => (each.kind === 'tensor' ? derived(each, atLeast(rank)(each.shape)) : UNKNOWN);
    if (!given) return UNKNOWN;
    const inner = given.length === 1 ? elementsIn(given[0]!) : undefined;
    return given.length === 1 && !inner ? raise(given[0]!) : tuple((inner ?? given).map(raise));
  };

/** All with their common shape. */
const broadcastTensors: Rule = (call) => {
  const given = listOf(call)?.map((each) => (each.kind === 'tensor' ? each : tensor(ANY_SHAPE)));
  if (!given) return UNKNOWN;
  const together = broadcastAll(call, given);
  return tuple(given.map((each) => derived(each, together)));
};

const broadcastTo: Rule = (call) => {
  const sizes = sizesIn(valueOf(call, 'size'));
  return (
    rowOf('torch.Tensor.expand')?.rule({
      ...call,
      arguments: new Map([
        ['input', tensorOf(call)],
        ['sizes', sizes ? valueOf(call, 'size') : UNKNOWN],
      ]),
    }) ?? UNKNOWN
  );
};

/** `hsplit`, `vsplit`, `dsplit`: tensor_split along an axis of their own; it must divide evenly. */
const splitAlong =
  (axis: (input: Tensor) => number): Rule =>
  (call) => {
    const input = tensorOf(call);
    if (input.shape.open) return UNKNOWN;
    const given: [string, Value][] = [
      ['input', input],
      ['indices_or_sections', valueOf(call, 'indices_or_sections')],
      ['dim', integer(axis(input))],
    ];
    return rowOf('torch.tensor_split')?.rule({ ...call, arguments: new Map(given) }) ?? UNKNOWN;
  };

/** Windows along an axis: (…, ⌊(n − size)/step⌋ + 1, …, size) */
const unfold: Rule = (call) => {
  const input = tensorOf(call);
  const [axis, size, step] = [numberOf(call, 'dimension'), integerOf(call, 'size'), integerOf(call, 'step')];
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  if (at === undefined || size === undefined || step === undefined || sign(step) !== 1)
    return derived(input, ANY_SHAPE);
  const count = add(floorDivide(subtract(input.shape.dimensions[at]!, size), step), 1);
  return derived(input, shape([...input.shape.dimensions.with(at, count), size], input.shape.open));
};

const asStrided: Rule = (call) => {
  const sizes = sizesIn(valueOf(call, 'size'));
  const input = tensorOf(call);
  return derived(input, sizes ? shape(sizes.map((size) => size ?? unknownDimension())) : ANY_SHAPE);
};

/** Quarter turns in the plane of two axes. */
const rot90: Rule = (call) => {
  const input = tensorOf(call);
  const [turns, axes] = [numberOf(call, 'k'), sizesIn(valueOf(call, 'dims'))];
  const places = axes?.map((axis) => (typeof axis === 'number' ? axisOf(input.shape, axis) : undefined));
  const [i, j] = places ?? [];
  if (turns === undefined || i === undefined || j === undefined) return derived(input, ANY_SHAPE);
  if (turns % 2 === 0) return derived(input, input.shape);
  const { dimensions, open } = input.shape;
  return derived(input, shape(dimensions.with(i, dimensions[j]!).with(j, dimensions[i]!), open));
};

/** Into sums of neighbours along the axis: one fewer cumulatively, none at all otherwise. */
const trapezoid =
  (cumulative: boolean): Rule =>
  (call) => {
    const input = tensorOf(call, 'y');
    const axis = numberOf(call, 'dim');
    const at = axis === undefined ? undefined : axisOf(input.shape, axis);
    if (at === undefined) return tensor(ANY_SHAPE);
    const { dimensions, open } = input.shape;
    if (!cumulative)
      return tensor(
        shape(
          dimensions.filter((_, i) => i !== at),
          open,
        ),
      );
    const size = dimensions[at]!;
    return tensor(shape(dimensions.with(at, sign(size) === 1 ? subtract(size, 1) : unknownDimension()), open));
  };

const viewAs: Rule = (call) => derived(tensorOf(call), tensorOf(call, 'other').shape);

const sumToSize: Rule = (call) => asStrided(call);

const TENSORS = '*tensors, out=None';
const BOTH: Table = {
  broadcast_to: row('input, *size', broadcastTo),
  hsplit: row(
    'input, indices_or_sections',
    splitAlong(({ shape: { dimensions } }) => (dimensions.length === 1 ? 0 : 1)),
  ),
  vsplit: row(
    'input, indices_or_sections',
    splitAlong(() => 0),
  ),
  dsplit: row(
    'input, indices_or_sections',
    splitAlong(() => 2),
  ),
  as_strided: row('input, size, stride, storage_offset=None', asStrided),
  rot90: row('input, k=1, dims=(0,1)', rot90),
};

/** Tensors beside each other, cut up, and seen in other ways. */
export const STACKING: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], BOTH),
  ...prefixed(['torch.'], {
    hstack: row(TENSORS, hstack),
    vstack: row(
      TENSORS,
      stacked(atLeast(2), () => 0),
    ),
    row_stack: row(
      TENSORS,
      stacked(atLeast(2), () => 0),
    ),
    dstack: row(
      TENSORS,
      stacked(atLeast(3), () => 2),
    ),
    column_stack: row(
      TENSORS,
      stacked(column, () => 1),
    ),
    atleast_1d: row('*tensors', raised(1)),
    atleast_2d: row('*tensors', raised(2)),
    atleast_3d: row('*tensors', raised(3)),
    broadcast_tensors: row('*tensors', broadcastTensors),
    trapezoid: row('y, x=None, *, dx=None, dim=-1', trapezoid(false)),
    trapz: row('y, x=None, *, dx=None, dim=-1', trapezoid(false)),
    cumulative_trapezoid: row('y, x=None, *, dx=None, dim=-1', trapezoid(true)),
  }),
  ...prefixed(['torch.Tensor.'], {
    unfold: row('input, dimension, size, step', unfold),
    resize_as_: row('input, other, *, memory_format=None', viewAs),
    resize_: row('input, *size', asStrided),
    sum_to_size: row('input, *size', sumToSize),
  }),
};
