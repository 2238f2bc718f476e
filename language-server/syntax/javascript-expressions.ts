import { nested, unknownExpression } from './nesting';
import type {
  Argument,
  Entry,
  Expression,
  ExpressionForm,
  FunctionDefinition,
  Operator,
  Parameter,
  Range,
  Statement,
} from './program';
import { child, childOf, has, named, type SyntaxNode } from './tree';

type Convert = (node: SyntaxNode) => ExpressionForm | Expression;
type Block = (node: SyntaxNode | undefined) => Statement[];

const range = (node: SyntaxNode): Range => ({ start: node.start, end: node.end });

/** The expression that a node of the JavaScript or TypeScript grammar stands for. */
export function expression(node: SyntaxNode | undefined, block: Block): Expression {
  if (!node) return { kind: 'unknown', parts: [], range: { start: 0, end: 0 } };
  const convert = forms(block)[node.type];
  const parts = (): Expression[] => named(node).map((each) => expression(each, block));
  return nested<Expression>(
    () => unknownExpression(node),
    () => (convert ? { range: range(node), ...convert(node) } : unknownExpression(node, parts())),
  );
}

const cache = new WeakMap<Block, Partial<Record<string, Convert>>>();

function forms(block: Block): Partial<Record<string, Convert>> {
  const known = cache.get(block) ?? table(block);
  cache.set(block, known);
  return known;
}

const string: Convert = (node) => ({
  kind: 'string',
  value: named(node)
    .map(({ text }) => text)
    .join(''),
});
const name: Convert = (node) => ({ kind: 'name', name: node.text });

function table(block: Block): Partial<Record<string, Convert>> {
  const convert = (node: SyntaxNode | undefined): Expression => expression(node, block);
  const field = (node: SyntaxNode, key: string): Expression => convert(child(node, key));
  const first: Convert = (node) => convert(named(node)[0]);
  const last: Convert = (node) => convert(named(node).at(-1));
  const call: Convert = (node) => ({
    kind: 'call',
    callee: convert(child(node, 'function') ?? child(node, 'constructor')),
    arguments: named(child(node, 'arguments') ?? node).map((each): Argument =>
      each.type === 'spread_element' ? { spread: 'positional', value: first2(each) } : { value: convert(each) },
    ),
  });
  const first2 = (node: SyntaxNode): Expression => convert(named(node)[0]);
  const lambda: Convert = (node) => ({ kind: 'lambda', definition: functionDefinition(node, block) });
  const elements: Convert = (node) => ({
    kind: 'sequence',
    type: 'list',
    elements: named(node).map((each) => (each.type === 'assignment_pattern' ? field(each, 'left') : convert(each))),
  });
  const object: Convert = (node) => ({ kind: 'dictionary', entries: named(node).map((each) => entry(each, block)) });
  const spread: Convert = (node) => ({ kind: 'starred', value: first2(node) });
  return {
    identifier: name,
    type_identifier: name,
    shorthand_property_identifier: name,
    shorthand_property_identifier_pattern: name,
    this: () => ({ kind: 'name', name: 'this' }),
    super: () => ({ kind: 'name', name: 'super' }),
    undefined: () => ({ kind: 'constant', value: null }),
    null: () => ({ kind: 'constant', value: null }),
    true: () => ({ kind: 'constant', value: true }),
    false: () => ({ kind: 'constant', value: false }),
    number: (node) => number(node.text.replace(/_/g, '')),
    string,
    template_string: (node) => ({ kind: 'template', parts: named(node).map(convert) }),
    string_fragment: (node) => ({ kind: 'string', value: node.text }),
    template_substitution: first,
    parenthesized_expression: first,
    as_expression: first,
    satisfies_expression: first,
    non_null_expression: first,
    type_assertion: last,
    member_expression: (node) => {
      const property = child(node, 'property') ?? node;
      return { kind: 'attribute', object: field(node, 'object'), name: property.text, nameRange: range(property) };
    },
    nested_type_identifier: (node) => {
      const property = child(node, 'name') ?? node;
      return { kind: 'attribute', object: field(node, 'module'), name: property.text, nameRange: range(property) };
    },
    subscript_expression: (node) => ({ kind: 'subscript', object: field(node, 'object'), index: field(node, 'index') }),
    call_expression: call,
    new_expression: call,
    array: elements,
    array_pattern: elements,
    object,
    object_pattern: object,
    spread_element: spread,
    rest_pattern: spread,
    arrow_function: lambda,
    function_expression: lambda,
    binary_expression: (node) => binary(node, field(node, 'left'), field(node, 'right')),
    unary_expression: (node) => unary(node, field(node, 'argument')),
    ternary_expression: (node) => ({
      kind: 'conditional',
      test: field(node, 'condition'),
      consequent: field(node, 'consequence'),
      alternate: field(node, 'alternative'),
    }),
    assignment_expression: (node) => ({
      kind: 'assignment',
      target: field(node, 'left'),
      value: field(node, 'right'),
    }),
    await_expression: (node) => ({ kind: 'await', value: first2(node) }),
    yield_expression: (node) => ({ kind: 'yield', value: first2(node) }),
  };
}

