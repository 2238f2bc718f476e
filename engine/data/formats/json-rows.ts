/** JSON lines as rows of named columns: a nested value's column is its dotted path, an array's place a part of it. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { MAX_RECORD } from './csv';
import { textOf } from './encoding';
import { corrupt } from './file';
import type { Rows, VisitRow } from './rows';

/** Lines from which the columns are learned. */
const SNIFFED = 1000;

/** More than any table: a line of ten thousand numbers is an array to be kept as .npy. */
const MAX_COLUMNS = 16_384;

/** Values nested deeper are no columns any more. */
const MAX_DEPTH = 8;

const MEND = 'correct it there';

/** Objects and lists of them, with numbers, texts, truths and nulls at the ends. */
const lineSchema = v.record(v.string(), v.unknown());

const refusal = (file: string) => (row: number, cause: string, next: string) =>
  corrupt(file, cause, next, `, row ${row}`);

type Refuse = ReturnType<typeof refusal>;

/**
 * Opens a file of one JSON object a line.
 * @param declared columns that there are, even if no line of the beginning has them
 * @throws Problem where it is unreadable, or has no lines
 */
export async function openJsonLines(file: string, declared: readonly string[]): Promise<Rows> {
  const refuse = refusal(file);
  const columns = new Map<string, number>();
  const know = (name: string) => columns.set(name, columns.get(name) ?? columns.size);
  let sniffed = 0;
  for await (const { line, row } of linesOf(file, refuse)) {
    for (const name of flatten(line, row, refuse).keys()) know(name);
    if (columns.size > MAX_COLUMNS) throw refuse(row, `more than ${MAX_COLUMNS} columns`, 'keep arrays as .npy');
    if (++sniffed === SNIFFED) break;
  }
  if (sniffed === 0) throw corrupt(file, 'has no lines', 'choose another file as data.path');
  declared.forEach(know);
  return {
    ...{ file, names: [...columns.keys()], refuse, decimal: '.' },
    async each(visit) {
      const hash = createHash('sha256');
      for await (const { line, row } of linesOf(file, refuse, (bytes) => hash.update(bytes))) {
        give(flatten(line, row, refuse), row, { columns, refuse, visit });
      }
      return hash.digest('hex');
    },
  };
}

interface Table {
  columns: ReadonlyMap<string, number>;
  refuse: Refuse;
  visit: VisitRow;
}

/** A column that the line lacks is empty. */
function give(values: ReadonlyMap<string, string>, row: number, { columns, refuse, visit }: Table): void {
  const cells = new Array<string>(columns.size).fill('');
  for (const [name, value] of values) {
    const at = columns.get(name);
    if (at === undefined) {
      const cause = `has the key "${name}", which none of the first ${SNIFFED} rows has`;
      throw refuse(row, cause, 'name it in data.params.columns');
    }
    cells[at] = value;
  }
  visit(cells, row);
}

/** The lines that are not empty, and their numbers from 1. */
async function* linesOf(
  file: string,
  refuse: Refuse,
  seen?: (bytes: Buffer) => void,
): AsyncGenerator<{ line: string; row: number }> {
  let [rest, row] = ['', 0];
  for await (const piece of textOf(file, null, seen)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      row++;
      if (line.trim() !== '') yield { line, row };
    }
    if (rest.length > MAX_RECORD) throw refuse(row + 1, `is longer than ${MAX_RECORD} characters`, MEND);
  }
  if (rest.trim() !== '') yield { line: rest, row: row + 1 };
}

function flatten(line: string, row: number, refuse: Refuse): Map<string, string> {
  const values = new Map<string, string>();
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    throw refuse(row, 'is not JSON', MEND);
  }
  if (line.includes('\uFFFD')) throw refuse(row, 'has bytes that are not UTF-8', 'save the file as UTF-8');
  if (!v.is(lineSchema, parsed) || Array.isArray(parsed)) throw refuse(row, 'is not an object', 'write one {…} a line');
  const add = (value: unknown, path: string, depth: number): void => {
    if (typeof value !== 'object') values.set(path, typeof value === 'string' ? value : JSON.stringify(value));
    else if (depth === MAX_DEPTH) throw refuse(row, `is nested deeper than ${MAX_DEPTH}`, 'flatten it');
    else for (const [key, inner] of Object.entries(value ?? {})) add(inner, path ? `${path}.${key}` : key, depth + 1);
  };
  add(parsed, '', 0);
  return values;
}
