import type { Language, Tree, TreeCursor } from '@vscode/tree-sitter-wasm';

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
}

/** What a node is, by the number that its grammar has for that. */
interface Kind {
  type: string;
  named: boolean;
  /** A word or sign of the grammar: nothing is below it. */
  isToken: boolean;
  isSilent: boolean;
}

/** A third of all nodes. */
const SILENT = new Set(['(', ')', '[', ']', '{', '}', '.', ';']);

/** Filled as kinds are met: asking crosses into WebAssembly too. */
const kindsKnown = new WeakMap<Language, Kind[]>();

function kindsOf(grammar: Language): Kind[] {
  const kinds = kindsKnown.get(grammar) ?? [];
  kindsKnown.set(grammar, kinds);
  return kinds;
}

function kindAt(cursor: TreeCursor, kinds: Kind[]): Kind {
  return (kinds[cursor.nodeTypeId] ??= newKind(cursor));
}

/** `is not` is made of two words, between which a comment may stand. */
const newKind = ({ nodeType: type, nodeIsNamed: isNamed }: TreeCursor): Kind => ({
  type,
  named: isNamed,
  isToken: !isNamed && !type.includes(' '),
  isSilent: !isNamed && SILENT.has(type),
});

class PlainNode implements SyntaxNode {
  readonly type: string;
  readonly named: boolean;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly children: PlainNode[] = [];

  constructor(
    cursor: TreeCursor,
    { type, named: isNamed }: Kind,
    private readonly source: string,
    offset: number,
  ) {
    this.type = type;
    this.named = isNamed;
    this.field = cursor.currentFieldName;
    this.start = offset + cursor.startIndex;
    this.end = offset + cursor.endIndex;
  }

  get text(): string {
    return this.source.slice(this.start, this.end);
  }
}

/** Copies `tree`, which is of what stands in `source` from `offset` on. */
export function plainTree(tree: Tree, source: string, offset = 0): SyntaxNode {
  const cursor = tree.walk();
  const root = plainNode(cursor, tree.language, source, offset);
  cursor.delete();
  return root;
}

/** Copies the node at `cursor` and all below it, without recursion, so that its depth is bounded by memory alone. */
export function plainNode(cursor: TreeCursor, grammar: Language, source: string, offset = 0): SyntaxNode {
  const kinds = kindsOf(grammar);
  const root = new PlainNode(cursor, kindAt(cursor, kinds), source, offset);
  const ancestors = [root];
  let descend = cursor.gotoFirstChild();
  while (ancestors.length > 0) {
    if (descend) {
      const kind = kindAt(cursor, kinds);
      if (kind.isSilent) {
        descend = goOn(cursor);
        continue;
      }
      const node = new PlainNode(cursor, kind, source, offset);
      ancestors.at(-1)?.children.push(node);
      ancestors.push(node);
      descend = !kind.isToken && cursor.gotoFirstChild();
      continue;
    }
    ancestors.pop();
    if (ancestors.length === 0) break;
    descend = goOn(cursor);
  }
  return root;
}

/** To the next node beside; to the one above, and false, where there is none. */
function goOn(cursor: TreeCursor): boolean {
  const goesOn = cursor.gotoNextSibling();
  if (!goesOn) cursor.gotoParent();
  return goesOn;
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
