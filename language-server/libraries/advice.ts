/**
 * The next step that an error tells, by the shapes that do not fit: the same mistake has the same advice wherever it is
 * made. Where the shapes do not say what went wrong, so does the advice not.
 */
import { equal, product, type Dimension } from '../domain/dimension';
import { different } from '../domain/order';
import { printDimension } from '../domain/print-dimension';
import { printShape, shape, type Shape } from '../domain/shape';

type Sizes = readonly Dimension[];

const sameSizes = (a: Sizes, b: Sizes): boolean => a.length === b.length && a.every((size, i) => equal(size, b[i]!));

const print = (sizes: Sizes): string => printShape(shape(sizes));

const without = (sizes: Sizes, axis: number): Dimension[] => sizes.toSpliced(axis, 1);

/** How to move the last axis before so many axes of space, by the number of axes: (N, H, W, C) → (N, C, H, W). */
const MOVES: Partial<Record<string, string>> = {
  '1 2': '.transpose(0, 1)',
  '1 3': '.transpose(1, 2)',
  '2 3': '.permute(2, 0, 1)',
  '2 4': '.permute(0, 3, 1, 2)',
  '3 4': '.permute(3, 0, 1, 2)',
  '3 5': '.permute(0, 4, 1, 2, 3)',
};

/** How to bring channels that stand last, and are `wanted`, before `rank` axes of space; undefined where they do not. */
export function moveChannels({ dimensions, open }: Shape, rank: number, wanted: Dimension): string | undefined {
  const last = dimensions.at(-1);
  const method = MOVES[`${rank} ${dimensions.length}`];
  if (open || last === undefined || method === undefined || !equal(last, wanted)) return undefined;
  return `the channels stand last, so move them before the ${rank === 1 ? 'length' : 'space'} with ${method}`;
}

/** What makes two shapes broadcast: axes that one lacks behind its own, swapped axes, or equal paths. */
export function alignAdvice(a: Sizes, b: Sizes): string {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const lacking = long.length - short.length;
  if (lacking > 0 && short.length > 0 && sameSizes(short, long.slice(0, short.length)))
    return `put axes of size 1 behind those of ${print(short)}, which makes it ${print([...short, ...Array<number>(lacking).fill(1)])}`;
  if (lacking === 0 && short.length === 2 && sameSizes(short, long.toReversed())) return 'transpose one of them';
  if (lacking === 0 && short.length > 2)
    return 'make both paths give the same sizes, with the same channels, strides and padding';
  return 'reshape one of them, or change what comes before';
}

/** Factors that do not broadcast, but multiply as matrices: (n, k) * (k, m). */
export function productAdvice(a: Sizes, b: Sizes): string | undefined {
  const [inner, other] = [a.at(-1), b.at(-2)];
  const matrices = a.length >= 2 && a.length === b.length && sameSizes(a.slice(0, -2), b.slice(0, -2));
  return matrices && equal(inner!, other!)
    ? 'write @ for their product as matrices, for * multiplies entry by entry'
    : undefined;
}

/** What makes shapes equal that are to be stacked: sequences of several lengths are padded. */
export function stackAdvice(a: Sizes, b: Sizes, pad: string, concat: string): string {
  const sequences = a.length > 0 && a.length === b.length && sameSizes(a.slice(1), b.slice(1));
  return `${sequences ? `pad them to one length${pad}, or ` : ''}use ${concat} to join along an axis that they have`;
}

/** Along which axis shapes can be joined that differ on one only. */
export function joinAdvice(shapes: readonly Sizes[]): string {
  const [first, ...others] = shapes;
  const axes = first!.flatMap((size, axis) => (others.some((each) => different(each[axis]!, size)) ? [axis] : []));
  return axes.length === 1
    ? `join them along axis ${axes[0]!}, the only one on which they differ`
    : 'make the other axes equal, or join them along another one';
}

/** What makes a target one that a loss takes, by the shapes that it takes; `classes` is the axis of the outputs. */
export function targetAdvice(target: Sizes, wanted: readonly Sizes[], classes: number): string {
  for (const sizes of wanted) {
    const extra = target.findIndex((size, axis) => size === 1 && sameSizes(without(target, axis), sizes));
    if (extra >= 0) return `drop the axis of size 1 with target.squeeze(${extra})`;
    const missing = sizes.findIndex((size, axis) => size === 1 && sameSizes(without(sizes, axis), target));
    if (missing >= 0) return `give the target that axis with target.unsqueeze(${missing})`;
  }
  const [batch, given] = [wanted[0]?.[0], target[0]];
  if (batch !== undefined && given !== undefined && different(batch, given)) return 'take both from the same batch';
  const alike = wanted.find((sizes) => sizes.length === target.length && differOnly(sizes, target, classes));
  return alike
    ? `give the last layer as many outputs as the target has, ${printDimension(target[classes]!)}`
    : 'give the target that shape with reshape, or change what makes the input';
}

