import { unknownDimension, type Dimension } from '../domain/dimension';
import { shape, type Shape } from '../domain/shape';
import type { Expression } from '../syntax/program';
import type { Machine } from './machine';
import { tensor, type Tensor } from './value';

/** The types of jaxtyping's `Float[Tensor, "batch 3 time"]` and its kin. */
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
  const words = type === 'TensorType' ? wordsOf(index) : ANNOTATED.test(type) ? wordsIn(index) : undefined;
  return words && tensor(sizesOf(machine, words, names));
}

/** jaxtyping's sizes stand in a text behind the array's type. */
function wordsIn(index: Expression): string[] | undefined {
  const sizes = index.kind === 'sequence' ? index.elements.at(-1) : undefined;
  return sizes?.kind === 'string' ? sizes.value.split(/\s+/).filter(Boolean) : undefined;
}

/** torchtyping's `TensorType["batch", 3, "time": 16, float]`: sizes one by one, among them types, which are names. */
function wordsOf(index: Expression): string[] | undefined {
  const parts = index.kind === 'sequence' ? index.elements : [index];
  const sizes = parts.filter((part) => !isType(part));
  const words = sizes.map(wordOf);
  return sizes.length > 0 && words.every((word) => word !== undefined) ? words : undefined;
}

/** `float`, `torch.float32`, `is_named` */
const isType = (part: Expression): boolean =>
  part.kind === 'attribute' || (part.kind === 'name' && /^(float|int|bool|complex|is_\w+)$/.test(part.name));

/** What a size is called, the number that it is, `name=3` where both are told, or `_` where it may be any. */
function wordOf(size: Expression): string | undefined {
  if (size.kind === 'string') return size.value;
  if (size.kind === 'number') return String(size.value);
  if (size.kind === 'slice') return namedWord(size);
  if (size.kind === 'constant') return size.value === 'ellipsis' ? '...' : undefined;
  return size.kind === 'unary' ? '_' : undefined;
}

function namedWord({ lower, upper }: Extract<Expression, { kind: 'slice' }>): string | undefined {
  const word = upper && wordOf(upper);
  return lower?.kind === 'string' && upper?.kind === 'number' ? `${lower.value}=${word}` : word;
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
  const [, name, number] = /^(?:(\w+)=)?(\d+)$/.exec(word) ?? [];
  if (number !== undefined) {
    if (name !== undefined) names.set(name, Number(number));
    return Number(number);
  }
  if (!/^[a-z]\w*$/i.test(word)) return unknownDimension();
  const size = names.get(word) ?? machine.symbol(word);
  names.set(word, size);
  return size;
}
