/**
 * Comma-separated values (RFC 4180 and its relatives): text in pieces → records.
 *
 * A field that begins with the quote runs to the next single one, through delimiters and line ends; a doubled quote
 * stands for itself. Blanks around a field that is not quoted are no part of it.
 */
import type { Dialect } from './dialect';

/** What is wrong with the record that is `row`-th in the file, from 1, and what to do. */
export type Refuse = (row: number, cause: string, next: string) => Error;

export const MEND_RECORD = 'correct it there, or set data.params.delimiter and data.params.quote';
const MEND_TEXT = 'save the file as UTF-8, or set data.params.encoding';

/** The fields of a record, and which of the file it is, from 1. */
export type Visit = (cells: string[], row: number) => void;

/** Characters of one record at most: a genome's worth of columns; a line without end is refused before memory is taken. */
export const MAX_RECORD = 2 ** 22;

/** A file of another kind has zeros; what could not be decoded has become U+FFFD. */
const SUSPECT = /[\0\uFFFD]/;

/** A quoted record that was read to its end, or the reason why it has none yet. */
type Quoted = { cells: string[]; end: number } | 'incomplete';

export class CsvReader {
  private rest = '';
  private row = 1;
  private isSuspect = false;

  constructor(
    private readonly dialect: Dialect,
    private readonly refuse: Refuse,
  ) {}

  /** Reads on; what remains of the last record is kept for the next piece. Empty lines are counted, and skipped. */
  push(piece: string, visit: Visit): void {
    const text = this.rest + piece;
    this.isSuspect ||= SUSPECT.test(piece);
    let start = 0;
    let quoteAt = text.indexOf(this.dialect.quote);
    for (;;) {
      if (quoteAt >= 0 && quoteAt < start) quoteAt = text.indexOf(this.dialect.quote, start);
      const lineEnd = text.indexOf(this.dialect.newline, start);
      if (lineEnd < 0) break;
      const isPlain = quoteAt < 0 || quoteAt > lineEnd;
      const end = isPlain ? this.plain(text.slice(start, lineEnd), lineEnd, visit) : this.quoted(text, start, visit);
      if (end < 0) break;
      start = end + 1;
    }
    this.rest = text.slice(start);
    if (this.rest.length > MAX_RECORD) throw this.endless();
  }

  /** Reads what is left where the file does not end with a line end. */
  finish(visit: Visit): void {
    if (this.rest !== '') this.push(this.dialect.newline, visit);
    if (this.rest !== '') throw this.refuse(this.row, 'a quote is opened that is never closed', MEND_RECORD);
  }

  private plain(line: string, end: number, visit: Visit): number {
    const record = line.endsWith('\r') ? line.slice(0, -1) : line;
    this.give(record === '' ? [] : record.split(this.dialect.delimiter).map((cell) => cell.trim()), visit);
    return end;
  }

  private quoted(text: string, start: number, visit: Visit): number {
    const record = readQuoted(text, start, this.dialect);
    if (record === 'incomplete') return -1;
    this.give(record.cells, visit);
    return record.end;
  }

  private give(cells: string[], visit: Visit): void {
    if (this.isSuspect) this.checkText(cells);
    if (cells.length > 0 && !(cells.length === 1 && cells[0] === '')) visit(cells, this.row);
    this.row++;
  }

  private checkText(cells: readonly string[]): void {
    const refuse = (cause: string) => this.refuse(this.row, cause, MEND_TEXT);
    for (const cell of cells) {
      if (cell.includes('\0')) throw refuse('holds zero bytes: it is UTF-16 without a mark, or no text');
      if (cell.includes('\uFFFD')) throw refuse('has bytes that are no text in its encoding');
    }
  }

  private endless(): Error {
    const isQuoted =
      readQuoted(this.rest, 0, this.dialect) === 'incomplete' && this.rest.includes(this.dialect.newline);
    const why = isQuoted ? 'a quote is opened that is not closed within' : 'is longer than';
    return this.refuse(this.row, `${why} ${MAX_RECORD} characters`, MEND_RECORD);
  }
}

/** Reads the record at `start` field by field; `incomplete` if the text ends inside it. */
function readQuoted(text: string, start: number, dialect: Dialect): Quoted {
  const cells: string[] = [];
  for (let at = start; ; at++) {
    const field = readField(text, at, dialect);
    if (!field) return 'incomplete';
    cells.push(field.cell);
    at = field.end;
    if (text[at] === dialect.newline) return { cells, end: at };
  }
}

/** The field at `at`, and the place of the delimiter or line end behind it; undefined if the text ends before. */
function readField(text: string, at: number, dialect: Dialect): { cell: string; end: number } | undefined {
  const first = skipBlanks(text, at, dialect);
  if (text[first] !== dialect.quote) {
    const end = fieldEnd(text, first, dialect);
    return end < 0 ? undefined : { cell: text.slice(first, end).trim(), end };
  }
  const close = closingQuote(text, first + 1, dialect.quote);
  const end = close < 0 ? -1 : fieldEnd(text, close + 1, dialect);
  if (end < 0) return undefined;
  const inside = text.slice(first + 1, close).replaceAll(dialect.quote + dialect.quote, dialect.quote);
  return { cell: inside + text.slice(close + 1, end).trimEnd(), end };
}

function skipBlanks(text: string, at: number, { delimiter }: Dialect): number {
  while (text[at] === ' ' && delimiter !== ' ') at++;
  return at;
}

/** The next delimiter or line end; −1 if there is neither. */
function fieldEnd(text: string, at: number, { delimiter, newline }: Dialect): number {
  const [separates, ends] = [delimiter.charCodeAt(0), newline.charCodeAt(0)];
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === separates || unit === ends) return at;
  }
  return -1;
}

/** The first quote that is not doubled; −1 if there is none. A quote that ends the text may yet be doubled. */
function closingQuote(text: string, at: number, quote: string): number {
  for (let close = text.indexOf(quote, at); close >= 0; close = text.indexOf(quote, close + 2)) {
    if (close + 1 === text.length) return -1;
    if (text[close + 1] !== quote) return close;
  }
  return -1;
}
