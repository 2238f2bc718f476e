import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

const PROGRAMS = join(__dirname, 'programs');

/** A program of libraries that are not installed, with the shapes that their documentation gives. */
export interface Documented {
  name: string;
  /** The program without what is expected of it. */
  text: string;
  /** By line, from 1: the shapes of the arrays that are bound there, in order. */
  expected: ReadonlyMap<number, readonly Size[][]>;
}

/** A number; null stands for what only a file or a feed knows. */
type Size = number | null;

/** `y = layer(x)  #= (2, floor((9 - 3) / 2) + 1)`: what is behind the mark is no comment that the checker reads. */
const MARK = /^(.*?) {2}#= (.*)$/;

export const documented = (): Documented[] =>
  readdirSync(PROGRAMS).map((name) => {
    const lines = readFileSync(join(PROGRAMS, name), 'utf8').split('\n');
    const marked = lines.flatMap((line, i) => {
      const forms = MARK.exec(line)?.[2];
      return forms === undefined ? [] : [[i + 1, shapesOf(forms)] as const];
    });
    return { name, text: lines.map((line) => line.replace(MARK, '$1')).join('\n'), expected: new Map(marked) };
  });

const isName = (form: string): boolean => /^[A-Za-z]\w*$/.test(form);

/** Closed forms of the shapes: `(2, 9 - 3 + 1) (2, n)`. */
const shapesOf = (forms: string): Size[][] =>
  forms
    .split(/(?<=\)) (?=\()/)
    .map((form) =>
      partsOf(form.slice(1, -1)).map((part) => (isName(part) ? null : Number(runInNewContext(part, Math)))),
    );

/** Parts between the commas. */
const partsOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
