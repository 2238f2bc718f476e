import { unknownDimension, type Dimension } from '../domain/dimension';
import { MAX_RANK, shape, type Shape } from '../domain/shape';
import type { Expression } from '../syntax/program';
import { elementsIn, sizeIn } from '../libraries/call';
import { anyTensor } from './any-tensor';
import { equate } from './equal-sizes';
import { evaluate } from './expressions';
import { iterate } from './iteration';
import type { Machine } from './machine';
import { refineCell } from './refinements';
import type { Cell } from './store';
import { mayKeep, unplacedIn, type Axes, type Sizes, type Stated as Told } from './unplaced-sizes';
import type { Value } from './value';

/**
 * What holds once `left == right` did: `x.shape == (B, 3, 32, 32)`, `x.shape[1:] == y.shape[1:]`, `x.size(1) == C`,
 * `x.ndim == 4`, `len(x.shape) == 4`, `C == 3`, `(B, C) == (2, 3)`.
 */
export function refineEquality(machine: Machine, left: Expression, right: Expression): void {
  for (const [asked, stated] of [
    [left, right],
    [right, left],
  ] as const)
    refineTo(machine, withoutCast(asked), evaluate(machine, withoutCast(stated)));
}

/** What holds once an expression was equal to `value`: tuples are equal where all their elements are. */
function refineTo(machine: Machine, asked: Expression, value: Value): void {
  if (asked.kind === 'sequence') {
    refineElements(machine, asked, elementsIn(value));
    return;
  }
  const axes = axesOf(machine, asked);
  if (axes) restrict(machine, axes, axes.single ? [sizeOf(value)] : iterate(machine, value)?.map(sizeIn));
  const ranked = rankOf(asked);
  if (ranked) restrict(machine, { variable: ranked, asked, from: 0 }, unknownSizes(sizeOf(value)));
  const [own, size] = [sizeOf(evaluate(machine, asked)), sizeOf(value)];
  if (own !== undefined && size !== undefined) equate(machine, own, size);
}

function refineElements(
  machine: Machine,
  { type, elements }: Extract<Expression, { kind: 'sequence' }>,
  values: readonly Value[] | undefined,
): void {
  if (type === 'set' || values?.length !== elements.length || elements.some(({ kind }) => kind === 'starred')) return;
  elements.forEach((each, i) => {
    refineTo(machine, withoutCast(each), values[i]!);
  });
}

const sizeOf = (value: Value): Dimension | undefined =>
  value.kind === 'integer' || value.kind === 'unknown' ? sizeIn(value) : undefined;

function unknownSizes(rank: Dimension | undefined): Sizes | undefined {
  return typeof rank === 'number' && rank >= 0 && rank <= MAX_RANK
    ? Array.from({ length: rank }, () => undefined)
    : undefined;
}

/** What is told of a variable's axes, and what was told of it before that has its place only now. */
export function restrict(machine: Machine, axes: Axes, sizes: Sizes | undefined): void {
  const { variable } = axes;
  if (variable.kind !== 'name' || !sizes) return;
  const cell = machine.frame.scope.cell(variable.name);
  const before = unplacedIn(machine, cell);
  const left = [{ axes, sizes }, ...before].filter((each) => !place(machine, cell, each));
  const isMore = left.length > before.length;
  if (left.length + before.length === 0 || (isMore && !mayKeep(machine, variable.name))) return;
  const value = evaluate(machine, variable);
  refineCell(machine, cell, { ...(value.kind === 'tensor' ? value : anyTensor(machine, axes.asked)) }, left);
}

/** A variable's tensor with the sizes that are stated, where it does not know its own; false where they have no place. */
function place(machine: Machine, cell: Cell<Value | undefined>, { axes, sizes }: Told): boolean {
  const value = evaluate(machine, axes.variable);
  if (value.kind !== 'tensor' && value.kind !== 'unknown') return true;
  const before = value.kind === 'tensor' ? value : anyTensor(machine, axes.asked);
  const whole = laidOut(before.shape, axes, sizes);
  if (!whole) return !before.shape.open;
  const { open, dimensions } = before.shape;
  const own = (i: number): Dimension | undefined => dimensions[i - whole.sizes.length + dimensions.length];
  const together = whole.sizes.map(
    (size, i) => (typeof size === 'number' ? size : (own(i) ?? size)) ?? unknownDimension(),
  );
  refineCell(machine, cell, { ...before, shape: shape(together, open && whole.open) });
  whole.sizes.forEach((size, i) => {
    const known = own(i);
    if (size !== undefined && known !== undefined) equate(machine, known, size);
  });
  return true;
}

/** Sizes from the first axis on; where the rank stays `open`, from one further on. */
interface Stated {
  sizes: Sizes;
  open: boolean;
}

