import { javascriptText } from './escapes';
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
import { localNames } from './javascript-scopes';
import { remarks } from './remarks';
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
    .map(({ text }) => javascriptText(text))
    .join(''),
});
const name: Convert = (node) => ({ kind: 'name', name: node.text });

/** The elements of an array or of its pattern; undefined where none stands between two commas. */
function places(node: SyntaxNode): (SyntaxNode | undefined)[] {
  const found: (SyntaxNode | undefined)[] = [];
  let empty = true;
  for (const each of node.children) {
    if (each.type === ',') {
      if (empty) found.push(undefined);
      empty = true;
    } else if (each.named && each.type !== 'comment') {
      found.push(each);
      empty = false;
    }
  }
  return found;
}

/** As a value undefined; as a target nothing. */
const hole = (node: SyntaxNode): Expression => ({ kind: 'constant', value: null, range: range(node) });

/** What has no parts. */
const LEAVES: Partial<Record<string, Convert>> = {
  identifier: name,
  type_identifier: name,
  shorthand_property_identifier: name,
  shorthand_property_identifier_pattern: name,
  this: () => ({ kind: 'name', name: 'this' }),
  super: () => ({ kind: 'name', name: 'super' }),
  undefined: () => ({ kind: 'constant', value: null }),
  null: () => ({ kind: 'constant', value: 'null' }),
  true: () => ({ kind: 'constant', value: true }),
  false: () => ({ kind: 'constant', value: false }),
  number: (node) => number(node.text.replace(/_/g, '')),
  string,
  string_fragment: (node) => ({ kind: 'string', value: javascriptText(node.text) }),
  escape_sequence: (node) => ({ kind: 'string', value: javascriptText(node.text) }),
};

