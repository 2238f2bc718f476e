/** Calls as a text has them: where each starts, and where its bracket closes. */
export interface Call {
  start: number;
  end: number;
}

/** Where the bracket closes that opens before `offset`; brackets in strings lead to a place that mends nothing. */
export function closing(text: string, offset: number): number | undefined {
  let depth = 1;
  for (let at = offset; at < text.length; at++) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

/** The calls that begin as the pattern says. */
export const calls = (text: string, pattern: RegExp): Call[] =>
  [...text.matchAll(pattern)].flatMap(({ 0: { length }, index: start }) => {
    const end = closing(text, start + length);
    return end === undefined ? [] : [{ start, end }];
  });

/** An argument of a call. */
interface Argument {
  /** Where it stands in the call's text. */
  start: number;
  end: number;
  /** Its text without what is inside of its brackets and strings. */
  outside: string;
}

/** A call that ends with its bracket, in parts: `self.fc(self.pool(x))`, `nn.Linear(8, 2)(x)`. */
export function parted(code: string): { callee: string; arguments: Argument[] } | undefined {
  const depths = depthsIn(code);
  const opening = depths.findLastIndex((depth, at) => depth === 0 && code[at] === '(');
  if (opening <= 0 || !code.endsWith(')') || depths.at(-1) !== 0) return undefined;
  const commas = depths.flatMap((depth, at) => (at > opening && depth === 1 && code[at] === ',' ? [at] : []));
  const bounds = [opening, ...commas, code.length - 1];
  const found = bounds.slice(1).map((end, i) => argument(code, depths, bounds[i]! + 1, end));
  return { callee: code.slice(0, opening), arguments: found.filter(({ outside }) => outside !== '') };
}

function argument(code: string, depths: readonly number[], from: number, to: number): Argument {
  const written = code.slice(from, to);
  const start = from + (written.length - written.trimStart().length);
  const outside = [...code.slice(from, to).matchAll(/./gs)].filter(({ index }) => depths[from + index] === 1);
  return { start, end: start + written.trim().length, outside: outside.join('').trim() };
}

/** In how many brackets and strings each character is, which themselves are where they stand. */
function depthsIn(code: string): number[] {
  let depth = 0;
  let quote = '';
  return Array.from({ length: code.length }, (_, at) => {
    const letter = code[at]!;
    if (quote !== '' && letter !== quote) return depth;
    const closes = quote !== '' || ')]}'.includes(letter);
    const isQuote = `'"\``.includes(letter);
    if (isQuote) quote = closes ? '' : letter;
    if (closes) return (depth -= 1);
    return isQuote || '([{'.includes(letter) ? depth++ : depth;
  });
}