const unstated = (count: number): undefined[] => Array.from({ length: count }, () => undefined);

/** The stated sizes at their places; undefined where the shape cannot have them or does not tell where they stand. */
const laidOut = (of: Shape, { from, to }: Axes, sizes: Sizes): Stated | undefined =>
  from >= 0 && to === undefined ? upToTheLast(of, from, sizes) : between(of, from, to, sizes);

/** `x.shape` and `x.shape[1:]` tell the rank. */
function upToTheLast({ open, dimensions }: Shape, from: number, sizes: Sizes): Stated | undefined {
  const rank = from + sizes.length;
  const fits = open ? dimensions.length <= rank : dimensions.length === rank;
  return fits && (from === 0 || sizes.length > 0) ? { sizes: [...unstated(from), ...sizes], open: false } : undefined;
}

function between({ open, dimensions }: Shape, from: number, to: number | undefined, sizes: Sizes): Stated | undefined {
  if (open && (from >= 0 || (to ?? -1) >= 0)) return undefined;
  const rank = open ? Math.max(dimensions.length, -from) : dimensions.length;
  const fromStart = (at: number): number => (at < 0 ? at + rank : at);
  const [first, end] = [fromStart(from), fromStart(to ?? rank)];
  const fits = first >= 0 && end <= rank && end - first === sizes.length;
  return fits ? { sizes: [...unstated(first), ...sizes, ...unstated(rank - end)], open } : undefined;
}

/** The axes whose sizes an expression gives: `x.shape`, `x.size()`, `x.shape[-2:]`, `x.shape[1]`, `x.size(1)`. */
function axesOf(machine: Machine, expression: Expression): Axes | undefined {
  const whole = shapeOf(expression);
  if (whole) return { variable: whole, asked: expression, from: 0 };
  if (expression.kind === 'call') {
    const variable = expression.arguments.length === 1 ? methodOf(expression, 'size') : undefined;
    return variable && axisAt(variable, expression, numberIn(machine, expression.arguments[0]?.value));
  }
  const variable = expression.kind === 'subscript' ? shapeOf(expression.object) : undefined;
  if (expression.kind !== 'subscript' || !variable) return undefined;
  const { index } = expression;
  if (index.kind !== 'slice') return axisAt(variable, expression, numberIn(machine, index));
  const [from, to] = [index.lower, index.upper].map((bound) => bound && (numberIn(machine, bound) ?? NaN));
  const known = !index.step && !Number.isNaN(from) && !Number.isNaN(to);
  return known ? { variable, asked: expression, from: from ?? 0, ...(to !== undefined && { to }) } : undefined;
}

const axisAt = (variable: Expression, asked: Expression, at: number | undefined): Axes | undefined =>
  at === undefined ? undefined : { variable, asked, from: at, ...(at !== -1 && { to: at + 1 }), single: true };

function numberIn(machine: Machine, expression: Expression | undefined): number | undefined {
  const value = expression && evaluate(machine, expression);
  return value?.kind === 'integer' && typeof value.value === 'number' ? value.value : undefined;
}

/** `tuple(x.shape)`, `list(x.shape)`, `torch.Size([2, 3])` and `[...x.shape]` are what they are of. */
function withoutCast(expression: Expression): Expression {
  const [argument, ...more] = expression.kind === 'call' ? expression.arguments : [];
  if (expression.kind !== 'call' || !argument || more.length > 0) return expression;
  const { callee } = expression;
  const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
  return /^(tuple|list|Size)$/.test(name) ? argument.value : expression;
}

/** The x of `x.shape` and `x.size()`. */
export function shapeOf(expression: Expression): Expression | undefined {
  if (expression.kind === 'attribute') return expression.name === 'shape' ? expression.object : undefined;
  return expression.kind === 'call' && expression.arguments.length === 0 ? methodOf(expression, 'size') : undefined;
}

/** The x of `x.ndim`, `x.rank`, `x.dim()`, `len(x.shape)` and `x.shape.length`. */
function rankOf(expression: Expression): Expression | undefined {
  if (expression.kind === 'attribute') {
    if (expression.name === 'length') return shapeOf(expression.object);
    return /^(ndim|rank)$/.test(expression.name) ? expression.object : undefined;
  }
  if (expression.kind !== 'call') return undefined;
  const [argument, ...more] = expression.arguments;
  if (!argument) return methodOf(expression, 'dim');
  const length = expression.callee.kind === 'name' && expression.callee.name === 'len' && more.length === 0;
  return length ? shapeOf(argument.value) : undefined;
}

const methodOf = ({ callee }: Extract<Expression, { kind: 'call' }>, name: string): Expression | undefined =>
  callee.kind === 'attribute' && callee.name === name ? callee.object : undefined;
