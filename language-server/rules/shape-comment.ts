import { printShape } from '../domain/shape';
import type { CommentedShape } from '../interpreter/event';
import type { Draft, Rule } from './rule';

/** A comment that misleads: the value never has the shape that stands behind it. */
export const rule: Rule = {
  name: 'shape-comment',
  severity: 'warning',
  summary: 'A comment states a shape that the value never has.',
  find: (event, text) => (event.kind === 'comment' ? draft(event, text) : undefined),
};

/** Only behind the statement, on its last line: elsewhere a comment may speak of something else. */
function draft({ site, statement, name, written, shape }: CommentedShape, text: string): Draft | undefined {
  if (text.slice(statement.end, site.range.start).trim() !== '') return undefined;
  if (text.slice(statement.end, site.range.start).includes('\n')) return undefined;
  const actual = printShape(shape);
  const start = site.range.start + text.slice(site.range.start, site.range.end).search(/[([]/);
  return {
    message: `the comment says ${written}, but ${name} has the shape ${actual}: correct the comment, or the line that should have made the other shape.`,
    site,
    fix: { title: `Write ${actual}`, safe: true, edits: [{ range: { start, end: site.range.end }, newText: actual }] },
  };
}
