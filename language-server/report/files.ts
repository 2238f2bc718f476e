import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { languageOf, type Document } from '../syntax/parse';
import { readText } from '../project/disk';
import { tooLong } from '../project/left-out';
import { readNotebook, type Cell } from '../project/notebook';
import { markOf } from './facts';

/** Folders that hold other people's code, or none. */
const SKIPPED = new Set([
  'node_modules',
  '.git',
  '__pycache__',
  '.venv',
  'venv',
  'dist',
  'build',
  '.nabla',
  'site-packages',
]);

/** Deeper folders are cycles of links. */
const MAX_FOLDERS = 40;

const NOTEBOOK = /\.ipynb$/i;

/** A notebook's file holds pictures that its cells have drawn. */
const MAX_NOTEBOOK_BYTES = 50_000_000;

/** Every file of a language of ours below the paths, each once and in order; links are not followed. */
export function sourceFiles(paths: readonly string[]): string[] {
  const files = paths.flatMap((path) => (statSync(path).isDirectory() ? below(path, 0) : [path]));
  const seen = new Set<string>();
  return files.filter((path) => seen.size < seen.add(resolve(path)).size);
}

function below(folder: string, depth: number): string[] {
  if (depth > MAX_FOLDERS) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : below(path, depth + 1);
      return entry.isFile() && isProgram(entry.name) ? [path] : [];
    });
}

/** Stubs are read by type checkers alone, and hold what a program may not do. */
const STUB = /\.(pyi|d\.[cm]?ts)$/i;

const isProgram = (name: string): boolean =>
  !STUB.test(name) && (languageOf(name) !== undefined || NOTEBOOK.test(name));

/** A file as a program; its text is a notebook's cells as one, where it has any. */
export interface SourceFile extends Document {
  cells?: readonly Cell[];
}

/** Stands for what a file is as a program. */
export const markOfFile = ({ text, cells }: SourceFile): string => markOf(cells ? JSON.stringify([text, cells]) : text);

/** The file under its absolute path, or why it is left out. */
export function readDocument(path: string): SourceFile | string {
  if (NOTEBOOK.test(path)) return readCells(path);
  const language = languageOf(path);
  if (!language) return `${path} is left out: it is no Python, JavaScript or TypeScript file and no notebook`;
  const text = readText(path);
  return typeof text === 'string' ? { path: resolve(path), language, text } : `${path} ${text.reason}`;
}

function readCells(path: string): SourceFile | string {
  const json = readText(path, MAX_NOTEBOOK_BYTES);
  const notebook = typeof json === 'string' ? readNotebook(json) : json;
  if ('reason' in notebook) return `${path} ${notebook.reason}`;
  const reason = tooLong(notebook.text);
  return reason !== undefined
    ? `${path} ${reason}`
    : { path: resolve(path), language: 'python', text: notebook.text, cells: notebook.cells };
}
