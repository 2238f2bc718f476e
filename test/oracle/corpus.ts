import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { NotebookDocument } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { cellView } from '../../language-server/session/view';

const PROGRAMS = join(__dirname, 'programs');

/** A program of the corpus. */
export interface CorpusProgram {
  /** Of the script or the notebook. */
  name: string;
  /** The script that is run and analysed. */
  path: string;
  text: string;
}

/** Every program; a notebook is written into `folder` as the script that is analysed when it is open in the editor. */
export const corpus = (folder: string): CorpusProgram[] =>
  readdirSync(PROGRAMS).flatMap((name): CorpusProgram[] => {
    const path = join(PROGRAMS, name);
    if (name.endsWith('.py')) return [{ name, path, text: readFileSync(path, 'utf8') }];
    return name.endsWith('.ipynb') ? [script(name, join(folder, `${basename(name, '.ipynb')}.py`))] : [];
  });

function script(name: string, path: string): CorpusProgram {
  const text = notebookText(join(PROGRAMS, name));
  writeFileSync(path, text);
  return { name, path, text };
}

/** What of a notebook's file matters here. */
interface Notebook {
  cells: { cell_type: string; source: string[] }[];
}

function notebookText(path: string): string {
  const { cells } = JSON.parse(readFileSync(path, 'utf8')) as Notebook;
  const documents = cells.map((cell, at) =>
    TextDocument.create(`cell:${at}`, cell.cell_type === 'code' ? 'python' : 'markdown', 1, cell.source.join('')),
  );
  const notebook: NotebookDocument = {
    uri: path,
    notebookType: 'jupyter-notebook',
    version: 1,
    cells: documents.map(({ uri }) => ({ kind: 2, document: uri })),
  };
  const code = documents.find(({ languageId }) => languageId === 'python');
  const view = code && cellView(code, notebook, (uri) => documents.find((document) => document.uri === uri));
  return view?.document.text ?? '';
}
