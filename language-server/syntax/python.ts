import { nested } from './nesting';
import { expression } from './python-expressions';
import { classDefinition, functionDefinition, identifiers } from './python-functions';
import { pattern } from './python-patterns';
import type { Binding, Case, Expression, Handler, Operator, Statement, StatementForm } from './program';
import { typeAlias } from './python-type-alias';
import { child, childrenIn, childOf, descendants, named, type SyntaxNode } from './tree';

type Convert = (node: SyntaxNode) => StatementForm;

function block(node: SyntaxNode | undefined): Statement[] {
  return node ? named(node).map(statement) : [];
}

/** The statement that a node of the Python grammar stands for. */
export function statement(node: SyntaxNode): Statement {
  const range = { start: node.start, end: node.end };
  const unknown = (): Statement => ({ kind: 'unparsed', names: identifiers(node), range });
  return nested(unknown, () => ({ range, ...(STATEMENTS[node.type]?.(node) ?? unknown()) }));
}

/** `a = b = value` is nested on the right in the grammar. */
function assignment(node: SyntaxNode): StatementForm {
  const targets: Expression[] = [];
  let annotation: SyntaxNode | undefined;
  let current: SyntaxNode | undefined = node;
  while (current?.type === 'assignment') {
    targets.push(expression(child(current, 'left')));
    annotation ??= child(current, 'type');
    current = child(current, 'right');
  }
  return {
    kind: 'assign',
    targets,
    ...(current && { value: expression(current) }),
    ...(annotation && { annotation: expression(annotation) }),
  };
}

function augmented(node: SyntaxNode): StatementForm {
  return {
    kind: 'assign',
    targets: [expression(child(node, 'left'))],
    value: expression(child(node, 'right')),
    operator: (child(node, 'operator')?.text.replace(/=$/, '') ?? '+') as Operator,
  };
}

function simple(node: SyntaxNode): StatementForm {
  const [first, ...rest] = named(node);
  if (first?.type === 'assignment') return assignment(first);
  if (first?.type === 'augmented_assignment') return augmented(first);
  const value = rest.length === 0 ? expression(first) : tupleOf(node);
  return { kind: 'expression', value };
}

const tupleOf = (node: SyntaxNode): Expression => ({
  kind: 'sequence',
  type: 'tuple',
  elements: named(node).map(expression),
  range: { start: node.start, end: node.end },
});

function conditional(node: SyntaxNode): StatementForm {
  const alternatives = childrenIn(node, 'alternative');
  const branches = [node, ...alternatives.filter(({ type }) => type === 'elif_clause')];
  return {
    kind: 'if',
    branches: branches.map((each) => ({
      test: expression(child(each, 'condition')),
      body: block(child(each, 'consequence')),
    })),
    otherwise: block(bodyOf(alternatives.find(({ type }) => type === 'else_clause'))),
  };
}

const bodyOf = (node: SyntaxNode | undefined): SyntaxNode | undefined =>
  node && (child(node, 'body') ?? childOf(node, 'block'));
const alternative = (node: SyntaxNode): Statement[] =>
  block(bodyOf(child(node, 'alternative') ?? childOf(node, 'else_clause')));

function attempt(node: SyntaxNode): StatementForm {
  return {
    kind: 'try',
    body: block(child(node, 'body')),
    handlers: node.children.filter(({ type }) => /^except(_group)?_clause$/.test(type)).map(handler),
    otherwise: block(bodyOf(childOf(node, 'else_clause'))),
    last: block(bodyOf(childOf(node, 'finally_clause'))),
  };
}

function handler(node: SyntaxNode): Handler {
  const value = child(node, 'value');
  const isNamed = value?.type === 'as_pattern';
  const name = isNamed ? child(value, 'alias')?.text : undefined;
  const type = isNamed ? named(value)[0] : value;
  return {
    ...(type && { type: expression(type) }),
    ...(name !== undefined && { name }),
    body: block(childOf(node, 'block')),
  };
}

function withItem(node: SyntaxNode): { value: Expression; target?: Expression } {
  const value = child(node, 'value');
  if (value?.type !== 'as_pattern') return { value: expression(value) };
  return { value: expression(named(value)[0]), target: expression(child(value, 'alias')) };
}

function definition(node: SyntaxNode, decorators: Expression[] = []): StatementForm {
  return node.type === 'class_definition'
    ? { kind: 'class', definition: classDefinition(node, decorators, block) }
    : { kind: 'function', definition: functionDefinition(node, decorators, block) };
}

