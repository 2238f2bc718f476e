import type { ParseOptions, Parser, Tree } from '@vscode/tree-sitter-wasm';

/** Shorter texts are read within a second whatever is wrong in them. */
const LEAST_BOUNDED = 10_000;

/**
 * Milliseconds that a text may take, and that each of its characters adds: some ten times what programs take. tree-sitter
 * looks for a way on from a mistake in time that grows with the square of their number: 100,000 lines of `@@` take minutes.
 */
const MAX_TIME = 1000;
const MAX_TIME_PER_CHARACTER = 0.004;

/** Trees of texts that were not read, which later texts share nothing with. */
const unread = new WeakSet<Tree>();

/** The tree of a text; of one that takes too long a tree that says of all of it that it cannot be read. */
export function parseBounded(parser: Parser, text: string, before?: Tree): Tree {
  const shared = before && !unread.has(before) ? before : undefined;
  const tree = parser.parse(text, shared, boundsOf(text));
  if (tree) return tree;
  parser.reset();
  const instead = parser.parse(unreadable(text))!;
  unread.add(instead);
  return instead;
}

function boundsOf({ length }: string): ParseOptions | undefined {
  if (length < LEAST_BOUNDED) return undefined;
  const end = performance.now() + MAX_TIME + length * MAX_TIME_PER_CHARACTER;
  return { progressCallback: () => performance.now() > end };
}

/** As long, and a mistake in every grammar from its first character to its last. */
const unreadable = (text: string): string => `@${text.slice(1, -1).replace(/[^\n]/g, ' ')}@`;
