import { unknownDimension, type Dimension } from '../domain/dimension';
import { shape, type Shape } from '../domain/shape';
import type { Expression } from '../syntax/program';
import { evaluate } from './expressions';
import { iterate } from './iteration';
import type { Machine } from './machine';
import { assign } from './targets';
import { ANY_TENSOR, tensor, type Tensor, type Value } from './value';

/** jaxtyping's `Float[Tensor, "batch 3 time"]` and its kin. */
const ANNOTATED = /^(Float|Int|UInt|Integer|Bool|Complex|Num|Shaped|Inexact|Real)\d*$/;

/** What an annotation states of a tensor's sizes; the same name is the same size for all parameters of a function. */
export function annotatedShape(
  machine: Machine,
  annotation: Expression | undefined,
  names: Map<string, Dimension>,
): Tensor | undefined {
  if (annotation?.kind !== 'subscript') return undefined;
  const { object, index } = annotation;
  const type = object.kind === 'name' || object.kind === 'attribute' ? object.name : '';
  const sizes = index.kind === 'sequence' ? index.elements.at(-1) : undefined;
  if (!ANNOTATED.test(type) || sizes?.kind !== 'string') return undefined;
  return tensor(sizesOf(machine, sizes.value.split(/\s+/).filter(Boolean), names));
}

/** `*batch` and `…` stand for any number of axes, which may be the first ones. */
function sizesOf(machine: Machine, words: readonly string[], names: Map<string, Dimension>): Shape {
  const open = words.findLastIndex((word) => word.startsWith('*') || word === '...');
  return shape(
    words.slice(open + 1).map((word) => sizeOf(machine, word, names)),
    open >= 0,
  );
}

function sizeOf(machine: Machine, word: string, names: Map<string, Dimension>): Dimension {
  if (/^\d+$/.test(word)) return Number(word);
  if (!/^[a-z]\w*$/i.test(word)) return unknownDimension();
  const size = names.get(word) ?? machine.symbol(word);
  names.set(word, size);
  return size;
}

/** What holds once `left == right` did: `x.shape == (B, 3, 32, 32)`, `x.ndim == 4`, `x.dim() == 4`, `len(x.shape) == 4`. */
export function refineShape(machine: Machine, left: Expression, right: Expression): void {
  const sized = shapeOf(left);
  const ranked = rankOf(left);
  if (sized) restrict(machine, sized, iterate(machine, evaluate(machine, right))?.map(sizeIn));
  if (!ranked) return;
  const rank = evaluate(machine, right);
  const count = rank.kind === 'integer' && typeof rank.value === 'number' ? rank.value : undefined;
  if (count !== undefined && count <= MAX_RANK)
    restrict(
      machine,
      ranked,
      Array.from({ length: count }, () => undefined),
    );
}

/** PyTorch's tensors have at most 64 axes. */
const MAX_RANK = 64;

const sizeIn = (value: Value): Dimension | undefined => (value.kind === 'integer' ? value.value : undefined);

/** A variable's tensor with the sizes that are stated, where it does not know its own. */
function restrict(machine: Machine, variable: Expression, sizes: readonly (Dimension | undefined)[] | undefined): void {
  const value = variable.kind === 'name' ? evaluate(machine, variable) : undefined;
  if (!sizes || (value?.kind !== 'tensor' && value?.kind !== 'unknown')) return;
  const before = value.kind === 'tensor' ? value : ANY_TENSOR;
  const { open, dimensions } = before.shape;
  if (open ? dimensions.length > sizes.length : dimensions.length !== sizes.length) return;
  const own = (i: number): Dimension | undefined => dimensions[i - sizes.length + dimensions.length];
  const together = sizes.map((size, i) => (typeof size === 'number' ? size : (own(i) ?? size)) ?? unknownDimension());
  assign(machine, variable, { ...before, shape: shape(together) });
}

/** The x of `x.shape` and `x.size()`. */
function shapeOf(expression: Expression): Expression | undefined {
  if (expression.kind === 'attribute') return expression.name === 'shape' ? expression.object : undefined;
  return expression.kind === 'call' && expression.arguments.length === 0 ? methodOf(expression, 'size') : undefined;
}

/** The x of `x.ndim`, `x.dim()` and `len(x.shape)`. */
function rankOf(expression: Expression): Expression | undefined {
  if (expression.kind === 'attribute') return expression.name === 'ndim' ? expression.object : undefined;
  if (expression.kind !== 'call') return undefined;
  const [argument, ...more] = expression.arguments;
  if (!argument) return methodOf(expression, 'dim');
  const length = expression.callee.kind === 'name' && expression.callee.name === 'len' && more.length === 0;
  return length ? shapeOf(argument.value) : undefined;
}

const methodOf = ({ callee }: Extract<Expression, { kind: 'call' }>, name: string): Expression | undefined =>
  callee.kind === 'attribute' && callee.name === name ? callee.object : undefined;
