import { namespaceOf, withStaticBlocks } from './javascript-blocks';
import { classDefinition } from './javascript-classes';
import { expression, functionDefinition } from './javascript-expressions';
import { blockNames, patternNames } from './javascript-scopes';
import { switchStatement } from './javascript-switch';
import { nested } from './nesting';
import type { Binding, Expression, Operator, Range, Statement, StatementForm } from './program';
import { child, childOf, descendants, has, named, type SyntaxNode } from './tree';

type Convert = (node: SyntaxNode) => StatementForm;

const convert = (node: SyntaxNode | undefined): Expression => expression(node, block);
const inField = (node: SyntaxNode, field: string): Expression => convert(child(node, field));

/** The statements of a block; a single statement is a block of one. */
function block(node: SyntaxNode | undefined): Statement[] {
  if (!node) return [];
  return node.type === 'statement_block' ? inOrder(named(node)) : [statement(node)];
}

/** Functions are there before the first statement runs. */
function inOrder(nodes: readonly SyntaxNode[]): Statement[] {
  const first = nodes.filter(isFunction);
  return [...first, ...nodes.filter((node) => !isFunction(node))].map(statement);
}

export const isFunction = (node: SyntaxNode): boolean =>
  /^(generator_)?function_declaration$/.test(node.type) ||
  (node.type === 'export_statement' && named(node).some(isFunction));

/** A body whose own names end with it. */
function body(node: SyntaxNode | undefined): Statement[] {
  const statements = block(node);
  const declares = node?.type === 'statement_block' ? blockNames(named(node)) : [];
  const range = { start: node?.start ?? 0, end: node?.end ?? 0 };
  return declares.length > 0 ? [{ kind: 'block', body: statements, declares, range }] : statements;
}

/** The statement that a node of the JavaScript, TypeScript or TSX grammar stands for. */
export function statement(node: SyntaxNode): Statement {
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
  const statements = named(node)
    .filter(({ type }) => type === 'variable_declarator')
    .map(declarator);
  return statements.length === 1 ? statements[0]! : { kind: 'block', body: statements };
}

