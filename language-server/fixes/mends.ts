import type { Analysis, Fix } from '../analysis';

/** The text with a fix applied. */
export const applied = (text: string, { edits }: Fix): string =>
  [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((all, { range, newText }) => all.slice(0, range.start) + newText + all.slice(range.end), text);

const known = ({ claims }: Analysis): number => claims.filter(({ shape }) => shape !== null).length;

/** Whether a change mends something: one finding fewer, none that is new, and no shape that is no longer known. */
export function mends(before: Analysis, after: Analysis): boolean {
  const messages = new Set(before.findings.map(({ message }) => message));
  return (
    after.findings.length < before.findings.length &&
    after.findings.every(({ message }) => messages.has(message)) &&
    known(after) >= known(before)
  );
}
