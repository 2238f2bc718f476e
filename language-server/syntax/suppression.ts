import type { Comment, Program, Range, Statement } from './program';
import { walk } from './walk';

/** The comment by itself, or behind another one: `# (B, C)  # nabla: ignore[shape-mismatch]`. */
const IGNORE = /(?:#:?|\/[/*]+)\s*nabla:\s*ignore\b(?:[ \t]*\[([^\]]*)\])?/d;

/** A comment that silences. */
export interface Ignore {
  range: Range;
  /** Names of rules as they stand there; absent where all are meant. */
  rules?: { name: string; range: Range }[];
}

export const ignores = (comments: readonly Comment[], text: string): Ignore[] =>
  comments.flatMap(({ range }) => {
    const match = IGNORE.exec(text.slice(range.start, range.end));
    if (!match) return [];
    const listed = match.indices![1];
    return [{ range, ...(listed && { rules: namesIn(match[1]!, range.start + listed[0]) }) }];
  });

/** What stands between commas in a list that begins at `start`. */
function namesIn(list: string, start: number): NonNullable<Ignore['rules']> {
  let end = start - 1;
  return list.split(',').map((written) => {
    const name = written.trim();
    const at = end + 1 + written.indexOf(name);
    end += 1 + written.length;
    return { name, range: { start: at, end: at + name.length } };
  });
}

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
  { statements }: Program,
  comments: readonly Ignore[],
  lineOf: (offset: number) => number,
): (rule: string, range: Range) => boolean {
  const lines = new Map<number, ReadonlySet<string> | 'all'>();
  for (const { range, rules } of comments)
    lines.set(lineOf(range.start), rules ? new Set(rules.map(({ name }) => name)) : 'all');
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
