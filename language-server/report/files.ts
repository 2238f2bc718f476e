import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { languageOf, type Document } from '../syntax/parse';

/** Larger files are data or generated; the note says so. */
const MAX_BYTES = 2_000_000;

/** No program's text has this character. */
const NUL = '\0';

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

/** The document, or why it is left out. */
export function readDocument(path: string): Document | string {
  const language = languageOf(path);
  if (!language) return `${path} is left out: it is no Python, JavaScript or TypeScript file`;
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES) return `${path} is left out: ${size} bytes are more than the ${MAX_BYTES} that are read`;
    const text = readFileSync(path, 'utf8');
    if (text.includes(NUL)) return `${path} is left out: it holds binary data, not a program's text`;
    return { path, language, text };
  } catch (error) {
    return `${path} cannot be read: ${(error as Error).message}`;
  }
}
