/** A cell's number by the kind of its column, and the kind of a column by its cells. */
import { daysOf, numberOf, truthOf } from '../formats/number-text';
import type { Kind } from './settings';

type Parse = (text: string, decimal: '.' | ',') => number;

/** Every kind that is a number as it stands; NaN for a text that is none. */
const parsers: Record<Exclude<Kind, 'category'>, Parse> = { number: numberOf, boolean: truthOf, date: daysOf };

const kindsInTurn = ['number', 'boolean', 'date'] as const;

export const parserOf = (kind: Exclude<Kind, 'category'>): Parse => parsers[kind];

/** The first kind that all of these cells are; texts are categories. A column without any cell may as well be a number. */
export const kindOf = (cells: readonly string[], decimal: '.' | ','): Kind =>
  kindsInTurn.find((kind) => cells.every((cell) => !Number.isNaN(parsers[kind](cell, decimal)))) ?? 'category';

/** Rows from which a column of counted rows is told from a number. */
const LEAST_ROWS = 8;

/** Whole numbers that go up by one from row to row: the rows are counted, and say nothing of themselves. */
export function countsRows(cells: readonly string[]): boolean {
  const first = Number(cells[0]);
  return (
    cells.length >= LEAST_ROWS && Number.isInteger(first) && cells.every((cell, row) => Number(cell) === first + row)
  );
}

/** Different whole numbers up to which a target is taken for classes: ten digits, ages in decades, marks of a school. */
const MAX_CLASS_NUMBERS = 20;

/** Whether a column of numbers is one of classes rather. */
export function looksLikeClasses(cells: readonly string[]): boolean {
  const different = new Set(cells);
  return different.size <= MAX_CLASS_NUMBERS && [...different].every((cell) => /^[+-]?\d+(\.0*)?$/.test(cell));
}
