import { printShape } from '../domain/shape';
import type { CommentedShape } from '../interpreter/event';
import { rewriting } from '../report/rewriting';
import type { Range } from '../syntax/program';
import type { Draft, Rule } from './rule';

/** A comment that misleads: the value never has the shape that stands behind it. */
export const rule: Rule = {
  name: 'shape-comment',
  severity: 'warning',
  summary: 'A comment states a shape that the value never has.',
  find: (event, text) => (event.kind === 'comment' ? draft(event, text) : undefined),
};

function draft(event: CommentedShape, text: string): Draft | undefined {
  const { statement } = event;
  return statement ? ofAssignment(event, statement, text) : ofParameter(event, text);
}

/** Only behind the statement, on its last line: elsewhere a comment may speak of something else. */
function ofAssignment(
  { site, name, written, shape }: CommentedShape,
  statement: Range,
  text: string,
): Draft | undefined {
  if (!/^[^\S\n]*;?[^\S\n]*$/.test(text.slice(statement.end, site.range.start))) return undefined;
  const actual = printShape(shape);
  return {
    message: `the comment says ${written}, but ${name} has the shape ${actual}: correct the comment, or the line that should have made the other shape.`,
    site,
    fix: rewriting(site.range, shape, text),
  };
}

/** At the shape that stands in the comment or docstring; mathematics may write it in another way. */
function ofParameter({ site: { path, range }, name, written, shape }: CommentedShape, text: string): Draft | undefined {
  const at = text.slice(range.start, range.end).indexOf(written);
  if (at < 0) return undefined;
  const start = range.start + at;
  return {
    message: `${name} is said to have the shape ${written}, but gets ${printShape(shape)}, and never that one: correct what is said, or the calls.`,
    site: { path, range: { start, end: start + written.length } },
  };
}
