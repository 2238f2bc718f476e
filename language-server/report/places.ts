import { Lines } from '../syntax/lines';
import type { SourceFile } from './files';

/** A place in a notebook's cell; both from 1, cells counted among all of them, text too. */
export interface CellPlace {
  number: number;
  line: number;
}

/** A file's lines and columns; a notebook's are those of its code cells as one text, and of the cell itself. */
export class Places extends Lines {
  private readonly cells: { number: number; line: number }[];

  constructor({ text, cells = [] }: SourceFile) {
    super(text);
    this.cells = cells.map(({ number, start }) => ({ number, line: this.line(start) }));
  }

  /** The cell that a line is in; undefined in a file without cells. */
  cell(line: number): CellPlace | undefined {
    const cell = this.cells.findLast((each) => each.line <= line);
    return cell && { number: cell.number, line: line - cell.line + 1 };
  }
}

/** A place as text: `model.py:12`, `tour.ipynb:cell 3:12`. */
export const printPlace = ({ file, line, cell }: { file: string; line: number; cell?: CellPlace }): string =>
  cell ? `${file}:cell ${cell.number}:${cell.line}` : `${file}:${line}`;