const number = (text: string): ExpressionForm =>
  Number.isNaN(Number(text))
    ? { kind: 'unknown', parts: [] }
    : { kind: 'number', value: Number(text), integer: /^(\d+|0[xob][\da-f]+)$/i.test(text) };

const COMPARISONS = new Set(['===', '!==', '==', '!=', '<', '>', '<=', '>=', 'in', 'instanceof']);

function binary(node: SyntaxNode, left: Expression, right: Expression): ExpressionForm {
  const operator = child(node, 'operator')?.text ?? '';
  if (operator === '&&') return { kind: 'logical', operator: 'and', left, right };
  if (operator === '||') return { kind: 'logical', operator: 'or', left, right };
  if (COMPARISONS.has(operator)) {
    return { kind: 'comparison', operands: [left, right], operators: [operator.replace(/^([!=])==$/, '$1=')] };
  }
  return { kind: 'binary', operator: operator as Operator, left, right };
}

function unary(node: SyntaxNode, operand: Expression): ExpressionForm {
  const operator = child(node, 'operator')?.text;
  if (operator === '!') return { kind: 'unary', operator: 'not', operand };
  if (operator === '-' || operator === '+' || operator === '~') return { kind: 'unary', operator, operand };
  return { kind: 'unknown', parts: [operand] };
}

/** `{ key: value, shorthand, ...spread }`, also as a pattern. */
function entry(node: SyntaxNode, block: Block): Entry {
  const convert = (each: SyntaxNode | undefined): Expression => expression(each, block);
  if (node.type === 'spread_element' || node.type === 'rest_pattern') return { value: convert(named(node)[0]) };
  if (node.type === 'method_definition') {
    return { key: key(node, convert), value: { kind: 'unknown', parts: [], range: range(node) } };
  }
  const inner = node.type === 'object_assignment_pattern' ? child(node, 'left') : node;
  if (!child(node, 'key')) {
    const value = convert(inner);
    return { key: { kind: 'string', value: (inner ?? node).text, range: value.range }, value };
  }
  const value = child(node, 'value');
  return {
    key: key(node, convert),
    value: convert(value?.type === 'assignment_pattern' ? child(value, 'left') : value),
  };
}

function key(node: SyntaxNode, convert: (node: SyntaxNode | undefined) => Expression): Expression {
  const written = child(node, 'key') ?? child(node, 'name') ?? node;
  if (written.type === 'computed_property_name') return convert(named(written)[0]);
  if (written.type === 'string') return convert(written);
  return { kind: 'string', value: written.text, range: range(written) };
}

export function functionDefinition(node: SyntaxNode, block: Block): FunctionDefinition {
  const bound = child(node, 'name') ?? node;
  const body = child(node, 'body');
  const statements: Statement[] =
    body?.type === 'statement_block' || !body
      ? block(body)
      : [{ kind: 'return', value: expression(body, block), range: range(body) }];
  const single = child(node, 'parameter');
  const list = single ? [single] : named(child(node, 'parameters') ?? { ...node, children: [] });
  return {
    name: child(node, 'name') ? bound.text : '<function>',
    range: range(node),
    nameRange: range(bound),
    parameters: list.map((each) => parameter(each, block)),
    body: statements,
    decorators: [],
    generator: has(node, '*'),
    async: has(node, 'async'),
  };
}

function parameter(node: SyntaxNode, block: Block): Parameter {
  const annotation = childOf(node, 'type_annotation');
  const pattern = child(node, 'pattern') ?? child(node, 'left') ?? node;
  const rest = pattern.type === 'rest_pattern';
  const identifier = rest ? named(pattern)[0] : pattern;
  const value = child(node, 'value') ?? child(node, 'right');
  return {
    name: identifier?.type === 'identifier' ? identifier.text : '',
    range: range(pattern),
    ...(value && { default: expression(value, block) }),
    ...(annotation && { annotation: expression(named(annotation)[0], block) }),
    ...(rest && { variadic: 'positional' }),
    ...(identifier && identifier.type !== 'identifier' && { pattern: expression(identifier, block) }),
  };
}
