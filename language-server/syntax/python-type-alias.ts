/** `type Vector = list[float]`, and `type(x).size = 3`, which the grammar takes for the same. */
import type { Expression, StatementForm } from './program';
import { expression } from './python-expressions';
import { child, named, type SyntaxNode } from './tree';

export function typeAlias(node: SyntaxNode): StatementForm {
  const [left, right] = ['left', 'right'].map((field) => named(child(node, field) ?? node)[0]);
  const target = left && ofType(left);
  return target ? { kind: 'assign', targets: [target], value: expression(right) } : { kind: 'pass' };
}

/** What the parentheses at the beginning hold is an argument of `type`; undefined where there are none. */
function ofType(node: SyntaxNode): Expression | undefined {
  if (node.type === 'parenthesized_expression') return callOfType(node);
  const inner = child(node, node.type === 'attribute' ? 'object' : 'value');
  const object = inner && ofType(inner);
  const whole = expression(node);
  return object && (whole.kind === 'attribute' || whole.kind === 'subscript') ? { ...whole, object } : undefined;
}

function callOfType(node: SyntaxNode): Expression {
  const value = expression(node);
  const range = { start: node.start, end: node.end };
  return { kind: 'call', callee: { kind: 'name', name: 'type', range }, arguments: [{ value }], range };
}
