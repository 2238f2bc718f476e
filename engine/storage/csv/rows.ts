/**
 * Comma-separated values (RFC 4180), row by row in bounded memory; the delimiter is found in the first row. For logs,
 * which another program may be writing: unlike a dataset's file, this one may grow, and invalid UTF-8 is replaced.
 */
import { Problem } from '../../process/problem';
import { disk, type FileSystem } from '../file-system';
import { lines, type Line } from '../lines';

/** A row of 10,000 numbers takes a fifth of it; a longer one is damage, or no table. */
const MAX_ROW = 2 ** 20;

const DELIMITERS = [',', ';', '\t', '|'];
const QUOTE = '"';

export interface Row {
  /** The line of the file that it begins on, from 1. */
  number: number;
  cells: string[];
}

const tooLong = (path: string, row: number) =>
  new Problem('damaged-table', `${path}: row ${row} is longer than a megabyte; is it a table of text?`);

const openQuote = (path: string, row: number) =>
  new Problem('damaged-table', `${path}: row ${row} opens a quote (") that is not closed; close it there`);

const notText = (path: string, row: number) =>
  new Problem('damaged-table', `${path}: row ${row} holds a NUL: it is binary, or UTF-16; save it as UTF-8`);

const quotesIn = (text: string): number => text.split(QUOTE).length - 1;

/** The delimiter that the row has most of, outside of quotes; a comma where it has none. */
function delimiterOf(row: string): string {
  const outside = row.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => outside.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

/** The cells of a row; quotes around a cell are taken away, doubled ones inside it are one. */
function cellsOf(row: string, delimiter: string): string[] {
  const parts = row.split(delimiter);
  if (!row.includes(QUOTE)) return parts;
  const cells: string[] = [];
  let open: string[] = [];
  for (const part of parts) {
    open.push(part);
    const isOpen = open.reduce((count, one) => count + quotesIn(one), 0) % 2 === 1;
    if (isOpen) continue;
    cells.push(unquoted(open.join(delimiter)));
    open = [];
  }
  return cells;
}

function unquoted(cell: string): string {
  const text = cell.trim();
  const isQuoted = text.length > 1 && text.startsWith(QUOTE) && text.endsWith(QUOTE);
  return isQuoted ? text.slice(1, -1).replaceAll('""', QUOTE) : cell;
}

/** Lines joined where a quoted cell breaks one, each with the line that it begins on. */
function* joined(path: string, files: FileSystem): Generator<{ number: number; text: string }> {
  let open: { number: number; text: string } | null = null;
  for (const line of lines(path, MAX_ROW, files)) {
    const text = textOf(line, path, open);
    const isOdd = quotesIn(text) % 2 === 1;
    if (open) open.text += `\n${text}`;
    else if (isOdd) open = { number: line.number, text };
    else yield { number: line.number, text };
    if (!open) continue;
    if (open.text.length > MAX_ROW) throw openQuote(path, open.number);
    if (isOdd && open.number < line.number) {
      yield open;
      open = null;
    }
  }
  if (open) throw openQuote(path, open.number);
}

function textOf({ number, text }: Line, path: string, open: { number: number } | null): string {
  if (text === null) throw open ? openQuote(path, open.number) : tooLong(path, number);
  if (text.includes('\0')) throw notText(path, number);
  const whole = number === 1 && text.startsWith('\ufeff') ? text.slice(1) : text;
  return whole.endsWith('\r') ? whole.slice(0, -1) : whole;
}

/**
 * The rows of a file, those that are empty left out.
 * @throws Problem `damaged-table` naming the row: too long, an open quote, no text; the system's error where the file
 *   cannot be read
 */
export function* csvRows(path: string, files: FileSystem = disk): Generator<Row> {
  let delimiter: string | undefined;
  for (const { number, text } of joined(path, files)) {
    if (text.trim() === '') continue;
    delimiter ??= delimiterOf(text);
    yield { number, cells: cellsOf(text, delimiter) };
  }
}
