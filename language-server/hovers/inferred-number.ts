import type { Finding } from '../analysis';

/** A size that no program has, so that whatever takes it does not fit: a prime. */
const PROBE = '999983';

/** The cursor stands right behind the bracket of a layer's call (layers are classes), or within its first number. */
const FIRST = /\b[A-Z]\w*\(\s*\d*$/;

/** The same behind the name of a size that comes from what arrives, wherever the call gives it. */
const NAMED =
  /\b[A-Z]\w*\([^()]*\b(?:in_features|in_channels|num_features|num_channels|input_size|normalized_shape|embed_dim)\s*=\s*\d*$/;

/** What completes a half-typed call: arguments that must follow the one being written. */
const REST: readonly (readonly [place: RegExp, rest: readonly string[]])[] = [
  [FIRST, ['', ', 1', ', 1, 1']],
  [NAMED, ['', ', out_features=1', ', hidden_size=1', ', num_heads=1', ', out_channels=1, kernel_size=1']],
];

/** Text before the cursor that is looked at: calls of layers are shorter. */
const MAX_CALL = 1000;

/** What closes the call, by what follows: on a line further down a bracket may be another call's. */
const CLOSINGS: readonly (readonly [rest: RegExp, closings: readonly string[]])[] = [
  [/^[^\n(]*\)/, ['']],
  [/^\s*\)/, ['', ')']],
  [/^/, [')']],
];

/** The size that the program around `offset` requires there, and what it is. */
export interface InferredNumber {
  readonly number: string;
  readonly title: string;
}

/** Ways to make the text at `offset` a program: the number alone, or with what a half-typed call lacks. */
function probes(before: string, after: string): string[] {
  const open = before.replace(/\d*$/, '');
  const [, closings] = CLOSINGS.find(([rest]) => rest.test(after))!;
  const rest = REST.find(([place]) => place.test(before.slice(-MAX_CALL)))?.[1] ?? [];
  const missing = /^\s*,/.test(after) ? rest.slice(0, 1) : rest;
  return closings.flatMap((closing) => missing.map((more) => `${open}${PROBE}${more}${closing}${after}`));
}

/**
 * Asks the checker: with a wrong number at `offset`, what would it be corrected to? So whatever a rule can mend, the
 * editor can offer beforehand. Offsets are UTF-16 code units.
 */
export async function inferredNumber(
  text: string,
  offset: number,
  check: (text: string) => Promise<readonly Finding[]>,
): Promise<InferredNumber | undefined> {
  const [before, after] = [text.slice(0, offset), text.slice(offset).replace(/^\d+/, '')];
  const start = before.replace(/\d*$/, '').length;
  for (const probe of probes(before, after)) {
    const fixes = (await check(probe)).flatMap(({ fix }) => fix ?? []);
    for (const { title, edits } of fixes) {
      const edit = edits.find(({ range }) => range.start === start && range.end === start + PROBE.length);
      if (edit) return { number: edit.newText, title };
    }
  }
  return undefined;
}
