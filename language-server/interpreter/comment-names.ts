/** What comments call sizes, held against what the code calls them. */
import { equal, type Dimension } from '../domain/dimension';
import type { Shape } from '../domain/shape';
import { singleSymbol, symbolAtoms } from '../domain/symbols';
import { sizeIn } from '../libraries/call';
import type { Program } from '../syntax/program';
import type { Machine } from './machine';
import { shapeAlone, type WrittenSize } from './written-shapes';

/** By the end of the statement that a comment of a shape stands behind: the names in it. */
export type CommentNames = ReadonlyMap<number, readonly string[]>;

const NAME = /^[A-Za-z]\w*$/;

const BETWEEN = /[^\S\n]*;?[^\S\n]*$/;

export function commentNames({ comments }: Program, text: string): CommentNames {
  const found = new Map<number, readonly string[]>();
  for (const { range, text: comment } of comments) {
    const names = shapeAlone(comment)?.sizes.filter(isName) ?? [];
    if (names.length === 0) continue;
    const code = text.slice(text.lastIndexOf('\n', range.start - 1) + 1, range.start);
    const lineStart = range.start - code.length;
    // A semicolon belongs to the statement in JavaScript, and does not in Python.
    for (const end of [code.trimEnd().length, code.replace(BETWEEN, '').length]) found.set(lineStart + end, names);
  }
  return found;
}

const isName = (size: WrittenSize): size is string => typeof size === 'string' && NAME.test(size);

/** What variables of these names hold now, as far as these are sizes. */
export function sizesCalled({ frame: { scope } }: Machine, names: readonly string[]): ReadonlyMap<string, Dimension> {
  return new Map(
    names.flatMap((name): [string, Dimension][] => {
      const value = scope.find(name);
      const size = value && sizeIn(value);
      return size === undefined ? [] : [[name, size]];
    }),
  );
}

/** An axis that a comment calls by the name of another size. */
export interface OtherName {
  axis: number;
  word: string;
  /** What the code calls so. */
  meant: Dimension;
}

/** Whether a size is computed from another: T//2 from T. */
const uses = (size: Dimension, part: Dimension): boolean => {
  const key = singleSymbol(part)?.key;
  return symbolAtoms(size).some((each) => each.key === key);
};

/** @param given the names that the code has for symbols without one */
export function otherName(
  sizes: readonly WrittenSize[],
  { open, dimensions }: Shape,
  called: ReadonlyMap<string, Dimension>,
  given: ReadonlyMap<string, string>,
): OtherName | undefined {
  if (open || sizes.length !== dimensions.length) return undefined;
  const isNamed = (size: Dimension): boolean =>
    symbolAtoms(size).every(({ anonymous, key }) => !anonymous || given.has(key));
  const isOther = (meant: Dimension, size: Dimension): boolean => {
    if (equal(meant, size)) return false;
    // A small number may be one of an axis.
    if (typeof meant === 'number' || typeof size === 'number')
      return typeof meant === 'number' && typeof size === 'number' && meant > dimensions.length;
    const isTold = singleSymbol(size) !== undefined || uses(size, meant);
    return isTold && isNamed(meant) && isNamed(size);
  };
  /** Sizes of several functions may have one name. */
  const isCalled = (size: Dimension, word: WrittenSize): boolean => {
    const symbol = singleSymbol(size);
    return symbol !== undefined && (given.get(symbol.key) ?? symbol.name) === word;
  };
  for (const [axis, word] of sizes.entries()) {
    if (isCalled(dimensions[axis]!, word)) continue;
    const meant = typeof word === 'string' ? called.get(word) : undefined;
    if (meant !== undefined && isOther(meant, dimensions[axis]!)) return { axis, word: `${word}`, meant };
  }
  return undefined;
}
