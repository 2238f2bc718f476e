import { unknownDimension, type Dimension } from '../domain/dimension';
import { shape, type Shape } from '../domain/shape';
import type { Expression } from '../syntax/program';
import type { Machine } from './machine';
import { tensor, type Tensor } from './value';

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
