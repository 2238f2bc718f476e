import { equal, multiply, product, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide, modulo } from '../../domain/division';
import { bitsOf, type ElementType } from '../../domain/element-type';
import { different } from '../../domain/order';
import { ANY_SHAPE, axisOf, MAX_RANK, shape, type Shape } from '../../domain/shape';
import { tensor, type Tensor } from '../../interpreter/value';
import {
  asFunction,
  displayName,
  elementsIn,
  isNone,
  layer,
  moved,
  numberOf,
  prefixed,
  sizesIn,
  tensorOf,
  valueOf,
} from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { typeNamed } from './types';

/** Sizes with −1 once: the rest of the elements. Reports counts that can never agree. */
function reshapeTo(call: Call, input: Tensor, sizes: readonly (Dimension | undefined)[]): Tensor {
  const hole = sizes.findIndex((size) => size !== undefined && equal(size, -1));
  const target = sizes.map((size) => size ?? unknownDimension());
  const given = product(target.filter((_, i) => i !== hole));
  const before = input.shape.open ? undefined : product(input.shape.dimensions);
  if (before === undefined)
    return moved(input, shape(target.map((size, i) => (i === hole ? unknownDimension() : size))));
  // A size that is not known may be 0.
  const mayBeEmpty = given === 0 && typeof before !== 'number';
  const impossible = hole < 0 ? !mayBeEmpty && different(before, given) : indivisible(before, given);
  if (impossible) {
    report(call, input, { target, before, after: given, inferred: hole >= 0 });
    return moved(input, shape(leading(input.shape.dimensions, target)));
  }
  const rest = given === 0 ? unknownDimension() : floorDivide(before, given);
  return moved(input, shape(target.map((size, i) => (i === hole ? rest : size))));
}

/** Sizes that cannot be are not known, but for those in front that the input has, too. */
function leading(input: readonly Dimension[], target: readonly Dimension[]): Dimension[] {
  const changed = target.findIndex((size, i) => input[i] === undefined || !equal(size, input[i]));
  return target.map((size, i) => (i < changed ? size : unknownDimension()));
}

/** Whether the first is certainly no multiple of the second; beside a size of 0 nothing follows for the rest. */
function indivisible(before: Dimension, given: Dimension): boolean {
  if (given === 0) return true;
  return typeof given === 'number' && typeof before === 'number' && modulo(before, given) !== 0;
}

function report(
  call: Call,
  input: Tensor,
  counts: { target: readonly Dimension[]; before: Dimension; after: Dimension; inferred: boolean },
): void {
  const sizes = call.expressions.get('shape') ?? call.expressions.get('size');
  call.machine.emit({
    kind: 'reshape',
    site: call.site,
    operation: displayName(call.name),
    input,
    ...counts,
    ...(sizes && { sizes }),
  });
}

/** No size, nor −1 for the one to be found. */
const isNoSize = (size: Dimension | undefined): boolean => typeof size === 'number' && size < -1;

/** Sizes that PyTorch refuses give nothing. */
const view: Rule = (call) => {
  const sizes = sizesIn(valueOf(call, 'shape'));
  const input = tensorOf(call);
  const other = elementsIn(valueOf(call, 'shape'))?.some(({ kind }) => kind !== 'integer' && kind !== 'unknown');
  const refused = sizes && (sizes.filter((size) => size === -1).length > 1 || sizes.some(isNoSize));
  if (!sizes || other || refused) return moved(input, ANY_SHAPE);
  return reshapeTo(call, input, sizes);
};

/** `x.view(torch.int32)` reads the same bits as another type: the last axis grows by as much as an entry shrinks. */
const viewed: Rule = (call) => {
  const named = isNone(call, 'dtype') ? elementsIn(valueOf(call, 'shape')) : [valueOf(call, 'dtype')];
  const type = named?.length === 1 ? typeNamed(named[0]!) : undefined;
  return type ? reinterpreted(tensorOf(call), type) : view(call);
};

function reinterpreted({ shape: { open, dimensions }, type: before }: Tensor, type: ElementType): Tensor {
  const [from, to] = [bitsOf(before), bitsOf(type)];
  const last = dimensions.at(-1);
  if (last === undefined || from === to) return tensor(shape(dimensions, open), { type });
  const known = from !== undefined && to !== undefined;
  const size = known ? floorDivide(multiply(last, from), to) : unknownDimension();
  return tensor(shape(dimensions.with(-1, size), open), { type });
}

const viewAs: Rule = (call) => {
  const { open, dimensions } = tensorOf(call, 'other').shape;
  return open ? moved(tensorOf(call), ANY_SHAPE) : reshapeTo(call, tensorOf(call), dimensions);
};

const expandAs: Rule = (call) => moved(tensorOf(call), tensorOf(call, 'other').shape);

/** (a, …, b) → the axes from start to end become one. */
const flatten: Rule = (given) => {
  const call = asFunction(given);
  const input = tensorOf(call);
  const [start, end] = [numberOf(call, 'start_dim'), numberOf(call, 'end_dim')];
  if (start === undefined || end === undefined) return moved(input, ANY_SHAPE);
  if (input.shape.open) return moved(input, flattenOpen(input.shape, start, end));
  const { dimensions } = input.shape;
  if (dimensions.length === 0) return moved(input, shape([1]));
  const [from, to] = [axisOf(input.shape, start), axisOf(input.shape, end)];
  if (from === undefined || to === undefined || from > to) return moved(input, ANY_SHAPE);
  return moved(
    input,
    shape([...dimensions.slice(0, from), product(dimensions.slice(from, to + 1)), ...dimensions.slice(to + 1)]),
  );
};

