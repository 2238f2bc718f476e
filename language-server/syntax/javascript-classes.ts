import { expression, functionDefinition, superMember } from './javascript-expressions';
import type { Expression, FunctionDefinition, Parameter, Range, Statement, StatementForm } from './program';
import { child, childOf, has, named, type SyntaxNode } from './tree';

type Block = (node: SyntaxNode | undefined) => Statement[];

const rangeOf = ({ start, end }: SyntaxNode): Range => ({ start, end });

/** A class; `bound` is the name it gets where it is an expression. */
export function classDefinition(node: SyntaxNode, block: Block, bound = child(node, 'name') ?? node): StatementForm {
  const heritage = childOf(node, 'class_heritage');
  const clause = heritage && (childOf(heritage, 'extends_clause') ?? heritage);
  const base = clause && named(clause)[0];
  const members = named(childOf(node, 'class_body') ?? { ...node, children: [] });
  return {
    kind: 'class',
    definition: {
      name: bound === node ? '<class>' : bound.text,
      range: rangeOf(node),
      nameRange: rangeOf(bound),
      bases: base ? [{ value: expression(base, block) }] : [],
      body: membersOf(node, members, base !== undefined, block),
      decorators: [],
    },
  };
}

const isField = ({ type }: SyntaxNode): boolean => /^(public_)?field_definition$/.test(type);
const nameIn = (node: SyntaxNode): SyntaxNode | undefined => child(node, 'name') ?? child(node, 'property');

/** Methods, static fields, and the constructor with what it sets: fields, and parameters that are properties. */
function membersOf(node: SyntaxNode, members: SyntaxNode[], derived: boolean, block: Block): Statement[] {
  const methods = members.filter(({ type }) => type === 'method_definition');
  const fields = members.filter((each) => isField(each) && child(each, 'value'));
  const written = methods.find((each) => nameIn(each)?.text === 'constructor');
  const own = fields.filter((each) => !has(each, 'static')).map((each) => fieldOf(each, block));
  const statements = methods.filter((each) => each !== written).map((each) => method(each, block));
  const shared = fields.filter((each) => has(each, 'static')).map((each) => staticField(each, block));
  if (written || own.length > 0) statements.unshift(constructorOf(written ?? node, written, own, derived, block));
  return [...statements, ...shared];
}

function method(node: SyntaxNode, block: Block): Statement {
  const definition = functionDefinition(node, block, true);
  const role = has(node, 'get') ? 'property' : has(node, 'set') ? 'setter' : has(node, 'static') ? 'class' : undefined;
  return { kind: 'function', definition: { ...definition, ...(role && { role }) }, range: rangeOf(node) };
}

const self = (range: Range): Expression => ({ kind: 'name', name: 'this', range });

const attribute = (name: string, range: Range): Expression => ({
  kind: 'attribute',
  object: self(range),
  name,
  nameRange: range,
  range,
});

function fieldOf(node: SyntaxNode, block: Block): Statement {
  const name = nameIn(node)!;
  const target = attribute(name.text, rangeOf(name));
  return { kind: 'assign', targets: [target], value: expression(child(node, 'value'), block), range: rangeOf(node) };
}

function staticField(node: SyntaxNode, block: Block): Statement {
  const name = nameIn(node)!;
  const target: Expression = { kind: 'name', name: name.text, range: rangeOf(name) };
  return { kind: 'assign', targets: [target], value: expression(child(node, 'value'), block), range: rangeOf(node) };
}

function constructorOf(
  at: SyntaxNode,
  written: SyntaxNode | undefined,
  fields: Statement[],
  derived: boolean,
  block: Block,
): Statement {
  const definition = written ? functionDefinition(written, block, true) : inherited(at, derived);
  const properties = named((written && child(written, 'parameters')) ?? { ...at, children: [] }).flatMap(property);
  const first = definition.body.findIndex(isSuper) + 1;
  const body = [...definition.body.slice(0, first), ...fields, ...properties, ...definition.body.slice(first)];
  return { kind: 'function', definition: { ...definition, name: '__init__', body }, range: definition.range };
}

/** TypeScript's `constructor(private units: number)` sets `this.units`. */
function property(node: SyntaxNode): Statement[] {
  const pattern = child(node, 'pattern');
  if (!pattern || !(has(node, 'accessibility_modifier') || has(node, 'readonly'))) return [];
  const range = rangeOf(pattern);
  const value: Expression = { kind: 'name', name: pattern.text, range };
  return [{ kind: 'assign', targets: [attribute(pattern.text, range)], value, range }];
}

/** Whether the statement is `super(…)`. */
const isSuper = (statement: Statement): boolean =>
  statement.kind === 'expression' &&
  statement.value.kind === 'call' &&
  statement.value.callee.kind === 'attribute' &&
  statement.value.callee.name === '__init__';

/** `constructor(...args) { super(...args); }` */
function inherited(node: SyntaxNode, derived: boolean): FunctionDefinition {
  const range = rangeOf(node);
  const args: Expression = { kind: 'name', name: 'args', range };
  const parameters: Parameter[] = [
    { name: 'this', range },
    { name: 'args', range, variadic: 'positional' },
  ];
  const value: Expression = {
    kind: 'call',
    callee: superMember('__init__', range),
    arguments: [{ value: args, spread: 'positional' }],
    range,
  };
  return {
    name: '__init__',
    range,
    nameRange: range,
    parameters,
    body: derived ? [{ kind: 'expression', value, range }] : [],
    decorators: [],
    generator: false,
    async: false,
    method: true,
    locals: ['this', 'args'],
  };
}
