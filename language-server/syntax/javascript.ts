import { expression, functionDefinition } from './javascript-expressions';
import { nested } from './nesting';
import type { Binding, Expression, Operator, Program, Statement, StatementForm } from './program';
import { comments } from './python';
import { child, childOf, descendants, has, named, type SyntaxNode } from './tree';

type Convert = (node: SyntaxNode) => StatementForm;

/** The program that a tree of the JavaScript, TypeScript or TSX grammar stands for. */
export const javascriptProgram = (root: SyntaxNode, language: 'javascript' | 'typescript' | 'tsx'): Program => ({
  language,
  statements: block(root),
  comments: comments(root),
});

const convert = (node: SyntaxNode | undefined): Expression => expression(node, block);
const inField = (node: SyntaxNode, field: string): Expression => convert(child(node, field));

/** The statements of a block; a single statement is a block of one. */
function block(node: SyntaxNode | undefined): Statement[] {
  if (!node) return [];
  return node.type === 'program' || node.type === 'statement_block' ? named(node).map(statement) : [statement(node)];
}

function statement(node: SyntaxNode): Statement {
  const range = { start: node.start, end: node.end };
  const unknown = (): Statement => ({ kind: 'unparsed', names: identifiers(node), range });
  return nested(unknown, () => ({ range, ...(STATEMENTS[node.type]?.(node) ?? unknown()) }));
}

const identifiers = (node: SyntaxNode): string[] => [
  ...new Set(descendants(node, ({ type }) => type === 'identifier').map(({ text }) => text)),
];

