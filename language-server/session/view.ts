import { fileURLToPath } from 'node:url';
import type { NotebookDocument } from 'vscode-languageserver/node';
import type { Range as DocumentRange, TextDocument } from 'vscode-languageserver-textdocument';
import { joinCells } from '../project/notebook';
import type { Document } from '../syntax/parse';
import type { Language, Range } from '../syntax/program';

/** The part of an analysed text that one of the editor's documents shows: all of a file, or one cell of a notebook. */
export interface View {
  readonly shown: TextDocument;
  /** What is analysed: a file by itself, a notebook's cells in order as one. */
  readonly document: Document;
  /** Where `shown` starts in `document`, in UTF-16 code units. */
  readonly start: number;
}

/** By the names that editors have for them. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  python: 'python',
  javascript: 'javascript',
  javascriptreact: 'tsx',
  typescript: 'typescript',
  typescriptreact: 'tsx',
};

/** A file's path; other documents go by their address. */
export function pathOf(uri: string): string {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : uri;
  } catch {
    return uri;
  }
}

/** A file's view; undefined where its language is none of ours. */
export function fileView(shown: TextDocument): View | undefined {
  const language = LANGUAGES[shown.languageId];
  return language && { shown, document: { path: pathOf(shown.uri), language, text: shown.getText() }, start: 0 };
}

/** A cell's view of its notebook: the code cells of its language, in order. */
export function cellView(
  shown: TextDocument,
  notebook: NotebookDocument,
  cellText: (uri: string) => TextDocument | undefined,
): View | undefined {
  const language = LANGUAGES[shown.languageId];
  if (!language) return undefined;
  const cells = notebook.cells
    .map(({ document: uri }) => cellText(uri))
    .filter((cell) => cell?.languageId === shown.languageId);
  const { text, starts } = joinCells(cells.map((cell) => cell!.getText()), language); // prettier-ignore
  const start = starts[cells.findIndex((cell) => cell!.uri === shown.uri)] ?? 0;
  return { shown, document: { path: pathOf(notebook.uri), language, text }, start };
}

/** Whether a range of the analysed text lies in what is shown. */
export function isShown({ shown, start }: View, range: Range): boolean {
  return range.start >= start && range.end <= start + shown.getText().length;
}

/** A range of the analysed text as the editor's lines and characters. */
export function toEditor({ shown, start }: View, range: Range): DocumentRange {
  return { start: shown.positionAt(range.start - start), end: shown.positionAt(range.end - start) };
}

/** The editor's lines and characters as a range of the analysed text. */
export function fromEditor({ shown, start }: View, range: DocumentRange): Range {
  return { start: start + shown.offsetAt(range.start), end: start + shown.offsetAt(range.end) };
}
