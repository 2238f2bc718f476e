import type { Tree, TreeCursor } from '@vscode/tree-sitter-wasm';
import type { Steps } from '../steps';
import { editBetween } from './edit-between';
import type { Grammars } from './grammars';
import { MAX_TEXT } from './parse';
import { pieceOf, piecesOf, programOf, type Piece } from './pieces';
import type { Language, Program, Range } from './program';
import { sections } from './python-sections';
import { rangesIn } from './ranges';

/** Texts for which a piece is kept that none of them has: while a bracket is open, what follows is another program. */
const MAX_UNUSED = 8;

/** Pieces that come and go together, with what tells whether a text has them again. */
interface Kept {
  pieces: Piece[];
  /** Where they start now. */
  start: number;
  /** Of all that is in it, once they had to move. */
  ranges?: readonly Range[];
  /** Texts since the last one that had it. */
  unused: number;
}

/** By what stands there, in the order of the text. */
type Pool = Map<string, Kept[]>;

/**
 * The programs of one document's texts, one after the other. What stands at the top of a text and stood in one before
 * is the same object in its program, and its ranges move with it; so a program holds until the next is asked for.
 */
export class Revisions {
  private tree: Tree | undefined;
  private text = '';
  /** What the text before the one under way had, and that has not. */
  private before: Pool = new Map();
  /** What the one under way has. */
  private pool: Pool = new Map();
  private cursor: TreeCursor | undefined;

  constructor(
    private readonly grammars: Grammars,
    private readonly language: Language,
  ) {}

  /** The program of a text, which equals that of the text by itself. May be left for another text. */
  *parse(text: string): Steps<Program> {
    if (text.length > MAX_TEXT) return { language: this.language, statements: [], comments: [], unparsed: [] };
    this.begin();
    const pieces: Piece[] = [];
    for (const some of this.language === 'python' ? this.inSections(text) : this.inTree(text)) {
      pieces.push(...some);
      yield;
    }
    this.retain();
    return programOf(pieces, this.language);
  }

  /** Frees what lies outside of JavaScript's memory. */
  dispose(): void {
    this.cursor?.delete();
    this.tree?.delete();
    this.cursor = this.tree = undefined;
  }

  /** What is known is what the last text had, and what the one before had where the last was left. */
  private begin(): void {
    const { before } = this;
    this.before = this.pool;
    this.pool = new Map();
    for (const [key, left] of before) for (const kept of left.reverse()) add(this.before, key, kept);
    // The first of those that say the same is taken first, from the end, where that takes no time.
    for (const same of this.before.values()) same.reverse();
  }

  /** A section is known again by what is written there, and needs no more. */
  private *inSections(text: string): Generator<Piece[]> {
    for (const section of sections(text)) {
      const written = text.slice(section.start, section.end);
      const make = (): Piece[] => piecesOf(this.grammars('python', text, section), 'python');
      yield this.keep(written, section.start, make);
    }
  }

  /** Where a program cannot be parted before it is parsed, it is parsed with the tree before. */
  private *inTree(text: string): Generator<Piece[]> {
    this.cursor?.delete();
    const tree = this.reparse(text);
    this.cursor = tree.walk();
    if (tree.rootNode.type === 'program') yield* this.below(this.cursor, text);
    else yield this.whole(this.cursor, text);
  }

  private whole(cursor: TreeCursor, text: string): Piece[] {
    return piecesOf(this.grammars.copy(cursor, text), this.language);
  }

  private *below(cursor: TreeCursor, text: string): Generator<Piece[]> {
    const { hasError } = cursor.currentNode;
    const surroundings = new Surroundings(text);
    for (let goesOn = cursor.gotoFirstChild(); goesOn; goesOn = cursor.gotoNextSibling()) {
      const key = surroundings.keyAt(cursor);
      const make = (): Piece[] => [pieceOf(this.grammars.copy(cursor, text), this.language)];
      const faulty = hasError && cursor.currentNode.hasError;
      yield faulty ? make() : this.keep(key, cursor.startIndex, make);
    }
  }

  /** How a mistake is understood depends on the tree before: a text with one is parsed by itself. */
  private reparse(text: string): Tree {
    const { language, grammars, tree: before } = this;
    before?.edit(editBetween(this.text, text));
    let tree = grammars.tree(language, text, before);
    if (before && tree.rootNode.hasError) {
      tree.delete();
      tree = grammars.tree(language, text);
    }
    before?.delete();
    Object.assign(this, { tree, text });
    return tree;
  }

  /** The pieces of what is written at a place, which are some that were there before if there are any left. */
  private keep(written: string, start: number, make: () => Piece[]): Piece[] {
    const kept = this.before.get(written)?.pop() ?? { pieces: make(), start, unused: 0 };
    move(kept, start);
    kept.unused = 0;
    add(this.pool, written, kept);
    return kept.pieces;
  }

  private retain(): void {
    for (const [key, left] of this.before) {
      for (const kept of left.reverse()) if (++kept.unused <= MAX_UNUSED) add(this.pool, key, kept);
    }
    this.before = new Map();
  }
}

function add(pool: Pool, key: string, kept: Kept): void {
  const known = pool.get(key);
  if (known) known.push(kept);
  else pool.set(key, [kept]);
}

function move(kept: Kept, start: number): void {
  const by = start - kept.start;
  if (by === 0) return;
  kept.ranges ??= rangesIn(kept.pieces);
  for (const range of kept.ranges) {
    range.start += by;
    range.end += by;
  }
  kept.start = start;
}

/** A comment behind a node on its line. */
const BEHIND = /[^\S\n]*(\/\/[^\n]*|\/\*[^\n]*?(?:\*\/|$))?/my;

/** Tells nodes apart by what is written there, and by the comments before them and the one behind them on their line. */
class Surroundings {
  private end = 0;
  private commented = false;

  constructor(private readonly text: string) {}

  keyAt({ nodeType, startIndex, endIndex }: TreeCursor): string {
    const { text } = this;
    const own = text.slice(startIndex, endIndex);
    if (nodeType === 'comment') {
      this.commented = true;
      return own;
    }
    const before = this.commented ? text.slice(this.end, startIndex) : '';
    BEHIND.lastIndex = endIndex;
    const behind = BEHIND.exec(text)?.[1] ?? '';
    Object.assign(this, { end: endIndex, commented: false });
    return `${nodeType}\n${before}\n${own}\n${behind}`;
  }
}