function table(block: Block): Partial<Record<string, Convert>> {
  const convert = (node: SyntaxNode | undefined): Expression => expression(node, block);
  const field = (node: SyntaxNode, key: string): Expression => convert(child(node, key));
  const first: Convert = (node) => convert(named(node)[0]);
  const last: Convert = (node) => convert(named(node).at(-1));
  const callee = (node: SyntaxNode): Expression => {
    const called = child(node, 'function') ?? child(node, 'constructor');
    return called?.type === 'super' ? superMember('__init__', range(called)) : convert(called);
  };
  const call: Convert = (node) => ({
    kind: 'call',
    callee: callee(node),
    ...(node.type === 'new_expression' && { fresh: true }),
    arguments: argumentsIn(node).map((each): Argument =>
      each.type === 'spread_element' ? { spread: 'positional', value: first2(each) } : { value: convert(each) },
    ),
  });
  const first2 = (node: SyntaxNode): Expression => convert(named(node)[0]);
  const lambda: Convert = (node) => ({ kind: 'lambda', definition: functionDefinition(node, block) });
  const elements: Convert = (node) => ({
    kind: 'sequence',
    type: 'list',
    elements: places(node).map((each) => (each ? convert(each) : hole(node))),
  });
  const object: Convert = (node) => ({ kind: 'dictionary', entries: named(node).map((each) => entry(each, block)) });
  const spread: Convert = (node) => ({ kind: 'starred', value: first2(node) });
  return {
    ...LEAVES,
    template_string: (node) => ({ kind: 'template', parts: named(node).map(convert) }),
    template_substitution: first,
    parenthesized_expression: first,
    as_expression: first,
    satisfies_expression: first,
    non_null_expression: first,
    type_assertion: last,
    member_expression: (node) => {
      const property = child(node, 'property') ?? node;
      if (child(node, 'object')?.type === 'super') return superMember(property.text, range(property));
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
    assignment_pattern: (node) => ({ kind: 'assignment', target: field(node, 'left'), value: field(node, 'right') }),
    augmented_assignment_expression: (node) => augmented(node, field(node, 'left'), field(node, 'right')),
    update_expression: (node) => update(node, field(node, 'argument')),
    sequence_expression: (node) => lastOf(named(node).map(convert), node),
    await_expression: (node) => ({ kind: 'await', value: first2(node) }),
    yield_expression: (node) => ({ kind: 'yield', value: first2(node) }),
  };
}

const number = (text: string): ExpressionForm =>
  Number.isNaN(Number(text))
    ? { kind: 'unknown', parts: [] }
    : { kind: 'number', value: Number(text), integer: Number.isSafeInteger(Number(text)) };

const whole = (value: number, node: SyntaxNode): Expression => ({
  kind: 'number',
  value,
  integer: true,
  range: range(node),
});

/** `a, b` is what comes last. */
const lastOf = (elements: Expression[], node: SyntaxNode): ExpressionForm => ({
  kind: 'subscript',
  object: { kind: 'sequence', type: 'list', elements, range: range(node) },
  index: whole(elements.length - 1, node),
});

/** `a += b` inside an expression. */
function augmented(node: SyntaxNode, target: Expression, right: Expression): ExpressionForm {
  const operator = child(node, 'operator')?.text.replace(/=$/, '') ?? '';
  return { kind: 'assignment', target, value: { ...operation(operator, target, right), range: range(node) } };
}

/** `++i` gives the new value; `i++` the one before. */
function update(node: SyntaxNode, target: Expression): ExpressionForm {
  const grows = node.text.startsWith('++') || node.text.endsWith('++');
  const step = (left: Expression, operator: Operator): Expression => ({
    kind: 'binary',
    operator,
    left,
    right: whole(1, node),
    range: range(node),
  });
  const value = step(target, grows ? '+' : '-');
  const assigned: Expression = { kind: 'assignment', target, value, range: range(node) };
  return /^[+-]{2}/.test(node.text) ? assigned : step(assigned, grows ? '-' : '+');
}

const COMPARISONS = new Set(['===', '!==', '==', '!=', '<', '>', '<=', '>=', 'in', 'instanceof']);

const binary = (node: SyntaxNode, left: Expression, right: Expression): ExpressionForm =>
  operation(child(node, 'operator')?.text ?? '', left, right);

const LOGICAL = { '&&': 'and', '||': 'or', '??': '??' } as const;

function operation(operator: string, left: Expression, right: Expression): ExpressionForm {
  if (operator in LOGICAL) return { kind: 'logical', operator: LOGICAL[operator as keyof typeof LOGICAL], left, right };
  if (COMPARISONS.has(operator)) {
    const loose = operator === '==' || operator === '!=';
    return { kind: 'comparison', operands: [left, right], operators: [operator.replace(/^([!=])==$/, '$1=')], loose };
  }
  return { kind: 'binary', operator: operator as Operator, left, right };
}

function unary(node: SyntaxNode, operand: Expression): ExpressionForm {
  const operator = child(node, 'operator')?.text;
  if (operator === '!') return { kind: 'unary', operator: 'not', operand };
  if (operator === '-' || operator === '+' || operator === '~' || operator === 'typeof')
    return { kind: 'unary', operator, operand };
  return { kind: 'unknown', parts: [operand] };
}

/** `{ key: value, shorthand, ...spread }`, also as a pattern. */
function entry(node: SyntaxNode, block: Block): Entry {
  const convert = (each: SyntaxNode | undefined): Expression => expression(each, block);
  if (node.type === 'spread_element' || node.type === 'rest_pattern') return { value: convert(named(node)[0]) };
  if (node.type === 'method_definition') return { key: key(node, convert), value: objectMethod(node, block) };
  if (node.type === 'object_assignment_pattern') {
    const target = convert(child(node, 'left'));
    const assigned: Expression = {
      kind: 'assignment',
      target,
      value: convert(child(node, 'right')),
      range: range(node),
    };
    return { key: { kind: 'string', value: child(node, 'left')!.text, range: target.range }, value: assigned };
  }
  if (!child(node, 'key')) {
    const value = convert(node);
    return { key: { kind: 'string', value: node.text, range: value.range }, value };
  }
  const value = child(node, 'value');
  if (value?.type === 'function_expression') return { key: key(node, convert), value: objectMethod(value, block) };
  return { key: key(node, convert), value: convert(value) };
}

/** A function that finds its object as `this`. */
function objectMethod(node: SyntaxNode, block: Block): Expression {
  const definition = functionDefinition(node, block, true);
  if (has(node, 'get')) definition.role = 'property';
  if (has(node, 'set')) definition.role = 'setter';
  return { kind: 'lambda', definition, range: range(node) };
}

function key(node: SyntaxNode, convert: (node: SyntaxNode | undefined) => Expression): Expression {
  const written = child(node, 'key') ?? child(node, 'name') ?? node;
  if (written.type === 'computed_property_name') return convert(named(written)[0]);
  if (written.type === 'string') return convert(written);
  return { kind: 'string', value: written.text, range: range(written) };
}

/** A function; a `method` finds its object in its first parameter, `this`. */
export function functionDefinition(node: SyntaxNode, block: Block, method = false): FunctionDefinition {
  const bound = child(node, 'name') ?? node;
  const body = child(node, 'body');
  const statements: Statement[] =
    body?.type === 'statement_block' || !body
      ? block(body)
      : [{ kind: 'return', value: expression(body, block), range: range(body) }];
  const single = child(node, 'parameter');
  const list = single ? [single] : named(child(node, 'parameters') ?? { ...node, children: [] });
  const commented = remarks(node, child(node, 'parameters'), body, (each) => (child(each, 'pattern') ?? each).text);
  const receiver: Parameter[] = method ? [{ name: 'this', range: range(bound) }] : [];
  return {
    name: child(node, 'name') ? bound.text : '<function>',
    range: range(node),
    nameRange: range(bound),
    parameters: [...receiver, ...list.filter((each) => !isThis(each)).map((each, i) => parameter(each, i, block))],
    body: statements,
    decorators: [],
    ...(commented.length > 0 && { remarks: commented }),
    generator: has(node, '*'),
    async: has(node, 'async'),
    locals: localNames(node, list),
    ...(method && { method }),
  };
}

/** TypeScript's `this: Type` is no parameter. */
const isThis = (node: SyntaxNode): boolean => child(node, 'pattern')?.type === 'this';

/** What is no plain name, or has a default, is a pattern that the argument is assigned to. */
function parameter(node: SyntaxNode, place: number, block: Block): Parameter {
  const annotation = childOf(node, 'type_annotation');
  const pattern = child(node, 'pattern') ?? (node.type === 'assignment_pattern' ? child(node, 'left')! : node);
  const rest = pattern.type === 'rest_pattern';
  const target = (rest ? named(pattern)[0] : pattern) ?? pattern;
  const otherwise = child(node, 'value') ?? child(node, 'right');
  const plain = target.type === 'identifier' && !otherwise;
  const inner = plain ? undefined : expression(target, block);
  return {
    name: plain ? target.text : `#${place}`,
    range: range(pattern),
    ...(annotation && { annotation: expression(named(annotation)[0], block) }),
    ...(rest && { variadic: 'positional' }),
    ...(inner && { pattern: otherwise ? withDefault(inner, expression(otherwise, block)) : inner }),
  };
}

const withDefault = (target: Expression, value: Expression): Expression => ({
  kind: 'assignment',
  target,
  value,
  range: target.range,
});

/** A call's arguments: none where `new` has no brackets; a tagged template's are not told. */
const argumentsIn = (node: SyntaxNode): SyntaxNode[] => {
  const given = child(node, 'arguments');
  return given?.type === 'arguments' ? named(given) : [];
};

/** What the base class has under this name. */
export const superMember = (name: string, range: Range): Expression => ({
  kind: 'attribute',
  object: { kind: 'call', callee: { kind: 'name', name: 'super', range }, arguments: [], range },
  name,
  nameRange: range,
  range,
});
