import type { Finding, Fix } from '../analysis';
import type { Document } from '../syntax/parse';
import { insertion } from './insertion';

const IGNORED = /nabla: ignore\[([^\]]*)\]/;

/** A statement of more lines is left without the offer: each line tried costs an analysis. */
const MAX_LINES = 8;

/**
 * Comments that may silence a finding, nearest first: at the end of its line, or of a line further down where that one
 * goes on behind its end (`\` in Python) or ends within a string.
 */
export function ignoring({ text, language }: Document, { rule, range }: Finding): Fix[] {
  const title = `Ignore ${rule} on this line`;
  const sign = language === 'python' ? '#' : '//';
  return lines(text, range.start).map(({ start, code }) => {
    const present = IGNORED.exec(code);
    return present
      ? insertion(title, { at: start + present.index + present[0].length - 1, newText: `, ${rule}` })
      : insertion(title, { at: start + code.length, newText: `  ${sign} nabla: ignore[${rule}]` });
  });
}

/** The lines from the one that holds an offset on, without the blanks at their ends. */
function lines(text: string, offset: number): { start: number; code: string }[] {
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  return text
    .slice(start)
    .split('\n', MAX_LINES)
    .map((line) => {
      const found = { start, code: line.trimEnd() };
      start += line.length + 1;
      return found;
    });
}
