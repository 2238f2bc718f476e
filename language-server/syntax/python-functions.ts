import { callArguments, expression } from './python-expressions';
import type { ClassDefinition, Expression, FunctionDefinition, Parameter, Statement } from './program';
import { remarks } from './remarks';
import { child, childOf, descendants, has, named, type SyntaxNode } from './tree';

const NESTED_SCOPES = new Set(['function_definition', 'class_definition', 'lambda']);

export function functionDefinition(
  node: SyntaxNode,
  decorators: Expression[],
  block: (node: SyntaxNode | undefined) => Statement[],
): FunctionDefinition {
  const name = child(node, 'name') ?? node;
  const body = child(node, 'body');
  const returns = child(node, 'return_type');
  const list = child(node, 'parameters');
  const commented = remarks(node, list, body, (each) => oneParameter(each)?.name);
  return {
    name: name.text,
    range: { start: node.start, end: node.end },
    nameRange: { start: name.start, end: name.end },
    parameters: parameters(list),
    body: block(body),
    decorators,
    ...(commented.length > 0 && { remarks: commented }),
    ...(returns && { returns: expression(returns) }),
    generator: body !== undefined && yields(body),
    async: has(node, 'async'),
  };
}

/** Whether a `yield` of this very function, not of one inside it, stands in its body. */
function yields(body: SyntaxNode): boolean {
  const stack = [body];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'yield' && node.named) return true;
    for (const each of node.children) if (!NESTED_SCOPES.has(each.type)) stack.push(each);
  }
  return false;
}

export function classDefinition(
  node: SyntaxNode,
  decorators: Expression[],
  block: (node: SyntaxNode | undefined) => Statement[],
): ClassDefinition {
  const name = child(node, 'name') ?? node;
  return {
    name: name.text,
    range: { start: node.start, end: node.end },
    nameRange: { start: name.start, end: name.end },
    bases: callArguments(child(node, 'superclasses')),
    body: block(child(node, 'body')),
    decorators,
  };
}

/** Parameters of a `def` or a lambda; what follows `*` or `*args` is keyword-only, what stands before `/` has no name for callers. */
export function parameters(node: SyntaxNode | undefined): Parameter[] {
  const found: Parameter[] = [];
  let keywordOnly = false;
  for (const each of node ? named(node) : []) {
    if (each.type === 'keyword_separator') keywordOnly = true;
    if (each.type === 'positional_separator') for (const before of found) before.positionalOnly = true;
    const parameter = oneParameter(each);
    if (!parameter) continue;
    found.push(keywordOnly ? { ...parameter, keywordOnly } : parameter);
    if (parameter.variadic === 'positional') keywordOnly = true;
  }
  return found;
}

function oneParameter(node: SyntaxNode): Parameter | undefined {
  const target = child(node, 'name') ?? (node.type === 'typed_parameter' ? named(node)[0] : node);
  if (!target) return undefined;
  const splat = target.type === 'list_splat_pattern' ? 'positional' : 'keyword';
  const variadic = target.type.endsWith('splat_pattern') ? splat : undefined;
  const identifier = variadic ? childOf(target, 'identifier') : target;
  if (identifier?.type !== 'identifier') return undefined;
  const [value, type] = [child(node, 'value'), child(node, 'type')];
  return {
    name: identifier.text,
    range: { start: identifier.start, end: identifier.end },
    ...(value && { default: expression(value) }),
    ...(type && { annotation: expression(type) }),
    ...(variadic && { variadic }),
  };
}

/** Every identifier in unparsable text. */
export const identifiers = (node: SyntaxNode): string[] => [
  ...new Set(descendants(node, ({ type }) => type === 'identifier').map(({ text }) => text)),
];
