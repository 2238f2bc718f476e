import { nested, unknownExpression } from './nesting';
import type {
  Argument,
  Clause,
  Entry,
  Expression,
  ExpressionForm,
  FunctionDefinition,
  Operator,
  Range,
} from './program';
import { parameters } from './python-functions';
import { pythonNumber, pythonString } from './python-literals';
import { child, childrenIn, childOf, named, type SyntaxNode } from './tree';

type Convert = (node: SyntaxNode) => ExpressionForm | Expression;

const range = (node: SyntaxNode): Range => ({ start: node.start, end: node.end });

/** The Python expression that `node` stands for; `unknown` where it is missing or not understood. */
export function expression(node: SyntaxNode | undefined): Expression {
  if (!node) return { kind: 'unknown', parts: [], range: { start: 0, end: 0 } };
  const convert = FORMS[node.type];
  if (!convert)
    return nested(
      () => unknownExpression(node),
      () => unknownExpression(node, named(node).map(expression)),
    );
  return nested<Expression>(
    () => unknownExpression(node),
    () => placed(convert(node), node),
  );
}

/** The same, where the node is; what stands in parentheses is where it was. */
function placed(made: ExpressionForm & { range?: Range }, node: SyntaxNode): Expression {
  made.range ??= range(node);
  return made as Expression;
}

const inField = (node: SyntaxNode, field: string): Expression => expression(child(node, field));
const all = (node: SyntaxNode): Expression[] => named(node).map(expression);
const inner: Convert = (node) => expression(named(node)[0]);

/** Whether parentheses hold a single target without a comma, which makes no tuple. */
export const isGrouped = (node: SyntaxNode): boolean =>
  node.type === 'tuple_pattern' && named(node).length === 1 && !node.children.some(({ type }) => type === ',');

const sequence =
  (type: 'tuple' | 'list' | 'set'): Convert =>
  (node) => ({ kind: 'sequence', type, elements: all(node).map(starOutside) });

/** What an expression is without the star at its very front; undefined where it has none. */
function withoutStar(each: Expression): Expression | undefined {
  if (each.kind === 'starred') return each.value;
  if (each.kind === 'attribute' || each.kind === 'subscript') {
    const object = withoutStar(each.object);
    return object && { ...each, object, range: { start: object.range.start, end: each.range.end } };
  }
  if (each.kind !== 'call') return undefined;
  const callee = withoutStar(each.callee);
  return callee && { ...each, callee, range: { start: callee.range.start, end: each.range.end } };
}

/** The grammar reads the star of `*x.shape, 1` and `[*a[0]]` as one of the name alone: it is of all that follows. */
function starOutside(each: Expression): Expression {
  const value = withoutStar(each);
  return value && each.kind !== 'starred' ? { kind: 'starred', value, range: each.range } : each;
}

const comprehension =
  (type: 'list' | 'set' | 'generator' | 'dictionary'): Convert =>
  (node) => {
    const body = child(node, 'body');
    const pair = type === 'dictionary' && body?.type === 'pair';
    return {
      kind: 'comprehension',
      type,
      ...(pair ? { key: inField(body, 'key') } : {}),
      element: pair ? inField(body, 'value') : expression(body),
      clauses: named(node)
        .filter(({ type: kind }) => kind.endsWith('_clause'))
        .map(clause),
    };
  };

const clause = (node: SyntaxNode): Clause =>
  node.type === 'for_in_clause'
    ? { target: inField(node, 'left'), value: inField(node, 'right') }
    : { value: expression(named(node)[0]) };

/** The arguments of a call: an argument list, or a bare generator. */
export function callArguments(node: SyntaxNode | undefined): Argument[] {
  if (!node) return [];
  if (node.type === 'generator_expression') return [{ value: expression(node) }];
  return named(node).map(argument);
}

function argument(node: SyntaxNode): Argument {
  if (node.type === 'keyword_argument') return { name: child(node, 'name')?.text ?? '', value: inField(node, 'value') };
  if (node.type === 'list_splat') return { spread: 'positional', value: expression(named(node)[0]) };
  if (node.type === 'dictionary_splat') return { spread: 'keyword', value: expression(named(node)[0]) };
  return { value: expression(node) };
}

function entry(node: SyntaxNode): Entry {
  if (node.type === 'pair') return { key: inField(node, 'key'), value: inField(node, 'value') };
  return { value: expression(named(node)[0]) };
}

function subscript(node: SyntaxNode): ExpressionForm {
  const parts = childrenIn(node, 'subscript').filter((each) => each.named);
  const object = inField(node, 'value');
  const tuple = parts.length > 1 || node.children.some((each) => each.type === ',');
  const first = parts[0];
  const index: Expression =
    !tuple && first
      ? expression(first)
      : {
          kind: 'sequence',
          type: 'tuple',
          elements: parts.map(expression),
          range: { start: first?.start ?? node.end, end: parts.at(-1)?.end ?? node.end },
        };
  return { kind: 'subscript', object, index };
}

