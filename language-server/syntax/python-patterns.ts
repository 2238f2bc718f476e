import { expression, isGrouped } from './python-expressions';
import { identifiers } from './python-functions';
import type { Pattern } from './program';
import { named, type SyntaxNode } from './tree';

/** What a case of `match` asks of its subject; several patterns are those of a tuple. */
export function pattern(nodes: readonly SyntaxNode[]): Pattern {
  const [first] = nodes;
  return nodes.length === 1 ? patternOf(first!) : { kind: 'sequence', patterns: nodes.map(patternOf) };
}

function patternOf(node: SyntaxNode): Pattern {
  if (node.type === 'case_pattern') return wholePattern(node);
  return PATTERNS[node.type]?.(node) ?? { kind: 'other', names: identifiers(node) };
}

/** `-1` has no node of its own. */
function wholePattern(node: SyntaxNode): Pattern {
  const [only, ...rest] = node.children;
  const negative = only?.type === '-' && rest.length === 1;
  if (negative) {
    const range = { start: node.start, end: node.end };
    return { kind: 'value', value: { kind: 'unary', operator: '-', operand: expression(rest[0]), range } };
  }
  return only && rest.length === 0 ? patternOf(only) : { kind: 'other', names: identifiers(node) };
}

const value = (node: SyntaxNode): Pattern => ({ kind: 'value', value: expression(node) });

/** A name alone is bound; a dotted one is a value. */
function dotted(node: SyntaxNode): Pattern {
  const [first, ...rest] = named(node);
  if (!first || rest.length === 0) return { kind: 'capture', name: node.text };
  const object = rest.reduce(
    (whole, part) => ({
      kind: 'attribute' as const,
      object: whole,
      name: part.text,
      nameRange: { start: part.start, end: part.end },
      range: { start: node.start, end: part.end },
    }),
    expression(first),
  );
  return { kind: 'value', value: object };
}

function sequence(node: SyntaxNode): Pattern {
  const parts = named(node);
  if (isGrouped(node)) return patternOf(parts[0]!);
  const starred = parts.some((each) => each.children[0]?.type === 'splat_pattern');
  return starred ? { kind: 'other', names: identifiers(node) } : { kind: 'sequence', patterns: parts.map(patternOf) };
}

const PATTERNS: Partial<Record<string, (node: SyntaxNode) => Pattern>> = {
  integer: value,
  float: value,
  string: value,
  none: value,
  true: value,
  false: value,
  dotted_name: dotted,
  _: () => ({ kind: 'capture' }),
  union_pattern: (node) => ({ kind: 'any', patterns: named(node).map(patternOf) }),
  tuple_pattern: sequence,
  list_pattern: sequence,
};
