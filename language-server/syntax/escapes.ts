/** What the escapes in strings stand for. */

/** Letters that both languages write alike; a line that goes on in the next one leaves nothing. */
const LETTERS: Partial<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '\n': '' };

/** A letter by its number; undefined where there is none of it. */
const letter = (digits: string, base: number): string | undefined => {
  const code = Number.parseInt(digits, base);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
};

/** Escapes: a number in base 16, a number in base 8, or any other letter. */
const PYTHON = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|([^]))/g;
const JAVASCRIPT = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]+)\}|([0-3]?[0-7]{1,2})|([^]))/g;

const decoded = (text: string, escape: RegExp, otherwise: (letter: string, whole: string) => string): string =>
  text.replace(escape, (whole: string, ...captured: (string | undefined)[]) => {
    const [x, u, long, octal, other = ''] = captured;
    const digits = x ?? u ?? long;
    if (digits !== undefined) return letter(digits, 16) ?? whole;
    return octal === undefined ? (LETTERS[other] ?? otherwise(other, whole)) : letter(octal, 8)!;
  });

const oneLineEnd = (text: string): string => text.replace(/\r\n?/g, '\n');

/** A letter by its name, or half of a pair: two halves are one letter here, and two in Python. */
const UNCLEAR = /\\N\{|\\u[dD][89a-fA-F]|\\U0000[dD][89a-fA-F]/;

/** What stands between the quotes of a Python string, where a backslash stays that escapes nothing; undefined: not known. */
export function pythonText(written: string, raw: boolean): string | undefined {
  const text = oneLineEnd(written);
  if (raw || !text.includes('\\')) return text;
  if (UNCLEAR.test(text)) return undefined;
  return decoded(text, PYTHON, (other, whole) => (other === 'a' ? '\x07' : /[\\'"]/.test(other) ? other : whole));
}

/** What stands between the quotes of a string of JavaScript's. */
export const javascriptText = (written: string): string => decoded(oneLineEnd(written), JAVASCRIPT, (other) => other);
