/** A size as people write it: a number, or a name or formula. */
export type WrittenSize = number | string;

/** A shape as a comment or docstring writes it. */
export interface WrittenShape {
  /** `x: (B, C)` */
  name?: string;
  sizes: readonly WrittenSize[];
  /** As it stands there. */
  text: string;
}

/** Any number of axes. */
const MANY = /^(\*|\.\.\.|\u2026|\u2217)$/;

/** What people call sizes: capital letters, and words for axes; other words in brackets may be anything. */
const SIZE =
  /^([A-Z]\w{0,3}|[a-z]\d?|bs|batch(_size)?|(max_)?seq(_len(gth)?)?|time(steps)?|length|channels?|height|width|depth|dim|hidden(_(dim|size))?|features?|heads?|embed(_dim)?|classes|vocab(_size)?|(num|n|d)_\w+|[A-Z]_\w+)$/;

const isAtom = (word: string): boolean => SIZE.test(word) || /^\d+$/.test(word);
const isFormula = (word: string, isPart: (part: string) => boolean): boolean =>
  word.split(/\s*(?:\/\/|[*+/-])\s*/).every(isPart);

/** Whether a word is one for a size, wherever it stands. */
const isSize = (word: string): boolean => MANY.test(word) || isFormula(word, isAtom);

/** Whether it may be one where a shape is known to stand. */
const maySize = (word: string): boolean =>
  MANY.test(word) || isFormula(word, (part) => /^(\d+|[A-Za-z]\w*(?: \w+){0,2}'?)$/.test(part));

const INSIDE = String.raw`[^()[\]\n]{1,120}`;
const WORD = String.raw`(?:\d+|[A-Za-z]\w*)`;

/** `(B, T, C)`, `[B, T, C]`, `B x T x C` and `BxTxC`. */
export const SHAPE = String.raw`(?:[([]${INSIDE}[)\]]|${WORD}(?:\s+[x\xd7]\s+${WORD})+|[A-Z\d]+(?:[x\xd7][A-Z\d]+)+)`;

/** Mathematics of docstrings as plain text, of the same number of characters no longer. */
export const plainMathematics = (text: string): string =>
  text
    .replace(/:math:/g, '')
    .replace(/`/g, '')
    .replace(/\\(?:text|mathrm|mathit)\{([^}]*)\}/g, '$1')
    .replace(/_\{([^}]*)\}/g, '_$1')
    .replace(/\\times/g, 'x')
    .replace(/\\[lc]?dots/g, '...')
    .replace(/\\(?:ast|star)/g, '*');

/** The sizes that a text of the form {@link SHAPE} has; `surely` where it stands where a shape is expected. */
export function writtenSizes(text: string, surely: boolean): WrittenSize[] | undefined {
  const bracketed = /^[([]\s*(.*?)\s*(,?)\s*[)\]]$/.exec(text.trim());
  const words = bracketed ? bracketed[1]!.split(/\s*,\s*/) : text.trim().split(/\s*[x\xd7]\s*/);
  if (bracketed && words.length < 2 && bracketed[2] === '' && !(surely && isSize(words[0]!))) return undefined;
  if (!words.every(surely ? maySize : isSize) || words.every((word) => MANY.test(word))) return undefined;
  return words.map((word) => (/^\d+$/.test(word) ? Number(word) : word));
}

const ALONE = new RegExp(String.raw`^(?:shape\s*[:=]?\s*|(\w+(?:\.shape)?)\s*[:=]\s*)?(${SHAPE})\.?$`);

/** `# (B, T, C)`, `# [B, T, C]`, `# x: (batch, time, dim)`, `# shape: (2, 3)`, `# B x T x C`, and nothing else in the comment. */
export function shapeAlone(comment: string): WrittenShape | undefined {
  const [, name, text] = ALONE.exec(comment.trim()) ?? [];
  const sizes = text === undefined ? undefined : writtenSizes(text, false);
  return sizes && { sizes, text: text!, ...(name !== undefined && { name: name.replace(/\.shape$/, '') }) };
}

/** `B, T, C` without brackets, which names sizes and claims nothing. */
export function listedSizes(comment: string): WrittenSize[] | undefined {
  const words = comment.trim().split(/\s*,\s*/);
  return words.length > 1 && words.every(isSize)
    ? words.map((word) => (/^\d+$/.test(word) ? Number(word) : word))
    : undefined;
}

export const isMany = (size: WrittenSize): boolean => typeof size === 'string' && MANY.test(size);
