import type { Expression } from './program';
import type { SyntaxNode } from './tree';

/** Deeper than any program that people write, and shallow enough for a recursive walk on Node's default stack. */
const MAX_NESTING = 150;

let depth = 0;

/** What stands where nothing is understood. */
export const unknownExpression = (node: SyntaxNode, parts: Expression[] = []): Expression => ({
  kind: 'unknown',
  parts,
  range: { start: node.start, end: node.end },
});

/** Runs `convert` one level deeper; past {@link MAX_NESTING} returns `otherwise` instead. */
export function nested<T>(otherwise: () => T, convert: () => T): T {
  if (depth >= MAX_NESTING) return otherwise();
  depth += 1;
  try {
    return convert();
  } finally {
    depth -= 1;
  }
}
