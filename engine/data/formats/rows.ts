/** A file as rows of named columns, whatever its format: what tables are made from. */

/** A row's cells as text, in the order of the columns; what a missing value is written as is not known here. */
export type VisitRow = (cells: readonly string[], row: number) => void;

export interface Rows {
  readonly file: string;
  /** What the columns are called; a file without a header calls them by their numbers. */
  readonly names: readonly string[];
  /** How numbers are written. */
  readonly decimal: '.' | ',';
  /**
   * Reads all rows from the first, in memory that does not grow with the file.
   * @returns the hash of what was read
   * @throws Problem naming file and row
   */
  each(visit: VisitRow): Promise<string>;
  /** The problem of a row. */
  refuse(row: number, cause: string, next: string): Error;
}
