import type { Range } from './program';

/** A syntax tree in plain objects: reading tree-sitter's own nodes crosses into WebAssembly at every property. */
export interface SyntaxNode {
  type: string;
  named: boolean;
  field: string | null;
  start: number;
  end: number;
  /** All but brackets and dots, which tell nothing that what they stand in does not. */
  children: SyntaxNode[];
  text: string;
  /** Of the first node of a tree: what the grammar cannot read, the outermost places in order, where there are any. */
  unparsed?: Range[];
}

/** The first child in `field`. */
export const child = (node: SyntaxNode, field: string): SyntaxNode | undefined =>
  node.children.find((each) => each.field === field);

export const childrenIn = (node: SyntaxNode, field: string): SyntaxNode[] =>
  node.children.filter((each) => each.field === field);

/** What may stand between any two parts: `\\` before a line's end is one. */
const EXTRAS = new Set(['comment', 'line_continuation']);

/** Whether a node is a part of what it stands in. */
export const isPart = ({ named: isNamed, type }: Pick<SyntaxNode, 'named' | 'type'>): boolean =>
  isNamed && !EXTRAS.has(type);

export const named = (node: SyntaxNode): SyntaxNode[] => node.children.filter(isPart);

export const childOf = (node: SyntaxNode, type: string): SyntaxNode | undefined =>
  node.children.find((each) => each.type === type);

export const has = (node: SyntaxNode, type: string): boolean => childOf(node, type) !== undefined;

/** Every node below `root` of which `test` holds, in text order. */
export function descendants(root: SyntaxNode, test: (node: SyntaxNode) => boolean): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (test(node)) found.push(node);
    for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!);
  }
  return found;
}
