import { printDimension } from '../domain/print-dimension';
import type { RenamedSize } from '../interpreter/event';
import { rewriting } from '../report/rewriting';
import type { Draft, Rule } from './rule';

/** A comment that may be true, and calls things by each other's names. */
export const rule: Rule = {
  name: 'shape-comment-names',
  severity: 'information',
  optional: true,
  summary: 'A comment calls a size by the name that the code has for another.',
  find: (event, text) => (event.kind === 'renamed' ? draft(event, text) : undefined),
};

function draft({ site, name, written, shape, axis, word, meant }: RenamedSize, text: string): Draft {
  const size = printDimension(shape.dimensions[axis]!);
  const other = typeof meant === 'number' ? `${word} is ${meant}, and ` : '';
  return {
    message: `the comment says ${written}, but ${other}axis ${axis} of ${name} is ${size}: correct the comment.`,
    site,
    fix: rewriting(site.range, shape, text),
  };
}