/**
 * With unknown axes before the known ones. Up to the last axis: the number of axes is known then, and the one of those
 * that become one has a multiple of what is surely among them. Up to another: what stands behind that is left.
 */
function flattenOpen({ dimensions }: Shape, start: number, end: number): Shape {
  if (end !== -1) return 0 <= start && start <= end ? shape(dimensions.slice(end + 1), true) : ANY_SHAPE;
  if (start > MAX_RANK || -start > dimensions.length) return ANY_SHAPE;
  if (start < 0) return shape([...dimensions.slice(0, start), product(dimensions.slice(start))], true);
  const among = dimensions.slice(Math.min(start, dimensions.length - 1));
  const first = Array.from({ length: start }, unknownDimension);
  return shape([...first, multiply(unknownDimension(), product(among))]);
}

const unflatten: Rule = (given) => {
  const call = asFunction(given);
  const input = tensorOf(call);
  const axis = numberOf(call, 'dim');
  const sizes = sizesIn(
    call.arguments.has('unflattened_size') ? valueOf(call, 'unflattened_size') : valueOf(call, 'sizes'),
  );
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  if (at === undefined || !sizes) return moved(input, ANY_SHAPE);
  const { dimensions, open } = input.shape;
  const parts = reshapeTo(call, tensor(shape([dimensions[at]!])), sizes).shape.dimensions;
  return moved(input, shape([...dimensions.slice(0, at), ...parts, ...dimensions.slice(at + 1)], open));
};

/** All axes of size 1 go, or those named if they have size 1. */
const squeeze: Rule = (call) => {
  const input = tensorOf(call);
  const { open, dimensions } = input.shape;
  const axes = valueOf(call, 'dim');
  if (open) return moved(input, ANY_SHAPE);
  if (axes.kind === 'none')
    return moved(
      input,
      squeezed(dimensions, () => true),
    );
  const wanted = (elementsIn(axes) ?? [axes]).map((axis) =>
    axis.kind === 'integer' && typeof axis.value === 'number' ? axisOf(input.shape, axis.value) : undefined,
  );
  if (wanted.some((axis) => axis === undefined)) return moved(input, ANY_SHAPE);
  return moved(
    input,
    squeezed(dimensions, (axis) => wanted.includes(axis)),
  );
};

/** Sizes that may or may not be 1 leave the number of axes open. */
function squeezed(dimensions: readonly Dimension[], asked: (axis: number) => boolean): Shape {
  const decided = dimensions.every((size, i) => !asked(i) || size === 1 || different(size, 1));
  return decided ? shape(dimensions.filter((size, i) => !asked(i) || size !== 1)) : ANY_SHAPE;
}

const unsqueeze: Rule = (call) => {
  const input = tensorOf(call);
  const { open, dimensions } = input.shape;
  const axis = numberOf(call, 'dim');
  const at = axis === undefined ? undefined : axis < 0 ? axis + dimensions.length + 1 : open ? undefined : axis;
  if (at === undefined || at < 0 || at > dimensions.length) return moved(input, ANY_SHAPE);
  return moved(input, shape(dimensions.toSpliced(at, 0, 1), open));
};

/** −1 keeps a size; axes of size 1 are stretched. */
const expand: Rule = (call) => {
  const input = tensorOf(call);
  const sizes = sizesIn(valueOf(call, 'sizes'));
  if (!sizes) return moved(input, ANY_SHAPE);
  const offset = sizes.length - input.shape.dimensions.length;
  return moved(
    input,
    shape(
      sizes.map((size, i) => {
        const keeps = size !== undefined && equal(size, -1);
        return (keeps ? input.shape.dimensions[i - offset] : size) ?? unknownDimension();
      }),
    ),
  );
};

/** Each axis as often as said, aligned at the end. */
const repeat: Rule = (call) => {
  const input = tensorOf(call);
  const times = sizesIn(valueOf(call, call.arguments.has('repeats') ? 'repeats' : 'dims'));
  const { open, dimensions } = input.shape;
  if (!times || open) return moved(input, ANY_SHAPE);
  const rank = Math.max(times.length, dimensions.length);
  const aligned = <T>(list: readonly T[], one: T): T[] => [
    ...Array.from({ length: rank - list.length }, () => one),
    ...list,
  ];
  const counts = aligned<Dimension | undefined>(times, 1);
  return moved(
    input,
    shape(
      aligned<Dimension>(dimensions, 1).map((size, i) =>
        counts[i] === undefined ? unknownDimension() : multiply(size, counts[i]),
      ),
    ),
  );
};

const FUNCTIONS: Table = {
  reshape: row('input, *shape', view),
  flatten: row('input, start_dim=0, end_dim=-1', flatten),
  ravel: row('input', (call) => reshapeTo(call, tensorOf(call), [-1])),
  unflatten: row('input, dim, sizes', unflatten),
  squeeze: row('input, dim=None', squeeze),
  unsqueeze: row('input, dim', unsqueeze),
  tile: row('input, *dims', repeat),
};

const METHODS: Table = {
  view: row('input, *shape, dtype=None', viewed),
  view_as: row('input, other', viewAs),
  reshape_as: row('input, other', viewAs),
  expand: row('input, *sizes', expand),
  expand_as: row('input, other', expandAs),
  repeat: row('input, *repeats', repeat),
  unsqueeze_: row('input, dim', unsqueeze),
  squeeze_: row('input, dim=None', squeeze),
};

export const RESHAPING: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], FUNCTIONS),
  ...prefixed(['torch.Tensor.'], METHODS),
  ...layer('torch.nn.Flatten', 'start_dim=1, end_dim=-1', flatten),
  ...layer('torch.nn.Unflatten', 'dim, unflattened_size', unflatten),
};
