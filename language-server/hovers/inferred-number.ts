import type { Finding } from '../analysis';

/** A size that no program has, so that whatever takes it does not fit: a prime. */
const PROBE = '999983';

/** What completes a half-typed call: arguments that must follow the one being written. */
const REST = ['', ', 1', ', 1, 1'];

/** The cursor stands right behind the bracket of a layer's call (layers are classes), or within its first number. */
const FIRST_ARGUMENT = /\b[A-Z]\w*\(\s*\d*$/;

/** The size that the program around `offset` requires there, and what it is. */
export interface InferredNumber {
  readonly number: string;
  readonly title: string;
}

/** Ways to make the text at `offset` a program: the number alone, or with what a half-typed call lacks. */
function probes(before: string, after: string): string[] {
  const open = before.replace(/\d*$/, '');
  const closed = /^[^\n(]*\)/.test(after);
  const written = /^\s*,/.test(after) ? [''] : REST;
  return written.map((rest) => `${open}${PROBE}${rest}${closed ? '' : ')'}${after}`);
}

/**
 * Asks the checker: with a wrong number at `offset`, what would it be corrected to? So whatever a rule can mend, the
 * editor can offer beforehand. Offsets are UTF-16 code units.
 */
export function inferredNumber(
  text: string,
  offset: number,
  check: (text: string) => readonly Finding[],
): InferredNumber | undefined {
  const [before, after] = [text.slice(0, offset), text.slice(offset).replace(/^\d+/, '')];
  if (!FIRST_ARGUMENT.test(before)) return undefined;
  const start = before.replace(/\d*$/, '').length;
  for (const probe of probes(before, after)) {
    const fixes = check(probe).flatMap(({ fix }) => fix ?? []);
    for (const { title, edits } of fixes) {
      const edit = edits.find(({ range }) => range.start === start && range.end === start + PROBE.length);
      if (edit) return { number: edit.newText, title };
    }
  }
  return undefined;
}