const unquoted = (node: SyntaxNode | undefined): string => node?.text.replace(/^['"`]|['"`]$/g, '') ?? '';

function importStatement(node: SyntaxNode): StatementForm {
  const module = unquoted(child(node, 'source'));
  const clause = childOf(node, 'import_clause');
  return { kind: 'import', bindings: clause ? named(clause).flatMap((each) => importBindings(each, module)) : [] };
}

function importBindings(node: SyntaxNode, module: string): Binding[] {
  const bound = (each: SyntaxNode, member?: string): Binding => ({
    name: each.text,
    range: { start: each.start, end: each.end },
    module,
    ...(member !== undefined && { member }),
  });
  if (node.type === 'namespace_import') return named(node).map((each) => bound(each));
  if (node.type !== 'named_imports') return [bound(node, 'default')];
  return named(node).map((each) =>
    bound(child(each, 'alias') ?? child(each, 'name') ?? each, child(each, 'name')?.text),
  );
}

/** `require('module')`, awaited `import('module')`: the module's name. */
function requiredModule(value: SyntaxNode | undefined): string | undefined {
  const call = value?.type === 'await_expression' ? named(value)[0] : value;
  const callee = call && child(call, 'function');
  if (callee?.text !== 'require' && callee?.text !== 'import') return undefined;
  const source = named(child(call!, 'arguments') ?? call!)[0];
  return source?.type === 'string' ? unquoted(source) : undefined;
}

function declaration(node: SyntaxNode): StatementForm {
  const body = named(node)
    .filter(({ type }) => type === 'variable_declarator')
    .map(declarator);
  return body.length === 1 ? body[0]! : { kind: 'block', body };
}

function declarator(node: SyntaxNode): Statement {
  const range = { start: node.start, end: node.end };
  const target = child(node, 'name') ?? node;
  const module = requiredModule(child(node, 'value'));
  if (module === undefined) {
    const value = child(node, 'value');
    return { kind: 'assign', targets: [convert(target)], ...(value && { value: convert(value) }), range };
  }
  if (target.type === 'identifier') {
    const bound = { start: target.start, end: target.end };
    return { kind: 'import', bindings: [{ name: target.text, range: bound, module }], range };
  }
  return { kind: 'import', bindings: named(target).flatMap((each) => destructured(each, module)), range };
}

function destructured(node: SyntaxNode, module: string): Binding[] {
  const bound = child(node, 'value') ?? node;
  const member = (child(node, 'key') ?? node).text;
  return [{ name: bound.text, range: { start: bound.start, end: bound.end }, module, member }];
}

function assignment(node: SyntaxNode): StatementForm {
  const first = named(node)[0];
  if (first?.type === 'assignment_expression') {
    return { kind: 'assign', targets: [inField(first, 'left')], value: inField(first, 'right') };
  }
  if (first?.type === 'augmented_assignment_expression') {
    const operator = (child(first, 'operator')?.text.replace(/=$/, '') ?? '+') as Operator;
    return { kind: 'assign', targets: [inField(first, 'left')], value: inField(first, 'right'), operator };
  }
  if (first?.type === 'update_expression') return update(first);
  return { kind: 'expression', value: convert(first) };
}

function update(node: SyntaxNode): StatementForm {
  const operator = node.text.includes('++') ? '+' : '-';
  const one: Expression = { kind: 'number', value: 1, integer: true, range: { start: node.start, end: node.end } };
  return { kind: 'assign', targets: [inField(node, 'argument')], value: one, operator };
}

function conditional(node: SyntaxNode): StatementForm {
  const otherwise = child(node, 'alternative');
  return {
    kind: 'if',
    branches: [{ test: inField(node, 'condition'), body: block(child(node, 'consequence')) }],
    otherwise: block(otherwise && named(otherwise)[0]),
  };
}

function classDefinition(node: SyntaxNode): StatementForm {
  const bound = child(node, 'name') ?? node;
  const heritage = childOf(node, 'class_heritage');
  const clause = heritage && (childOf(heritage, 'extends_clause') ?? heritage);
  const base = clause && named(clause)[0];
  const members = named(childOf(node, 'class_body') ?? { ...node, children: [] });
  return {
    kind: 'class',
    definition: {
      name: bound.text,
      range: { start: node.start, end: node.end },
      nameRange: { start: bound.start, end: bound.end },
      bases: base ? [{ value: convert(base) }] : [],
      body: members.map(statement),
      decorators: [],
    },
  };
}

const counted = (node: SyntaxNode): StatementForm => {
  const initializer = child(node, 'initializer');
  const increment = child(node, 'increment');
  const wrapped = increment && { ...node, children: [increment] };
  const loop: Statement = {
    kind: 'while',
    test: inField(node, 'condition'),
    body: block(child(node, 'body')),
    update: wrapped ? [{ ...assignment(wrapped), range: { start: wrapped.start, end: wrapped.end } }] : [],
    otherwise: [],
    range: { start: node.start, end: node.end },
  };
  return { kind: 'block', body: [...block(initializer), loop] };
};

const value = (node: SyntaxNode): { value?: Expression } => {
  const first = named(node)[0];
  return first ? { value: convert(first) } : {};
};

const STATEMENTS: Partial<Record<string, Convert>> = {
  import_statement: importStatement,
  export_statement: (node) => {
    const inner = child(node, 'declaration');
    return inner ? { kind: 'block', body: [statement(inner)] } : { kind: 'expression', value: inField(node, 'value') };
  },
  lexical_declaration: declaration,
  variable_declaration: declaration,
  expression_statement: assignment,
  if_statement: conditional,
  for_in_statement: (node) => ({
    kind: 'for',
    target: inField(node, 'left'),
    iterable: has(node, 'of')
      ? inField(node, 'right')
      : { kind: 'unknown', parts: [], range: { start: node.start, end: node.end } },
    body: block(child(node, 'body')),
    otherwise: [],
  }),
  for_statement: counted,
  while_statement: (node) => ({
    kind: 'while',
    test: inField(node, 'condition'),
    body: block(child(node, 'body')),
    update: [],
    otherwise: [],
  }),
  try_statement: (node) => {
    const handler = child(node, 'handler');
    const name = handler && child(handler, 'parameter')?.text;
    return {
      kind: 'try',
      body: block(child(node, 'body')),
      handlers: handler ? [{ ...(name !== undefined && { name }), body: block(child(handler, 'body')) }] : [],
      otherwise: [],
      last: block(child(child(node, 'finalizer') ?? node, 'body')),
    };
  },
  return_statement: (node) => ({ kind: 'return', ...value(node) }),
  throw_statement: (node) => ({ kind: 'raise', ...value(node) }),
  break_statement: () => ({ kind: 'break' }),
  continue_statement: () => ({ kind: 'continue' }),
  empty_statement: () => ({ kind: 'pass' }),
  statement_block: (node) => ({ kind: 'block', body: block(node) }),
  interface_declaration: () => ({ kind: 'pass' }),
  type_alias_declaration: () => ({ kind: 'pass' }),
  function_declaration: (node) => ({ kind: 'function', definition: functionDefinition(node, block) }),
  generator_function_declaration: (node) => ({ kind: 'function', definition: functionDefinition(node, block) }),
  method_definition: (node) => ({ kind: 'function', definition: functionDefinition(node, block) }),
  class_declaration: classDefinition,
  abstract_class_declaration: classDefinition,
};
