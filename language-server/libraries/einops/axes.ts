import { numberOfAxes } from '../../domain/amount';
import { equal, product, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide, modulo } from '../../domain/division';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape, shape, type Shape } from '../../domain/shape';
import type { Tensor } from '../../interpreter/value';
import { mismatch } from '../call';
import type { Call } from '../library';
import { ELLIPSIS, isNumber, printNames, type Composition, type Side } from './pattern';

/** The sizes that a pattern's left side gives its names for one tensor. */
export interface Axes {
  sizes: Map<string, Dimension>;
  /** What stands for the ellipsis; open where the number of its axes is not known. */
  rest: Shape;
}

/** An axis of the left side beside that of the tensor; its size is undefined where it is not known. */
type Aligned = readonly [composition: Composition, size: Dimension | undefined];

/** Sizes of all names, or undefined, and reported, where the tensor certainly does not fit. */
export function axesOf(call: Call, left: Side, input: Tensor, given: ReadonlyMap<string, Dimension>): Axes | undefined {
  if (wrongRank(call, left, input)) return undefined;
  const sizes = new Map(given);
  const fits = aligned(left, input.shape).every((axis) => solve(call, input, axis, sizes));
  return fits ? { sizes, rest: restOf(left, input.shape) } : undefined;
}

function wrongRank(call: Call, left: Side, input: Tensor): boolean {
  const { open, dimensions } = input.shape;
  const elastic = left.includes(ELLIPSIS);
  const needed = left.length - Number(elastic);
  const tooFew = !open && dimensions.length < needed;
  if (!tooFew && (elastic || dimensions.length <= needed)) return false;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, with ${numberOfAxes(dimensions.length)}`,
    expected: `${elastic ? 'at least ' : ''}${numberOfAxes(needed)} (${left.map(printAxis).join(' ')})`,
    advice: tooFew ? 'add the missing axes, or leave names out' : 'name all axes, or write ... for some',
    inputs: [input],
  });
  return true;
}

/** The axes before an ellipsis are counted from the start, those after it from the end. */
function aligned(left: Side, { open, dimensions }: Shape): Aligned[] {
  const at = left.indexOf(ELLIPSIS);
  return left.flatMap((axis, i): Aligned[] => {
    if (axis === ELLIPSIS) return [];
    const fromStart = at < 0 ? !open : i < at;
    return [[axis, fromStart ? (open ? undefined : dimensions[i]) : dimensions.at(i - left.length)]];
  });
}

function restOf(left: Side, { open, dimensions }: Shape): Shape {
  const at = left.indexOf(ELLIPSIS);
  if (at < 0) return shape([]);
  const end = dimensions.length - (left.length - 1 - at);
  if (open) return shape(at === 0 ? dimensions.slice(0, Math.max(0, end)) : [], true);
  return shape(dimensions.slice(at, end));
}

/** The one part of an axis that is not known yet follows from the others; false, and reported, where none can. */
function solve(call: Call, input: Tensor, [composition, size]: Aligned, sizes: Map<string, Dimension>): boolean {
  const open = composition.filter((name) => !isNumber(name) && !sizes.has(name));
  const known = productOf(composition, sizes);
  const [left] = open;
  if (size !== undefined && !divides(known, size, left !== undefined)) {
    misfit(call, input, { composition, size, known, whole: left === undefined });
    return false;
  }
  for (const name of open) sizes.set(name, size === undefined ? call.machine.symbol(name) : floorDivide(size, known));
  const [single] = composition;
  // What the axis has says more than a parameter that must be equal to it.
  if (composition.length === 1 && size !== undefined && typeof known !== 'number') sizes.set(single!, size);
  return true;
}

const productOf = (composition: Composition, sizes: ReadonlyMap<string, Dimension>): Dimension =>
  product(composition.map((name) => (isNumber(name) ? Number(name) : (sizes.get(name) ?? 1))));

/** Whether an axis may have this size: the product of its parts, or a multiple of it where one of them is open. */
function divides(known: Dimension, size: Dimension, multiple: boolean): boolean {
  if (!multiple) return !different(known, size);
  if (equal(known, 0)) return false;
  const left = typeof known === 'number' ? modulo(size, known) : 0;
  return typeof left !== 'number' || left === 0;
}

interface Misfit {
  composition: Composition;
  size: Dimension;
  known: Dimension;
  whole: boolean;
}

function misfit(call: Call, input: Tensor, { composition, size, known, whole }: Misfit): void {
  const axis = printAxis(composition);
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}`,
    expected: `${axis} to be ${whole ? '' : 'a multiple of '}${printDimension(known)}, not ${printDimension(size)}`,
    advice: whole ? 'make the sizes equal' : 'pad or crop the input, or change the sizes of the parts',
    inputs: [input],
  });
}

const printAxis = (axis: Side[number]): string => {
  if (axis === ELLIPSIS) return '...';
  return axis.length === 1 ? axis[0]! : axis.length === 0 ? '1' : `(${printNames(axis).replaceAll(',', '')})`;
};

/** The shape that a side has with these sizes. */
export function shapeOf(side: Side, { sizes, rest }: Axes): Shape {
  const at = side.indexOf(ELLIPSIS);
  const size = (axis: Side[number]): Dimension =>
    axis.includes(ELLIPSIS) && rest.open
      ? unknownDimension()
      : product([...(axis.includes(ELLIPSIS) ? rest.dimensions : []), productOf(namesWithin(axis), sizes)]);
  if (at < 0) return shape(side.map(size));
  const before = rest.open ? [] : side.slice(0, at).map(size);
  return shape([...before, ...rest.dimensions, ...side.slice(at + 1).map(size)], rest.open);
}

const namesWithin = (axis: Side[number]): Composition =>
  axis === ELLIPSIS ? [] : axis.filter((name) => name !== ELLIPSIS);
