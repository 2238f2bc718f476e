import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readNotebook } from '../../language-server/project/notebook';

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
  const notebook = readNotebook(readFileSync(join(PROGRAMS, name), 'utf8'));
  assert.ok('text' in notebook);
  const { text } = notebook;
  writeFileSync(path, text);
  return { name, path, text };
}
