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