function decorated(node: SyntaxNode): StatementForm {
  const decorators = node.children.filter(({ type }) => type === 'decorator').map((each) => expression(named(each)[0]));
  const inner = child(node, 'definition');
  return inner ? definition(inner, decorators) : { kind: 'unparsed', names: identifiers(node) };
}

/** `import a.b` binds `a`; `import a.b as c` binds c to a.b. */
function importBinding(node: SyntaxNode): Binding {
  const alias = child(node, 'alias');
  const module = (child(node, 'name') ?? node).text;
  const bound = alias ?? node.children[0] ?? node;
  const range = { start: bound.start, end: bound.end };
  return alias ? { name: alias.text, range, module } : { name: bound.text, range, module: bound.text };
}

function memberBinding(node: SyntaxNode, module: string): Binding {
  const bound = child(node, 'alias') ?? node;
  return {
    name: bound.text,
    range: { start: bound.start, end: bound.end },
    module,
    member: (child(node, 'name') ?? node).text,
  };
}

function importFrom(node: SyntaxNode): StatementForm {
  const module = child(node, 'module_name')?.text ?? '__future__';
  const bindings = childrenIn(node, 'name').map((each) => memberBinding(each, module));
  return childOf(node, 'wildcard_import')
    ? { kind: 'import', bindings, wildcard: module }
    : { kind: 'import', bindings };
}

/** `match a, b:` is of a tuple. */
function subjectOf(node: SyntaxNode): Expression {
  const subjects = childrenIn(node, 'subject');
  const [first, last] = [subjects[0], subjects.at(-1)];
  if (!first || first === last) return expression(first);
  const range = { start: first.start, end: last!.end };
  return { kind: 'sequence', type: 'tuple', elements: subjects.map(expression), range };
}

function matchCase(node: SyntaxNode): Case {
  const guard = child(node, 'guard');
  return {
    pattern: pattern(node.children.filter(({ type }) => type === 'case_pattern')),
    ...(guard && { guard: expression(named(guard)[0]) }),
    body: block(child(node, 'consequence')),
  };
}

const value = (node: SyntaxNode): { value?: Expression } => {
  const first = named(node)[0];
  return first ? { value: expression(first) } : {};
};

const names = (node: SyntaxNode): string[] => named(node).map(({ text }) => text);

const STATEMENTS: Partial<Record<string, Convert>> = {
  expression_statement: simple,
  if_statement: conditional,
  for_statement: (node) => ({
    kind: 'for',
    target: expression(child(node, 'left')),
    iterable: expression(child(node, 'right')),
    body: block(child(node, 'body')),
    otherwise: alternative(node),
  }),
  while_statement: (node) => ({
    kind: 'while',
    test: expression(child(node, 'condition')),
    body: block(child(node, 'body')),
    update: [],
    otherwise: alternative(node),
  }),
  try_statement: attempt,
  with_statement: (node) => ({
    kind: 'with',
    items: descendants(childOf(node, 'with_clause') ?? node, ({ type }) => type === 'with_item').map(withItem),
    body: block(child(node, 'body')),
  }),
  match_statement: (node) => ({
    kind: 'match',
    subject: subjectOf(node),
    cases: childrenIn(child(node, 'body') ?? node, 'alternative').map(matchCase),
  }),
  return_statement: (node) => ({ kind: 'return', ...value(node) }),
  raise_statement: (node) => ({ kind: 'raise', ...value(node) }),
  break_statement: () => ({ kind: 'break' }),
  continue_statement: () => ({ kind: 'continue' }),
  pass_statement: () => ({ kind: 'pass' }),
  assert_statement: (node) => ({ kind: 'assert', test: expression(named(node)[0]) }),
  delete_statement: (node) => ({ kind: 'delete', targets: named(node).map(expression) }),
  global_statement: (node) => ({ kind: 'outer', names: names(node), scope: 'global' }),
  nonlocal_statement: (node) => ({ kind: 'outer', names: names(node), scope: 'nonlocal' }),
  import_statement: (node) => ({ kind: 'import', bindings: childrenIn(node, 'name').map(importBinding) }),
  import_from_statement: importFrom,
  future_import_statement: () => ({ kind: 'pass' }),
  function_definition: (node) => definition(node),
  class_definition: (node) => definition(node),
  decorated_definition: decorated,
  type_alias_statement: typeAlias,
};
