import type { Language as Grammar, Node, TreeCursor } from '@vscode/tree-sitter-wasm';
import { MODULE, NODE_BYTES } from './copy-nodes';
import type { Range } from './program';
import type { SyntaxNode } from './tree';

/** What tree-sitter's WebAssembly has beside what its classes show. */
export interface Runtime {
  /** Its memory; another array once that has grown. */
  HEAP32: Int32Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  /** @returns the address through which cursors and nodes are handed over */
  _ts_init(): number;
  loadWebAssemblyModule(code: Uint8Array, flags: { loadAsync: true }): Promise<{ copy_nodes: CopyNodes }>;
}

/** @returns the address behind the last node */
type CopyNodes = (tree: number, out: number) => number;

/** What tree-sitter's classes keep of its memory: a tree its address, a cursor four numbers. */
type Kept = Record<number, number>;

const CURSOR_LENGTH = 4;
const INT_BYTES = 4;
const NODE_LENGTH = NODE_BYTES / INT_BYTES;
const TYPE_BITS = 16;
const TYPE_MASK = 2 ** TYPE_BITS - 1;

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

/** `is not` is made of two words, between which a comment may stand. */
function newKind(grammar: Grammar, id: number): Kind {
  const [type, isNamed] = [grammar.nodeTypeForId(id) ?? 'ERROR', grammar.nodeTypeIsNamed(id)];
  return {
    type,
    named: isNamed,
    isToken: !isNamed && !type.includes(' '),
    isSilent: !isNamed && SILENT.has(type),
  };
}

/** Of a node with nothing below. */
const NO_CHILDREN: SyntaxNode[] = [];

class PlainNode implements SyntaxNode {
  readonly type: string;
  readonly named: boolean;
  children = NO_CHILDREN;

  constructor(
    { type, named: isNamed }: Kind,
    readonly field: string | null,
    readonly start: number,
    readonly end: number,
    private readonly source: string,
  ) {
    this.type = type;
    this.named = isNamed;
  }

  get text(): string {
    return this.source.slice(this.start, this.end);
  }
}

/** What tree-sitter leaves out to go on, and where it supposes what is not there. */
function faults(first: Node, offset: number): Range[] {
  const found: Range[] = [];
  const stack: (Node | null)[] = [first];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.isError || node.isMissing) found.push({ start: offset + node.startIndex, end: offset + node.endIndex });
    else stack.push(...node.children.filter((each) => each?.hasError).reverse());
  }
  return found;
}

/** Copies syntax trees into plain objects. */
export class NodeCopier {
  /** Filled as kinds are met. */
  private readonly kinds = new WeakMap<Grammar, Kind[]>();

  private constructor(
    private readonly runtime: Runtime,
    private readonly copyNodes: CopyNodes,
    private readonly exchange: number,
  ) {}

  static async of(runtime: Runtime): Promise<NodeCopier> {
    const { copy_nodes: copyNodes } = await runtime.loadWebAssemblyModule(MODULE, { loadAsync: true });
    return new NodeCopier(runtime, copyNodes, runtime._ts_init());
  }

  /** Copies the node at `cursor` and all below it; the tree is of what stands in `source` from `offset` on. */
  copy(cursor: TreeCursor, source: string, offset = 0): SyntaxNode {
    const { runtime, copyNodes } = this;
    const first = cursor.currentNode;
    const { tree, descendantCount } = first;
    const address = runtime._malloc(descendantCount * NODE_BYTES);
    if (address === 0) throw new Error(`no memory for a tree of ${descendantCount} nodes`);
    this.give(cursor as unknown as Kept);
    const end = copyNodes((tree as unknown as Kept)[0]!, address);
    this.take(cursor as unknown as Kept);
    const root = this.read(tree.language, address / INT_BYTES, end / INT_BYTES, source, offset);
    runtime._free(address);
    return first.hasError ? Object.assign(root, { unparsed: faults(first, offset) }) : root;
  }

  private give(cursor: Kept): void {
    const at = this.exchange / INT_BYTES;
    for (let i = 0; i < CURSOR_LENGTH; i++) this.runtime.HEAP32[at + i] = cursor[i]!;
  }

  private take(cursor: Kept): void {
    const at = this.exchange / INT_BYTES;
    for (let i = 0; i < CURSOR_LENGTH; i++) cursor[i] = this.runtime.HEAP32[at + i]!;
  }

  private read(grammar: Grammar, from: number, to: number, source: string, offset: number): SyntaxNode {
    const { HEAP32: nodes } = this.runtime;
    const { fields } = grammar;
    const kinds = this.kindsOf(grammar);
    const ancestors: SyntaxNode[] = [];
    /** Nothing deeper is wanted. */
    let deepest = Infinity;
    for (let at = from; at < to; at += NODE_LENGTH) {
      const depth = nodes[at]!;
      if (depth > deepest) continue;
      const id = nodes[at + 1]! & TYPE_MASK;
      const kind = (kinds[id] ??= newKind(grammar, id));
      deepest = kind.isToken ? depth : Infinity;
      if (kind.isSilent) continue;
      const node = new PlainNode(
        kind,
        fields[nodes[at + 1]! >>> TYPE_BITS]!,
        offset + nodes[at + 2]!,
        offset + nodes[at + 3]!,
        source,
      );
      if (!kind.isToken && at + NODE_LENGTH < to && nodes[at + NODE_LENGTH]! > depth) node.children = [];
      if (depth > 0) ancestors[depth - 1]!.children.push(node);
      ancestors[depth] = node;
    }
    return ancestors[0]!;
  }

  private kindsOf(grammar: Grammar): Kind[] {
    const kinds = this.kinds.get(grammar) ?? [];
    this.kinds.set(grammar, kinds);
    return kinds;
  }
}
