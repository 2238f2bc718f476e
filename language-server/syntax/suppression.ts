import type { Program, Range, Statement } from './program';
import { walk } from './walk';

/** The comment by itself, or behind another one: `# (B, C)  # nabla: ignore[shape-mismatch]`. */
const IGNORE = /(?:^|#|\/\/)\s*nabla:\s*ignore\b(?:\[([^\]]*)\])?/;

/** Statements that hold others: a comment at their end is not meant for all that is in them. */
const COMPOUND: ReadonlySet<Statement['kind']> = new Set([
  'if',
  'for',
  'while',
  'try',
  'with',
  'match',
  'function',
  'class',
  'block',
]);

/**
 * `# nabla: ignore[rule, …]` silences these rules on its line; without brackets, all. Of a statement of several lines,
 * as formatters make them, it may stand on the first or last one, or where what is marked starts or ends.
 */
export function suppressions(
  { comments, statements }: Program,
  lineOf: (offset: number) => number,
): (rule: string, range: Range) => boolean {
  const lines = new Map<number, ReadonlySet<string> | 'all'>();
  for (const { text, range } of comments) {
    const match = IGNORE.exec(text.trim());
    if (!match) continue;
    const rules = match[1]?.split(',').map((name) => name.trim());
    lines.set(lineOf(range.start), rules ? new Set(rules) : 'all');
  }
  const silences = (rule: string, offset: number): boolean => {
    const silenced = lines.get(lineOf(offset));
    return silenced === 'all' || (silenced?.has(rule) ?? false);
  };
  const around = ({ start, end }: Range): number[] => {
    const statement = innermost(statements, start);
    return [start, end, ...(statement ? [statement.start, statement.end] : [])];
  };
  return (rule, range) => lines.size > 0 && around(range).some((offset) => silences(rule, offset));
}

/** The statement around an offset that holds no others; undefined in the head of one that does. */
function innermost(statements: readonly Statement[], offset: number): Range | undefined {
  let found: Statement | undefined;
  const around = statements.filter(({ range }) => contains(range, offset));
  walk(around, {
    statement: (each) => {
      if (contains(each.range, offset) && (!found || size(each) <= size(found))) found = each;
    },
  });
  return found && !COMPOUND.has(found.kind) ? found.range : undefined;
}

const contains = ({ start, end }: Range, offset: number): boolean => start <= offset && offset < end;

const size = ({ range: { start, end } }: Statement): number => end - start;
