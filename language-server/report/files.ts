import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { languageOf, type Document } from '../syntax/parse';
import { readText } from '../project/disk';

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

/** Every file of a language of ours below the paths, in order; links are not followed. */
export function sourceFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => (statSync(path).isDirectory() ? below(path, 0) : [path]));
}

function below(folder: string, depth: number): string[] {
  if (depth > MAX_FOLDERS) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : below(path, depth + 1);
      return entry.isFile() && languageOf(entry.name) ? [path] : [];
    });
}

/** The document under its absolute path, or why it is left out. */
export function readDocument(path: string): Document | string {
  const language = languageOf(path);
  if (!language) return `${path} is left out: it is no Python, JavaScript or TypeScript file`;
  const text = readText(path);
  return typeof text === 'string' ? { path: resolve(path), language, text } : `${path} ${text.reason}`;
}
