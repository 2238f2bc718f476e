import type { Expression, FunctionDefinition, Range, Statement, StatementForm } from './program';
import { blockNames } from './javascript-scopes';
import { child, childOf, named, type SyntaxNode } from './tree';

type Block = (node: SyntaxNode | undefined) => Statement[];

const rangeOf = ({ start, end }: SyntaxNode): Range => ({ start, end });

/** A function of no parameters that is called where it stands; a name in angles is none that a program has. */
function blockFunction(node: SyntaxNode, body: SyntaxNode, statements: Statement[]): FunctionDefinition {
  const range = rangeOf(node);
  return {
    name: '<block>',
    range,
    nameRange: range,
    parameters: [],
    body: statements,
    decorators: [],
    generator: false,
    async: false,
    locals: ['this', ...blockNames(named(body))],
  };
}

const call = (callee: Expression, range: Range): Expression => ({ kind: 'call', callee, arguments: [], range });

/** TypeScript's `namespace Name { export … }`: an object of what it exports, which runs its body once. */
export function namespaceOf(node: SyntaxNode, block: Block): StatementForm {
  const [name, body] = [child(node, 'name'), child(node, 'body')];
  if (name?.type !== 'identifier' || !body) return { kind: 'pass' };
  const range = rangeOf(node);
  const exported = named(body).flatMap((each) => (each.type === 'export_statement' ? blockNames(namesIn(each)) : []));
  const entries = exported.map((each) => ({
    key: { kind: 'string', value: each, range } as const,
    value: { kind: 'name', name: each, range } as const,
  }));
  const result: Statement = { kind: 'return', value: { kind: 'dictionary', entries, range }, range };
  const definition = blockFunction(node, body, [...block(body), result]);
  const target: Expression = { kind: 'name', name: name.text, range: rangeOf(name) };
  return { kind: 'assign', targets: [target], value: call({ kind: 'lambda', definition, range }, range) };
}

const namesIn = (node: SyntaxNode): SyntaxNode[] => [child(node, 'declaration')].filter((each) => each !== undefined);

/** A class of a name and its static blocks, which run once it is there. */
export function withStaticBlocks(node: SyntaxNode, definition: StatementForm, block: Block): StatementForm {
  const members = named(childOf(node, 'class_body') ?? { ...node, children: [] });
  const bodies = members.filter(({ type }) => type === 'class_static_block').map((each) => child(each, 'body') ?? each);
  const name = child(node, 'name');
  if (bodies.length === 0 || !name) return definition;
  const runs = bodies.map((body): Statement => {
    const range = rangeOf(body);
    const self: Expression = { kind: 'name', name: name.text, range: rangeOf(name) };
    const bind: Statement = { kind: 'assign', targets: [{ kind: 'name', name: 'this', range }], value: self, range };
    const lambda: Expression = {
      kind: 'lambda',
      definition: blockFunction(node, body, [bind, ...block(body)]),
      range,
    };
    return { kind: 'expression', value: call(lambda, range), range };
  });
  return { kind: 'block', body: [{ ...definition, range: rangeOf(node) }, ...runs] };
}