function declarator(node: SyntaxNode): Statement {
  const range = { start: node.start, end: node.end };
  const target = child(node, 'name') ?? node;
  const value = child(node, 'value');
  if (value?.type === 'class') return { ...classDefinition(value, block, target), range };
  const module = requiredModule(value);
  if (module === undefined) {
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

/** An expression by itself: where it only assigns, an assignment, with the claims that it makes. */
function assignment(node: SyntaxNode): StatementForm {
  const first = named(node)[0];
  if (first?.type === 'assignment_expression') {
    return { kind: 'assign', targets: [inField(first, 'left')], value: inField(first, 'right') };
  }
  const sign = first?.type === 'augmented_assignment_expression' ? child(first, 'operator')?.text : undefined;
  if (sign !== undefined && !/^(&&|\|\||\?\?)=$/.test(sign)) {
    const operator = sign.replace(/=$/, '') as Operator;
    return { kind: 'assign', targets: [inField(first!, 'left')], value: inField(first!, 'right'), operator };
  }
  return { kind: 'expression', value: convert(first) };
}

function conditional(node: SyntaxNode): StatementForm {
  const otherwise = child(node, 'alternative');
  return {
    kind: 'if',
    branches: [{ test: inField(node, 'condition'), body: body(child(node, 'consequence')) }],
    otherwise: body(otherwise && named(otherwise)[0]),
  };
}

const counted = (node: SyntaxNode): StatementForm => {
  const initializer = child(node, 'initializer');
  const increment = child(node, 'increment');
  const wrapped = increment && { ...node, children: [increment] };
  const declares = initializer?.type === 'lexical_declaration' ? blockNames([initializer]) : [];
  const loop: Statement = {
    kind: 'while',
    test: inField(node, 'condition'),
    body: body(child(node, 'body')),
    update: wrapped ? [{ ...assignment(wrapped), range: { start: wrapped.start, end: wrapped.end } }] : [],
    otherwise: [],
    ...(declares.length > 0 && { renews: declares }),
    range: { start: node.start, end: node.end },
  };
  return { kind: 'block', body: [...block(initializer), loop], ...(declares.length > 0 && { declares }) };
};

/** `for…of`, also over what is awaited, and `for…in` over the keys. */
function forEach(node: SyntaxNode): StatementForm {
  const left = child(node, 'left');
  const over = inField(node, 'right');
  const declares = has(node, 'const') || has(node, 'let') ? patternNames(left) : [];
  return {
    kind: 'for',
    target: convert(left),
    iterable: has(node, 'of') ? over : keysOf(over),
    body: body(child(node, 'body')),
    otherwise: [],
    ...(declares.length > 0 && { declares }),
  };
}

const keysOf = (object: Expression): Expression => {
  const { range } = object;
  const globalObject: Expression = { kind: 'name', name: 'Object', range };
  const callee: Expression = { kind: 'attribute', object: globalObject, name: 'keys', nameRange: range, range };
  return { kind: 'call', callee, arguments: [{ value: object }], range };
};

/** A label that nothing leaves from within another loop says nothing; one that is left to is not followed. */
function labeled(node: SyntaxNode): StatementForm {
  const inner = child(node, 'body');
  const leaves = descendants(node, ({ type }) => type === 'statement_identifier').length > 1;
  if (inner && !leaves) return { kind: 'block', body: [statement(inner)] };
  return { kind: 'unparsed', names: identifiers(node) };
}

/** `do … while`: the test stands behind the body, also after `continue`. */
function doWhile(node: SyntaxNode): StatementForm {
  const range = { start: node.start, end: node.end };
  const test: Expression = { kind: 'unary', operator: 'not', operand: inField(node, 'condition'), range };
  const leave: Statement = { kind: 'if', branches: [{ test, body: [{ kind: 'break', range }] }], otherwise: [], range };
  const always: Expression = { kind: 'constant', value: true, range };
  return { kind: 'while', test: always, body: body(child(node, 'body')), update: [leave], otherwise: [] };
}

/** What another file may import; the default under that name, which no variable can have. */
function exported(node: SyntaxNode): StatementForm {
  const source = child(node, 'source');
  if (source) return exportedFrom(node, unquoted(source));
  const inner = child(node, 'declaration');
  const value = child(node, 'value');
  const name = inner && child(inner, 'name')?.text;
  if (inner && has(node, 'default')) {
    const same: Expression = { kind: 'name', name: name ?? '', range: rangeOf(inner) };
    return { kind: 'block', body: [statement(inner), defaultOf(node, same)] };
  }
  if (inner) return { kind: 'block', body: [statement(inner)] };
  if (value?.type === 'class') return classDefinition(value, block, { ...value, text: 'default', children: [] });
  if (value) return { kind: 'block', body: [defaultOf(node, convert(value))] };
  return { kind: 'block', body: named(childOf(node, 'export_clause') ?? { ...node, children: [] }).flatMap(renamed) };
}

const rangeOf = ({ start, end }: SyntaxNode): Range => ({ start, end });

const defaultOf = (node: SyntaxNode, value: Expression): Statement => {
  const target: Expression = { kind: 'name', name: 'default', range: rangeOf(node) };
  return { kind: 'assign', targets: [target], value, range: rangeOf(node) };
};

/** `export { a as default }`; under its own name a variable is there already. */
function renamed(node: SyntaxNode): Statement[] {
  if (child(node, 'alias')?.text !== 'default') return [];
  return [defaultOf(node, convert(child(node, 'name')))];
}

/** `export { a } from './b'` and `export * from './b'` import it as well. */
function exportedFrom(node: SyntaxNode, module: string): StatementForm {
  const clause = childOf(node, 'export_clause');
  if (!clause) return { kind: 'import', bindings: [], ...(!has(node, 'namespace_export') && { wildcard: module }) };
  const bindings = named(clause).map((each): Binding => {
    const [name, alias] = [child(each, 'name') ?? each, child(each, 'alias')];
    return { name: (alias ?? name).text, range: rangeOf(alias ?? name), module, member: name.text };
  });
  return { kind: 'import', bindings };
}

function attempt(node: SyntaxNode): StatementForm {
  const handler = child(node, 'handler');
  const name = handler && child(handler, 'parameter')?.text;
  return {
    kind: 'try',
    body: body(child(node, 'body')),
    handlers: handler ? [{ ...(name !== undefined && { name }), body: body(child(handler, 'body')) }] : [],
    otherwise: [],
    last: body(child(child(node, 'finalizer') ?? node, 'body')),
  };
}

const value = (node: SyntaxNode): { value?: Expression } => {
  const first = named(node)[0];
  return first ? { value: convert(first) } : {};
};

const isNamespace = (node: SyntaxNode | undefined): boolean => node?.type === 'internal_module';

const STATEMENTS: Partial<Record<string, Convert>> = {
  import_statement: importStatement,
  export_statement: exported,
  lexical_declaration: declaration,
  variable_declaration: declaration,
  expression_statement: (node) => (isNamespace(named(node)[0]) ? statement(named(node)[0]!) : assignment(node)),
  if_statement: conditional,
  for_in_statement: forEach,
  for_statement: counted,
  while_statement: (node) => ({
    kind: 'while',
    test: inField(node, 'condition'),
    body: body(child(node, 'body')),
    update: [],
    otherwise: [],
  }),
  do_statement: doWhile,
  try_statement: attempt,
  switch_statement: (node) => switchStatement(node, block, statement),
  return_statement: (node) => ({ kind: 'return', ...value(node) }),
  throw_statement: (node) => ({ kind: 'raise', ...value(node) }),
  break_statement: () => ({ kind: 'break' }),
  continue_statement: () => ({ kind: 'continue' }),
  empty_statement: () => ({ kind: 'pass' }),
  statement_block: (node) => ({ kind: 'block', body: block(node), declares: blockNames(named(node)) }),
  labeled_statement: labeled,
  function_signature: () => ({ kind: 'pass' }),
  interface_declaration: () => ({ kind: 'pass' }),
  type_alias_declaration: () => ({ kind: 'pass' }),
  function_declaration: (node) => ({ kind: 'function', definition: functionDefinition(node, block) }),
  generator_function_declaration: (node) => ({ kind: 'function', definition: functionDefinition(node, block) }),
  class_declaration: (node) => withStaticBlocks(node, classDefinition(node, block), block),
  abstract_class_declaration: (node) => classDefinition(node, block),
  internal_module: (node) => namespaceOf(node, block),
  module: (node) => namespaceOf(node, block),
};
