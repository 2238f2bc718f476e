import type { Remark } from './program';
import { isPart, named, type SyntaxNode } from './tree';

/** The text of a comment without its sign. */
export const commentText = ({ text }: SyntaxNode): string =>
  text.replace(/^(#+:?|\/\/+|\/\*+)\s?/, '').replace(/\*+\/$/, '');

const remark = (node: SyntaxNode, inSignature: boolean, parameter?: string): Remark => ({
  range: { start: node.start, end: node.end },
  text: commentText(node),
  inSignature,
  ...(parameter !== undefined && { parameter }),
});

const isComment = ({ type }: SyntaxNode): boolean => type === 'comment';

/** Comments behind parameters; those of a parameter that has its line to itself, or its comment inside the line, name it. */
function inParameters(list: SyntaxNode, nameOf: (parameter: SyntaxNode) => string | undefined): Remark[] {
  const between = (from: number, to: number): string => list.text.slice(from - list.start, to - list.start);
  const found: Remark[] = [];
  let last: SyntaxNode | undefined;
  let alone = false;
  let end = list.start;
  for (const node of list.children) {
    if (isComment(node)) {
      const behind = last !== undefined && !between(last.end, node.start).includes('\n');
      const own = alone || node.text.startsWith('/*');
      if (behind) found.push(remark(node, true, own ? nameOf(last!) : undefined));
    } else if (isPart(node)) {
      alone = between(end, node.start).includes('\n');
      last = node;
    }
    end = node.end;
  }
  return found;
}

/** The comments of a function's head, and those before the first statement of its body, behind the docstring. */
export function remarks(
  node: SyntaxNode,
  list: SyntaxNode | undefined,
  body: SyntaxNode | undefined,
  nameOf: (parameter: SyntaxNode) => string | undefined,
): Remark[] {
  const inBody = body ? body.children.filter((each) => isComment(each) || isPart(each)) : [];
  const documented = inBody[0]?.type === 'expression_statement' && named(inBody[0])[0]?.type === 'string';
  const rest = documented ? inBody.slice(1) : inBody;
  const first = rest.findIndex((each) => !isComment(each));
  const heading = [...node.children.filter(isComment), ...rest.slice(0, first < 0 ? rest.length : first)];
  const end = (list?.end ?? node.start) - node.start;
  const isBehind = (each: SyntaxNode): boolean => !node.text.slice(end, each.start - node.start).includes('\n');
  return [...(list ? inParameters(list, nameOf) : []), ...heading.map((each) => remark(each, isBehind(each)))];
}
