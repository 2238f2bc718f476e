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

/** The views of a notebook's cells by their addresses: each shows its part of the code cells of its language, in order. */
export function cellViews(
  notebook: NotebookDocument,
  cellText: (uri: string) => TextDocument | undefined,
): ReadonlyMap<string, View> {
  const path = pathOf(notebook.uri);
  const all = notebook.cells.flatMap(({ document: uri }) => cellText(uri) ?? []);
  const views = new Map<string, View>();
  for (const id of new Set(all.map(({ languageId }) => languageId))) {
    const language = LANGUAGES[id];
    if (!language) continue;
    const cells = all.filter(({ languageId }) => languageId === id);
    const { text, starts } = joinCells(cells.map((cell) => cell.getText()), language); // prettier-ignore
    cells.forEach((shown, i) => views.set(shown.uri, { shown, document: { path, language, text }, start: starts[i]! }));
  }
  return views;
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
