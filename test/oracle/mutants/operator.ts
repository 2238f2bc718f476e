import type { Expression, Range, Statement } from '../../../language-server/syntax/program';

/** One edit: the text in `range` is replaced. */
export interface Edit {
  range: Range;
  newText: string;
}

/** What stands around a node: the nearest first. */
export type Ancestors = readonly (Expression | Statement)[];

/** A kind of mistake. */
export interface Operator {
  name: string;
  /** The mistakes that can be made at an expression or statement; `text` is the program's. */
  edits: (node: Expression | Statement, ancestors: Ancestors, text: string) => Edit[];
}

export type Call = Extract<Expression, { kind: 'call' }>;

export const cut = ({ start, end }: Range, text: string): string => text.slice(start, end);

/** The last part of what is called: `view` of `x.view(…)`, `Linear` of `nn.Linear(…)`. */
export const calleeOf = (node: Expression | Statement): string | undefined => {
  if (node.kind !== 'call') return undefined;
  const { callee } = node;
  return callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : undefined;
};

/** The call that a literal is an argument of, within tuples or arithmetic at most, and the keyword that it is passed by. */
export function passedTo(node: Expression, ancestors: Ancestors): { callee?: string; keyword?: string } {
  let inner: Expression | Statement = node;
  for (const each of ancestors) {
    if (each.kind === 'call') {
      const argument = each.arguments.find(({ value }) => value === inner);
      const [callee, keyword] = [calleeOf(each), argument?.name];
      return { ...(callee !== undefined && { callee }), ...(keyword !== undefined && { keyword }) };
    }
    if (!['sequence', 'binary', 'unary'].includes(each.kind)) return {};
    inner = each;
  }
  return {};
}

export const positional = (call: Call): Expression[] =>
  call.arguments.filter(({ name, spread }) => name === undefined && spread === undefined).map(({ value }) => value);

/** An element with the comma and space beside it. */
export function without(parts: readonly { range: Range }[], at: number): Range {
  const { range } = parts[at]!;
  const [before, after] = [parts[at - 1], parts[at + 1]];
  if (before) return { start: before.range.end, end: range.end };
  return after ? { start: range.start, end: after.range.start } : range;
}

export const isContainer = (node: Expression | Statement): node is Call => /^Sequential$/.test(calleeOf(node) ?? '');
