/** Text for a terminal: names and messages from outside cannot move the cursor, colour or reorder the line. */
import { metrics } from '../../metrics/metrics.generated';

/** C0 and C1 controls, and the marks that reorder text (bidi embeddings, overrides and isolates). */
const UNSAFE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** One line without controls; each is shown as its code. */
export const plain = (text: string): string =>
  text.replace(UNSAFE, (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`);

/** Says what went wrong, in one line on the error stream. */
export function printProblem(message: string): void {
  process.stderr.write(`nabla: ${plain(message)}\n`);
}

const SHARES = new Set(metrics.filter(({ unit }) => unit === 'share').map(({ id }) => id));

/** `loss 0.1234`, `accuracy 98.51 %`; a value that was not finite shows as a dash. */
export function formatMeasures(measures: Record<string, number | null>): string {
  return Object.entries(measures)
    .map(([name, value]) => {
      if (value === null) return `${name} –`;
      return SHARES.has(name) ? `${name} ${(100 * value).toFixed(2)} %` : `${name} ${value.toFixed(4)}`;
    })
    .join('  ');
}

/** 65 → "1:05" */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Columns of equal width, two spaces apart. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]!.length))) ?? [];
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
