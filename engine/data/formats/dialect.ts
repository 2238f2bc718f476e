/** How a file of separated values is written: found in its beginning. */
import { CsvReader } from './csv';

export interface Dialect {
  delimiter: string;
  quote: string;
  newline: string;
}

/** In this order: a comma is found in the numbers of files that are separated by others, hardly ever the other way round. */
const DELIMITERS = ['\t', ';', '|', ',', ' '];

/** A field in single quotes, from one delimiter to the next. */
const SINGLE_QUOTED = /(?:^|[\t;|,\n])[ ]?'[^'\n]*'[ ]?(?=$|[\t;|,\r\n])/;

/**
 * The dialect that splits the records of a sample into equally many fields, more than one.
 * @param sample the file's first characters; a record that they cut is left out
 * @param given what is already known
 */
export function detectDialect(sample: string, given: { delimiter: string | null; quote: string | null }): Dialect {
  const newline = sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r';
  const quote = given.quote ?? (!sample.includes('"') && SINGLE_QUOTED.test(sample) ? "'" : '"');
  if (given.delimiter !== null) return { delimiter: given.delimiter, quote, newline };
  const rated = DELIMITERS.map((delimiter) => {
    const dialect = { delimiter, quote, newline };
    return { dialect, agreement: agreement(fieldCounts(sample, dialect)) };
  });
  const most = Math.max(...rated.map((one) => one.agreement));
  return most > 0 ? rated.find((one) => one.agreement === most)!.dialect : { delimiter: ',', quote, newline };
}

function fieldCounts(sample: string, dialect: Dialect): number[] {
  const counts: number[] = [];
  const whole = sample.slice(0, sample.lastIndexOf(dialect.newline) + 1) || `${sample}${dialect.newline}`;
  try {
    new CsvReader(dialect, (_, cause) => new Error(cause)).push(whole, (cells) => counts.push(cells.length));
  } catch {
    // What was counted before it is enough to judge by; who reads the file proper is told what is wrong.
  }
  return counts;
}

/** The share of records with the most frequent number of fields; 0 if that is one. */
function agreement(counts: readonly number[]): number {
  const frequency = new Map<number, number>();
  for (const count of counts) frequency.set(count, (frequency.get(count) ?? 0) + 1);
  const [fields, records] = [...frequency].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  return fields > 1 ? records / counts.length : 0;
}
