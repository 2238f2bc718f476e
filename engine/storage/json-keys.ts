/** What JSON.parse hides: a key that an object has twice. */

/** Strings, brackets and separators of a JSON text; all else lies between them. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** The first key that the outermost object of this valid JSON text has twice. */
export function duplicateKey(text: string): string | undefined {
  const seen = new Set<string>();
  let depth = 0;
  let last = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (token === ':' && depth === 1) {
      const key = JSON.parse(last) as string;
      if (seen.has(key)) return key;
      seen.add(key);
    }
    last = token;
  }
  return undefined;
}
