import type { Analysis, Finding, Fix } from '../analysis';

/** The text with a fix applied. */
export const applied = (text: string, { edits }: Fix): string =>
  [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((all, { range, newText }) => all.slice(0, range.start) + newText + all.slice(range.end), text);

const known = ({ claims }: Analysis): number => claims.filter(({ shape }) => shape !== null).length;

const count = ({ findings }: Analysis, { rule, message }: Finding): number =>
  findings.filter((each) => each.rule === rule && each.message === message).length;

/** Whether a change mends a finding: it is there no more, no other is new, and no shape is unknown that was known. */
export function mends(finding: Finding, before: Analysis, after: Analysis): boolean {
  const messages = new Set(before.findings.map(({ message }) => message));
  return (
    count(after, finding) < count(before, finding) &&
    after.findings.length < before.findings.length &&
    after.findings.every(({ message }) => messages.has(message)) &&
    known(after) >= known(before)
  );
}
