import type { Expression, Statement } from './program';

/** Every expression and statement below a list of statements, in text order as far as it matters. */
export interface Visitor {
  expression?: (expression: Expression) => void;
  statement?: (statement: Statement) => void;
}

interface Described {
  kind: string;
  range: unknown;
}

const isNode = (value: object): value is Described => 'kind' in value && 'range' in value;

const STATEMENTS = new Set(
  (
    'expression assign if for while try with match return raise break continue pass assert delete outer import ' +
    'function class block unparsed'
  ).split(' '),
);

/** Walks without recursion; lists and definitions inside nodes are walked like nodes. */
export function walk(statements: readonly (Statement | Expression)[], visitor: Visitor): void {
  const stack: object[] = [...statements].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isNode(node)) {
      if (STATEMENTS.has(node.kind)) visitor.statement?.(node as Statement);
      else visitor.expression?.(node as Expression);
    }
    if (Array.isArray(node)) for (let i = node.length - 1; i >= 0; i--) push(stack, node[i]);
    else pushParts(stack, node as Record<string, unknown>);
  }
}

function push(stack: object[], part: unknown): void {
  if (typeof part === 'object' && part !== null) stack.push(part);
}

/** A range has no parts. */
function pushParts(stack: object[], node: Record<string, unknown>): void {
  const first = stack.length;
  for (const key in node) if (key !== 'range') push(stack, node[key]);
  for (let i = first, j = stack.length - 1; i < j; i++, j--) [stack[i], stack[j]] = [stack[j]!, stack[i]!];
}
