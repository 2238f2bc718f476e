import { expression } from './javascript-expressions';
import { blockNames } from './javascript-scopes';
import type { Expression, Range, Statement, StatementForm } from './program';
import { child, childrenIn, descendants, type SyntaxNode } from './tree';

type Block = (node: SyntaxNode | undefined) => Statement[];

/** What ends a case: without it the next one's statements follow. */
const ENDS = /^(break|return|throw|continue)_statement$/;

/**
 * `switch` as one turn of a loop, so that `break` leaves it, over a chain of tests. `continue` would mean the loop
 * around it: such a switch is not followed.
 */
export function switchStatement(
  node: SyntaxNode,
  block: Block,
  statement: (node: SyntaxNode) => Statement,
): StatementForm {
  const range = { start: node.start, end: node.end };
  const cases = (child(node, 'body')?.children ?? []).filter(({ type }) => /^switch_(case|default)$/.test(type));
  const bodies = cases.map((each) => childrenIn(each, 'body'));
  const names = descendants(node, ({ type }) => type === 'identifier').map(({ text }) => text);
  if (descendants(node, ({ type }) => type === 'continue_statement').length > 0) return { kind: 'unparsed', names };
  const following = (at: number): SyntaxNode[] => {
    const end = bodies.findIndex((each, i) => i >= at && each.some(({ type }) => ENDS.test(type)));
    return bodies.slice(at, end < 0 ? undefined : end + 1).flat();
  };
  const subject = expression(child(node, 'value'), block);
  const branches = cases.flatMap((each, i) => {
    const wanted = child(each, 'value');
    return wanted ? [{ test: equals(subject, expression(wanted, block)), body: following(i).map(statement) }] : [];
  });
  const standard = cases.findIndex(({ type }) => type === 'switch_default');
  const otherwise = standard < 0 ? [] : following(standard).map(statement);
  const chain: Statement =
    branches.length > 0 ? { kind: 'if', branches, otherwise, range } : { kind: 'block', body: otherwise, range };
  return once([chain], blockNames(bodies.flat()), range);
}

const equals = (left: Expression, right: Expression): Expression => ({
  kind: 'comparison',
  operands: [left, right],
  operators: ['=='],
  range: right.range,
});

/** A loop of one turn. */
const once = (body: Statement[], declares: string[], range: Range): StatementForm => ({
  kind: 'for',
  target: { kind: 'unknown', parts: [], range },
  iterable: { kind: 'sequence', type: 'list', elements: [{ kind: 'constant', value: null, range }], range },
  body,
  otherwise: [],
  declares,
});
