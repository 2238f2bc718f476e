import type { Steps } from '../steps';
import type { Grammars } from './grammars';
import { isFunction, statement as javascriptStatement } from './javascript';
import type { Comment, Language, Program, Range, Statement } from './program';
import { statement as pythonStatement } from './python';
import { sections } from './python-sections';
import { commentText } from './remarks';
import { descendants, isPart, type SyntaxNode } from './tree';

/** What a node at the top of a program stands for. */
export interface Piece {
  statement?: Statement;
  comments: Comment[];
  unparsed: Range[];
  /** Whether it is there before the first statement runs: JavaScript's functions. */
  early: boolean;
}

export function pieceOf(node: SyntaxNode, language: Language): Piece {
  const isPython = language === 'python';
  const convert = isPython ? pythonStatement : javascriptStatement;
  return {
    ...(isPart(node) && { statement: convert(node) }),
    comments: comments(node),
    unparsed: node.unparsed ?? [],
    early: !isPython && isFunction(node),
  };
}

/** The pieces of a tree; text that is no program in JavaScript's eyes is one statement. */
export const piecesOf = (root: SyntaxNode, language: Language): Piece[] =>
  language === 'python' || root.type === 'program'
    ? [...root.children.map((node) => pieceOf(node, language)), ...unparsedIn(root)]
    : [pieceOf(root, language)];

const unparsedIn = ({ unparsed }: SyntaxNode): Piece[] => (unparsed ? [{ comments: [], unparsed, early: false }] : []);

/** The pieces of a text by itself; of Python's a section a step. */
export function* piecesIn(grammars: Grammars, language: Language, text: string): Steps<Piece[]> {
  if (language !== 'python') return piecesOf(grammars(language, text), language);
  const pieces: Piece[] = [];
  for (const section of sections(text)) {
    pieces.push(...piecesOf(grammars(language, text, section), language));
    yield;
  }
  return pieces;
}

export function programOf(pieces: readonly Piece[], language: Language): Program {
  const inOrder = [...pieces.filter(({ early }) => early), ...pieces.filter(({ early }) => !early)];
  return {
    language,
    statements: inOrder.flatMap(({ statement }) => statement ?? []),
    comments: pieces.flatMap((piece) => piece.comments),
    unparsed: pieces.flatMap((piece) => piece.unparsed),
  };
}

const comments = (root: SyntaxNode): Comment[] =>
  descendants(root, ({ type }) => type === 'comment').map((node) => ({
    range: { start: node.start, end: node.end },
    text: commentText(node),
  }));