/** `lower:upper:step`: which of the three a part is depends on the colons before it. */
function slice(node: SyntaxNode): ExpressionForm {
  const parts: Expression[] = [];
  let colons = 0;
  for (const each of node.children) {
    if (each.type === ':') colons += 1;
    else if (each.named) parts[colons] = expression(each);
  }
  const [lower, upper, step] = parts;
  return { kind: 'slice', ...(lower && { lower }), ...(upper && { upper }), ...(step && { step }) };
}

function comparison(node: SyntaxNode): ExpressionForm {
  const isOperator = (each: SyntaxNode): boolean => each.field === 'operators';
  return {
    kind: 'comparison',
    operands: named(node)
      .filter((each) => !isOperator(each))
      .map(expression),
    operators: node.children.filter(isOperator).map((each) => each.text.replace(/\s+/g, ' ')),
  };
}

function conditional(node: SyntaxNode): ExpressionForm {
  const [consequent, test, alternate] = all(node);
  if (!consequent || !test || !alternate) return { kind: 'unknown', parts: all(node) };
  return { kind: 'conditional', test, consequent, alternate };
}

function lambda(node: SyntaxNode): ExpressionForm {
  const body = inField(node, 'body');
  const definition: FunctionDefinition = {
    name: '<lambda>',
    range: range(node),
    nameRange: { start: node.start, end: node.start + 'lambda'.length },
    parameters: parameters(child(node, 'parameters')),
    body: [{ kind: 'return', value: body, range: body.range }],
    decorators: [],
    generator: false,
    async: false,
  };
  return { kind: 'lambda', definition };
}

function attribute(node: SyntaxNode): ExpressionForm {
  const property = child(node, 'attribute') ?? node;
  return { kind: 'attribute', object: inField(node, 'object'), name: property.text, nameRange: range(property) };
}

function unary(node: SyntaxNode): ExpressionForm {
  const operator = child(node, 'operator')?.text;
  const operand = inField(node, 'argument');
  return operator === '-' || operator === '+' || operator === '~'
    ? { kind: 'unary', operator, operand }
    : { kind: 'unknown', parts: [operand] };
}

const FORMS: Partial<Record<string, Convert>> = {
  identifier: (node) => ({ kind: 'name', name: node.text }),
  integer: pythonNumber,
  float: pythonNumber,
  true: () => ({ kind: 'constant', value: true }),
  false: () => ({ kind: 'constant', value: false }),
  none: () => ({ kind: 'constant', value: null }),
  ellipsis: () => ({ kind: 'constant', value: 'ellipsis' }),
  string: (node) => pythonString(node, expression),
  concatenated_string: (node) => pythonString(node, expression),
  interpolation: (node) => inField(node, 'expression'),
  parenthesized_expression: inner,
  type: inner,
  as_pattern_target: inner,
  dotted_name: inner,
  expression_list: sequence('tuple'),
  pattern_list: sequence('tuple'),
  tuple_pattern: (node) => (isGrouped(node) ? inner(node) : sequence('tuple')(node)),
  list_pattern: sequence('list'),
  tuple: sequence('tuple'),
  list: sequence('list'),
  set: sequence('set'),
  dictionary: (node) => ({ kind: 'dictionary', entries: named(node).map(entry) }),
  list_comprehension: comprehension('list'),
  set_comprehension: comprehension('set'),
  generator_expression: comprehension('generator'),
  dictionary_comprehension: comprehension('dictionary'),
  attribute,
  call: (node) => ({
    kind: 'call',
    callee: inField(node, 'function'),
    arguments: callArguments(child(node, 'arguments')),
  }),
  subscript,
  slice,
  constrained_type: slice,
  generic_type: (node) => ({
    kind: 'subscript',
    object: expression(named(node)[0]),
    index: {
      range: range(node),
      kind: 'sequence',
      type: 'tuple',
      elements: all(childOf(node, 'type_parameter') ?? node),
    },
  }),
  unary_operator: unary,
  not_operator: (node) => ({ kind: 'unary', operator: 'not', operand: inField(node, 'argument') }),
  binary_operator: (node) => ({
    kind: 'binary',
    operator: (child(node, 'operator')?.text ?? '+') as Operator,
    left: inField(node, 'left'),
    right: inField(node, 'right'),
  }),
  boolean_operator: (node) => ({
    kind: 'logical',
    operator: child(node, 'operator')?.text === 'and' ? 'and' : 'or',
    left: inField(node, 'left'),
    right: inField(node, 'right'),
  }),
  comparison_operator: comparison,
  conditional_expression: conditional,
  lambda,
  list_splat: (node) => ({ kind: 'starred', value: expression(named(node)[0]) }),
  list_splat_pattern: (node) => ({ kind: 'starred', value: expression(named(node)[0]) }),
  named_expression: (node) => ({ kind: 'assignment', target: inField(node, 'name'), value: inField(node, 'value') }),
  await: (node) => ({ kind: 'await', value: expression(named(node)[0]) }),
  yield: (node) => ({
    kind: 'yield',
    ...(named(node)[0] && { value: expression(named(node)[0]) }),
    ...(/^yield\s+from\b/.test(node.text) && { all: true }),
  }),
};
