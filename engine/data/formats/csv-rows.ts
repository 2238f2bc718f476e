/** A file of separated values as rows of named columns. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { CsvReader, MEND_RECORD, type Refuse } from './csv';
import { detectDialect, type Dialect } from './dialect';
import { encodingSchema, textOf, type Encoding } from './encoding';
import { corrupt } from './file';
import { looksNumeric } from './number-text';
import type { Rows } from './rows';

const mark = (description: string) =>
  v.pipe(v.optional(v.nullable(v.pipe(v.string(), v.length(1))), null), v.description(description));

export const csvEntries = {
  delimiter: mark('What stands between fields; null finds it: a tab, ";", "|", "," or a blank.'),
  quote: mark('What stands around fields; null finds it: double or single quotes.'),
  header: v.pipe(
    v.optional(v.nullable(v.boolean()), null),
    v.description('Whether the first row names the columns; null finds it out.'),
  ),
  decimal: v.pipe(
    v.optional(v.nullable(v.picklist(['.', ','])), null),
    v.description('What stands before the fraction of a number; null finds it out.'),
  ),
  encoding: encodingSchema,
};

export interface CsvSettings {
  delimiter: string | null;
  quote: string | null;
  header: boolean | null;
  decimal: '.' | ',' | null;
  encoding: Encoding;
}

/** Characters in which delimiter, header and decimal mark are found. */
const SNIFFED = 2 ** 16;

const refusal = (file: string) => (row: number, cause: string, next: string) =>
  corrupt(file, cause, next, `, row ${row}`);

/**
 * Opens a file of separated values.
 * @throws Problem where it is unreadable, empty, or its first row is wrong
 */
export async function openCsv(file: string, settings: CsvSettings): Promise<Rows> {
  const sample = await beginningOf(file, settings.encoding);
  const dialect = detectDialect(sample, settings);
  const refuse = refusal(file);
  const records = recordsIn(sample, dialect, refuse);
  const [first] = records;
  if (!first) throw corrupt(file, 'has no rows', 'choose another file as data.path');
  const hasHeader = settings.header ?? looksLikeHeader(records);
  const names = hasHeader ? unique(first) : first.map((_, index) => String(index));
  return {
    ...{ file, names, refuse, decimal: settings.decimal ?? detectDecimal(records, dialect) },
    async each(visit) {
      const hash = createHash('sha256');
      const reader = new CsvReader(dialect, refuse);
      let isHeader = hasHeader;
      const check = (cells: string[], row: number) => {
        if (cells.length !== names.length)
          throw refuse(row, `${cells.length} fields where there are ${names.length} columns`, MEND_RECORD);
        if (!isHeader) visit(cells, row);
        isHeader = false;
      };
      for await (const piece of textOf(file, settings.encoding, (bytes) => hash.update(bytes)))
        reader.push(piece, check);
      reader.finish(check);
      return hash.digest('hex');
    },
  };
}

async function beginningOf(file: string, encoding: Encoding): Promise<string> {
  let sample = '';
  for await (const piece of textOf(file, encoding)) {
    sample += piece;
    if (sample.length > SNIFFED) break;
  }
  return sample.slice(0, SNIFFED);
}

/** The records of a sample; the last is left out where the sample cuts it. */
function recordsIn(sample: string, dialect: Dialect, refuse: Refuse): string[][] {
  const records: string[][] = [];
  const reader = new CsvReader(dialect, refuse);
  const keep = (cells: string[]) => records.push(cells);
  try {
    reader.push(sample, keep);
    if (sample.length < SNIFFED || records.length === 0) reader.finish(keep);
  } catch (error) {
    // What is wrong further down is told when it is read.
    if (records.length === 0) throw error;
  }
  return records;
}

/** A row of distinct texts, none a number, none of which comes again below: names of columns. */
function looksLikeHeader([first, ...rest]: readonly string[][]): boolean {
  const cells = first!;
  const areNames = cells.every((cell) => !looksNumeric(cell)) && new Set(cells).size === cells.length;
  return areNames && !cells.some((cell, at) => rest.some((row) => row[at] === cell));
}

/** Numbers with a comma, and none with a point; where commas stand between fields they cannot. */
function detectDecimal(records: readonly string[][], { delimiter }: Dialect): '.' | ',' {
  if (delimiter === ',') return '.';
  const some = (pattern: RegExp) => records.some((row) => row.some((cell) => pattern.test(cell)));
  return some(/^[+-]?\d+,\d+$/) && !some(/^[+-]?\d+\.\d+$/) ? ',' : '.';
}

/** Names without doubles: the second "x" is "x.2"; a column without one is called by its number. */
function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name, index) => {
    const plain = name === '' ? String(index) : name;
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    return times === 1 ? plain : `${plain}.${times}`;
  });
}
