/** What the cells of logs say: numbers as Python and spreadsheets write them, times, nothing. */

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** "0,25", of a spreadsheet whose delimiter is another. */
const DECIMAL_COMMA = /^[+-]?\d+,\d+(e[+-]?\d+)?$/i;
const INFINITE = /^([+-]?)inf(inity)?$/i;
const MISSING = /^(none|null|na|n\/a|-)?$/i;
const DATE = /^\d{4}-\d\d-\d\d[T ]/;

/** 1973: a lesser number of seconds is how long something took, not when it was. */
const EARLIEST = 1e8;
/** A greater one counts milliseconds. */
const LATEST = 1e11;

export const isMissing = (cell: string): boolean => MISSING.test(cell.trim());

/** A number, NaN or an infinity; undefined for anything else. */
export function parseNumber(cell: string): number | undefined {
  const text = cell.trim();
  if (NUMBER.test(text)) return Number(text);
  if (DECIMAL_COMMA.test(text)) return Number(text.replace(',', '.'));
  if (/^[+-]?nan$/i.test(text)) return NaN;
  const infinite = INFINITE.exec(text);
  return infinite ? (infinite[1] === '-' ? -Infinity : Infinity) : undefined;
}

/** Seconds since 1970 of a moment, written as seconds, milliseconds or a date; null if it is none. */
export function parseTime(cell: string): number | null {
  const text = cell.trim();
  if (DATE.test(text)) {
    const milliseconds = Date.parse(text);
    return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
  }
  const value = parseNumber(text);
  if (value === undefined || !(value > EARLIEST)) return null;
  return value > LATEST ? value / 1000 : value;
}
