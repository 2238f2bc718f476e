import type { Random } from '../random';
import type { Pairs } from './pairs';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Days from the first of January 1950 to the last of December 2049. */
const [FIRST, DAYS] = [Date.UTC(1950, 0, 1), 36_525];

const DAY = 24 * 60 * 60 * 1000;

interface DateParts {
  year: number;
  month: string;
  /** 1 … 12 */
  number: number;
  day: number;
}

/** How people write a date. */
const styles: readonly ((date: DateParts) => string)[] = [
  ({ day, month, year }) => `${day} ${month} ${year}`,
  ({ day, month, year }) => `${month} ${day}, ${year}`,
  ({ day, month, year }) => `${day} ${month.slice(0, 3)} ${year}`,
  ({ day, month, year }) => `${month.slice(0, 3)} ${day}, ${year}`,
  ({ day, number, year }) => `${day}.${number}.${year}`,
];

function write(date: Date, random: Random): string {
  const number = date.getUTCMonth() + 1;
  const parts = { year: date.getUTCFullYear(), month: MONTHS[number - 1]!, number, day: date.getUTCDate() };
  return styles[random.integer(styles.length)]!(parts);
}

/** A date as people write it, and as ISO 8601 has it: "march 3, 1987" = "1987-03-03". */
export const dates: Pairs = {
  purpose: 'dates',
  alphabet: ' ,-.0123456789abcdefghijlmnoprstuvy',
  question: 'september 30, 2049'.length,
  answer: 'YYYY-MM-DD'.length,
  draw(random) {
    const date = new Date(FIRST + DAY * random.integer(DAYS));
    return { question: write(date, random), answer: date.toISOString().slice(0, 10) };
  },
};
