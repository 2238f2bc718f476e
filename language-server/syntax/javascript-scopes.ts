import { child, childOf, named, type SyntaxNode } from './tree';

/** What has variables of its own: a walk for those of a function ends there. */
const FUNCTIONS = new Set([
  'function_declaration',
  'generator_function_declaration',
  'function_expression',
  'generator_function',
  'arrow_function',
  'method_definition',
  'class_declaration',
  'class',
]);

/** The names that a declarator's left side, or a parameter, binds. */
export function patternNames(node: SyntaxNode | undefined): string[] {
  if (!node) return [];
  if (node.type === 'identifier' || node.type === 'shorthand_property_identifier_pattern') return [node.text];
  if (node.type === 'assignment_pattern' || node.type === 'object_assignment_pattern')
    return patternNames(child(node, 'left'));
  if (node.type === 'pair_pattern') return patternNames(child(node, 'value'));
  return /^(array_pattern|object_pattern|rest_pattern)$/.test(node.type) ? named(node).flatMap(patternNames) : [];
}

const declarators = (node: SyntaxNode): string[] =>
  named(node).flatMap((each) => (each.type === 'variable_declarator' ? patternNames(child(each, 'name')) : []));

const DEFINITION = /^((abstract_)?class|(generator_)?function)_declaration$|^enum_declaration$/;

/** What one statement of a block declares there: `let`, `const`, a class, a function. */
function declared(node: SyntaxNode): string[] {
  if (node.type === 'export_statement') return named(node).flatMap(declared);
  if (node.type === 'lexical_declaration') return declarators(node);
  return DEFINITION.test(node.type) ? [child(node, 'name')?.text ?? ''] : [];
}

/** The names that end with a block. */
export const blockNames = (statements: readonly SyntaxNode[]): string[] => statements.flatMap(declared);

/** `var`, which belongs to the function around it. */
function functionNames(root: SyntaxNode): string[] {
  const names: string[] = [];
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'variable_declaration') names.push(...declarators(node));
    if (node.type === 'for_in_statement' && childOf(node, 'var')) names.push(...patternNames(child(node, 'left')));
    stack.push(...node.children.filter(({ type }) => !FUNCTIONS.has(type)));
  }
  return names;
}

/** Every name that a function's body and parameters declare; `this` and `arguments` unless it is an arrow. */
export function localNames(node: SyntaxNode, parameters: readonly SyntaxNode[]): string[] {
  const body = child(node, 'body');
  const own = node.type === 'arrow_function' ? [] : ['this', 'arguments'];
  const block = body?.type === 'statement_block' ? [...blockNames(named(body)), ...functionNames(body)] : [];
  return [...new Set([...own, ...parameters.flatMap((each) => patternNames(bound(each))), ...block])];
}

/** A parameter's pattern, below what TypeScript adds. */
const bound = (node: SyntaxNode): SyntaxNode => child(node, 'pattern') ?? node;
