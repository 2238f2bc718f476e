import * as v from 'valibot';
import type { Language } from '../syntax/program';

/** Cells in order as one text, a line break behind each. */
export interface Joined {
  text: string;
  /** Where each cell starts in `text`, in UTF-16 code units. */
  starts: number[];
}

/** Where a cell of a file starts in the text that is analysed. */
export interface Cell {
  /** Among all of the notebook's cells, from 1. */
  number: number;
  /** In UTF-16 code units. */
  start: number;
}

export interface Notebook {
  text: string;
  cells: Cell[];
}

/** `%magic`, `!command` and `?name` lines are IPython's, not Python's. An operator that begins a line stands apart: `% n`. */
const MAGIC_LINE = /^([ \t]*)(?:[!?]|%(?=[%\w])|[A-Za-z](?=[\w.]*\?\??[ \t]*$))/gm;

/** `files = !ls`: what they give. */
const MAGIC_VALUE = /^([ \t]*[A-Za-z][\w, ]*=[ \t]*)(?:!.|%[A-Za-z])/gm;

/** A name that no program has, the letter for a click: what it holds is not known. */
const ANYTHING = '\u01c3';

/** `%%bash` and the like: all of the cell is in another language; behind these it is Python all the same. */
const OTHER_CELL = /^\s*%%(?!(?:time|timeit|capture|prun|python3?)\b)/;

/** Comments of the same length keep every offset. */
function python(cell: string): string {
  return OTHER_CELL.test(cell)
    ? cell.replace(/^./gm, '#')
    : cell.replace(MAGIC_LINE, '$1#').replace(MAGIC_VALUE, `$1${ANYTHING}#`);
}

/** Cells of one language as the program that running them in order makes. */
export function joinCells(cells: readonly string[], language: Language): Joined {
  const starts: number[] = [];
  let text = '';
  for (const cell of cells) {
    starts.push(text.length);
    text += `${language === 'python' ? python(cell) : cell}\n`;
  }
  return { text, starts };
}

/** https://nbformat.readthedocs.io/en/latest/format_description.html, version 4; older ones have no `cells`. */
const notebookSchema = v.object({
  metadata: v.optional(
    v.object({
      kernelspec: v.optional(v.object({ language: v.optional(v.string()) })),
      language_info: v.optional(v.object({ name: v.optional(v.string()) })),
    }),
  ),
  cells: v.array(v.object({ cell_type: v.string(), source: v.union([v.string(), v.array(v.string())]) })),
});

/** A notebook's file as a program, or why it is left out: `{ reason }` follows the file's name. */
export function readNotebook(json: string): Notebook | { reason: string } {
  const decoded = v.safeParse(notebookSchema, parsed(json));
  if (!decoded.success) return { reason: 'is left out: it is no notebook of nbformat 4; save it again in Jupyter' };
  const { metadata, cells } = decoded.output;
  const language = metadata?.language_info?.name ?? metadata?.kernelspec?.language ?? 'python';
  if (language.toLowerCase() !== 'python')
    return { reason: `is left out: its cells are in ${JSON.stringify(language)}, and only Python's are understood` };
  const code = cells.flatMap(({ cell_type: type, source }, at) =>
    type === 'code' ? [{ number: at + 1, source: typeof source === 'string' ? source : source.join('') }] : [],
  );
  const { text, starts } = joinCells(code.map(({ source }) => source), 'python'); // prettier-ignore
  return { text, cells: code.map(({ number }, i) => ({ number, start: starts[i]! })) };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
