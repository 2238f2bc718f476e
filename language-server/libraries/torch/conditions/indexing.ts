import { numberOfAxes } from '../../../domain/amount';
import { add, subtract, unknownDimension, type Dimension } from '../../../domain/dimension';
import { sign } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { categoryOf } from '../../../domain/element-type';
import { broadcast, printShape, shape, type Shape } from '../../../domain/shape';
import { rangeLength } from '../../../interpreter/iteration';
import type { Value } from '../../../interpreter/value';
import { elementsIn, valueOf } from '../../call';
import { both, closed, refuse, type Condition, type Conditions } from '../../condition';

/** Parts of an index that take one axis each, and only those. */
const TAKES_ONE = new Set<Value['kind']>(['integer', 'slice', 'list']);

/** Parts that take a known number of axes. */
const PLAIN = new Set<Value['kind']>([...TAKES_ONE, 'none', 'ellipsis']);

/** The axis that each part takes; undefined where an array or a mask makes it unclear. */
function axesOf(parts: readonly Value[], rank: number): (number | undefined)[] | undefined {
  if (!parts.every(({ kind }) => PLAIN.has(kind)) || parts.some((part) => isMask(part))) return undefined;
  const used = parts.filter(({ kind }) => TAKES_ONE.has(kind)).length;
  let axis = 0;
  return parts.map(({ kind }) => {
    if (kind === 'ellipsis') axis += Math.max(0, rank - used);
    return TAKES_ONE.has(kind) ? axis++ : undefined;
  });
}

/** A nested list or one of booleans takes other axes. */
const isMask = (part: Value): boolean =>
  part.kind === 'list' && !elementsIn(part)?.every((each) => each.kind === 'integer');

/** An index for no more axes than there are, each within its axis. */
const withinAxes: Condition = (call) => {
  const input = closed(call);
  const index = valueOf(call, 'index');
  const parts = index.kind === 'tuple' ? index.elements : [index];
  const rank = input?.shape.dimensions.length ?? 0;
  const axes = input && axesOf(parts, rank);
  // A scalar may stand for a tensor that another method sets.
  if (!input || !axes || rank === 0) return;
  const told = { advice: 'count from 0, or from −1 at the end' };
  const many = axes.filter((axis) => axis !== undefined).length;
  if (many > rank) {
    const received = `an index of ${numberOfAxes(many)} for a tensor of shape ${printShape(input.shape)}`;
    refuse(call, 'index-out-of-range', { ...told, received, expected: `at most ${rank}` }, [input]);
    return;
  }
  const outside = parts.findIndex(
    (part, i) => axes[i] !== undefined && placeOutside(part, input.shape.dimensions[axes[i]]!) !== undefined,
  );
  if (outside < 0) return;
  const size = input.shape.dimensions[axes[outside]!]!;
  const received = `index ${printDimension(placeOutside(parts[outside]!, size) ?? 0)} for axis ${axes[outside]!} of ${printShape(input.shape)}`;
  const expected = `an index below its size, ${printDimension(size)}`;
  refuse(call, 'index-out-of-range', { ...told, received, expected }, [input]);
};

/** An integer, of a list the first, that is certainly no place of an axis: at or beyond its end, or before its start. */
function placeOutside(part: Value, size: Dimension): Dimension | undefined {
  const places = (part.kind === 'list' ? elementsIn(part) : [part]) ?? [];
  return places
    .map((each) => (each.kind === 'integer' ? each.value : undefined))
    .find((at) => at !== undefined && ((sign(subtract(at, size)) ?? -1) >= 0 || sign(add(at, size)) === -1));
}

/** An index array's shape: of a tensor of integers, a list of integers or a range; a mask's is not known. */
function arrayOf(part: Value): Shape | undefined {
  if (part.kind === 'range') return shape([rangeLength(part) ?? unknownDimension()]);
  if (part.kind === 'list') return isMask(part) ? undefined : shape([elementsIn(part)!.length]);
  const integers = part.kind === 'tensor' && part.type && categoryOf(part.type) === 'integer' && part.type !== 'uint8';
  return integers && !part.shape.open ? part.shape : undefined;
}

/** Index arrays are taken together entry by entry: their shapes broadcast. */
const together: Condition = (call) => {
  const index = valueOf(call, 'index');
  const arrays = (index.kind === 'tuple' ? index.elements : []).map(arrayOf).filter((each) => each !== undefined);
  const [first, other] = arrays.flatMap((a, i) =>
    arrays.slice(i + 1).flatMap((b) => (broadcast(a, b).conflict ? [a, b] : [])),
  );
  if (!first || !other) return;
  refuse(call, 'shape-mismatch', {
    received: `index arrays of shape ${printShape(first)} and ${printShape(other)}`,
    expected: 'shapes that broadcast, for entries are taken together',
    advice: 'make them equally long; for a grid of places add an axis to one with unsqueeze',
  });
};

export const INDEX_CONDITIONS: Conditions = {
  'torch.Tensor.__getitem__': both(withinAxes, together),
  'torch.Tensor.__setitem__': both(withinAxes, together),
};