const differOnly = (a: Sizes, b: Sizes, axis: number): boolean =>
  axis < a.length && sameSizes(without(a, axis), without(b, axis));

/**
 * The size that fits where all but the last are those of the input: (16, 32, 7, 7) as (16, 1568). `inferred`: whether one
 * of the target's is -1.
 */
export function countAdvice(input: Sizes, target: Sizes, inferred: boolean): string {
  if (inferred) return `write sizes beside -1 whose product divides ${printDimension(product(input))}`;
  const last = target.length - 1;
  const kept = last >= 0 && last < input.length && sameSizes(target.slice(0, last), input.slice(0, last));
  const fitting = kept ? product(input.slice(last)) : undefined;
  return fitting === undefined
    ? 'make the products of the sizes equal; one of them may be -1, which is computed'
    : `write ${printDimension(fitting)}, or -1, which is computed, in place of ${printDimension(target[last]!)}`;
}

/** How the axes behind the batch are turned round, the last to the front or the other way; sizes of 1 need no such care. */
function rotation(sizes: Sizes, wanted: Sizes): number[] | undefined {
  if (sizes.length < 3 || sizes.length !== wanted.length || sizes.includes(1) || sameSizes(sizes, wanted))
    return undefined;
  const places = sizes.map((_, axis) => axis + 1);
  const turns = [
    [places.at(-1)!, ...places.slice(0, -1)],
    [...places.slice(1), 1],
  ];
  const found = turns.find((turn) => sameSizes(turn.map((axis) => sizes[axis - 1]!), wanted)); // prettier-ignore
  return found && [0, ...found];
}

/** How a language writes what data may lack. */
export interface DataWords {
  flatten: string;
  /** A first axis for the batch. */
  batch: string;
  /** That, and a last axis for the channels. */
  both: string;
}

/** What makes data fit a model that takes other sizes behind the batch: a reshape where the counts are equal. */
export function dataAdvice(given: Sizes, wanted: Sizes, words: DataWords): string {
  const [batch, ...sizes] = given;
  if (sameSizes(given, wanted.slice(1))) return words.batch;
  if (sameSizes([...given, 1], wanted.slice(1))) return words.both;
  if (given.length === 2 && sameSizes([batch!], wanted.slice(1))) return 'transpose the data: each sample is a row';
  const order = rotation(sizes, wanted.slice(1));
  if (order) return `move the channels with transpose(${order.join(', ')})`;
  const alike = batch !== undefined && equal(product(sizes), product(wanted.slice(1)));
  if (!alike) return pictureAdvice(sizes, wanted.slice(1)) ?? sizeAdvice(sizes);
  return wanted.length === 2 && sizes.length > 1
    ? words.flatten
    : `reshape the data to ${print([batch, ...wanted.slice(1)])}`;
}

const sizeAdvice = (sizes: Sizes): string =>
  sizes.length === 0 || sizes.some((size) => typeof size !== 'number')
    ? 'give the first layer the sizes of the data, or change the data'
    : `give the first layer the shape of one sample, ${print(sizes)}, or change the data`;

/** Gray pictures and pictures in colour, by their channels. */
const KINDS: Partial<Record<number, string>> = {
  1: 'gray (1 channel)',
  3: 'in colour (3 channels)',
  4: 'in colour with alpha (4 channels)',
};

const kindOf = (channels: Dimension | undefined): string | undefined =>
  typeof channels === 'number' ? KINDS[channels] : undefined;

/** Pictures (height, width, channels) of another kind or another size than a model takes. */
function pictureAdvice(sizes: Sizes, wanted: Sizes): string | undefined {
  const [given, taken] = [kindOf(sizes[2]), kindOf(wanted[2])];
  if (sizes.length !== 3 || wanted.length !== 3 || !given || !taken) return undefined;
  if (given !== taken)
    return `load the pictures ${taken}, for these are ${given}; or give the first layer their shape, ${print(sizes)}`;
  const size = wanted.slice(0, 2).map(printDimension).join('×');
  return `load or resize the pictures as ${size}, or give the first layer their shape, ${print(sizes)}`;
}
