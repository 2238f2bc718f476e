/** A table of measures: Keras's CSVLogger, PyTorch Lightning's metrics.csv, TensorBoard's own download, any other. */
import { Problem } from '../../process/problem';
import { csvRows, type Row } from '../csv/rows';
import type { FileSystem } from '../file-system';
import type { Notices } from '../notices';
import type { PointSink } from '../series/point';
import { columnsOf, type Columns } from './columns';
import { isMissing, parseNumber, parseTime } from './cell';

const ragged = (path: string, { number, cells }: Row, columns: number) =>
  new Problem(
    'damaged-table',
    `${path}: row ${number} has ${cells.length} cells, not ${columns}, and is skipped`,
    'run',
  );

const isText = (path: string, { number }: Row, column: string) =>
  new Problem('damaged-table', `${path}: column "${column}" holds text in row ${number}; its text is skipped`, 'run');

const empty = (path: string) => new Problem('damaged-table', `${path} is empty; name another log`);

/** Reads the rows under a header. */
class Table {
  /** Columns of which it was said that they hold text. */
  readonly #texts = new Set<string>();
  #rows = 0;
  #step = 0;

  constructor(
    private readonly path: string,
    private readonly columns: Columns,
    private readonly sink: PointSink,
    private readonly notices: Notices,
  ) {}

  row(row: Row): void {
    const { cells } = row;
    const wallTime = this.columns.time === undefined ? null : parseTime(cells[this.columns.time]!);
    this.#step = this.#stepOf(cells);
    for (const { name, index } of this.columns.measures) {
      const cell = cells[index]!;
      const value = parseNumber(cell);
      if (value !== undefined) this.sink.point(name, { step: this.#step, wallTime, value });
      else if (!isMissing(cell)) this.#text(row, name);
    }
  }

  /** Rows are counted where no column tells the step; where its cell is empty, the step before goes on. */
  #stepOf(cells: readonly string[]): number {
    this.#rows++;
    if (this.columns.step === undefined) return this.#rows;
    const step = parseNumber(cells[this.columns.step]!);
    return step !== undefined && Number.isFinite(step) ? step : this.#step;
  }

  #text(row: Row, name: string): void {
    if (this.#texts.has(name)) return;
    this.#texts.add(name);
    this.notices.add(isText(this.path, row, name));
  }
}

/**
 * Hands a table's measures on. Rows with another number of cells than the header are skipped and named; the last one
 * may be torn and is skipped.
 * @throws Problem `damaged-table` naming the row, or saying that there is no header
 */
export function readTable(path: string, sink: PointSink, notices: Notices, files: FileSystem): void {
  let table: Table | undefined;
  let width = 0;
  let doubtful: Row | undefined;
  for (const row of csvRows(path, files)) {
    if (doubtful) notices.add(ragged(path, doubtful, width));
    doubtful = undefined;
    if (!table) {
      table = new Table(path, columnsOf(path, row.cells), sink, notices);
      width = row.cells.length;
    } else if (row.cells.length === width) table.row(row);
    else doubtful = row;
  }
  if (!table) throw empty(path);
  if (doubtful && doubtful.cells.length > width) notices.add(ragged(path, doubtful, width));
}
