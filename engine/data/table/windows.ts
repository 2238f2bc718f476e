/** Sliding windows over the rows of a time series: inputs (T, F), and the target some rows behind. */
import type { Dataset, Field } from '../samples';
import { rowsAt } from '../samples';

export interface WindowSettings {
  /** T: rows of an input. */
  window: number;
  /** How many rows the target lies behind the last of them. */
  horizon: number;
}

export class Windows implements Dataset {
  readonly targets: Field;

  constructor(
    private readonly rows: Dataset,
    private readonly window: number,
    /** The first row of each window. */
    private readonly starts: Uint32Array,
    /** The row of each window's target. */
    targets: Uint32Array,
  ) {
    this.targets = { shape: rows.targets.shape, values: rowsAt(rows.targets, targets) };
  }

  get count(): number {
    return this.starts.length;
  }

  get inputShape(): number[] {
    return [this.window, ...this.rows.inputShape];
  }

  read(indices: Uint32Array): Field['values'] | Promise<Field['values']> {
    const places = new Uint32Array(indices.length * this.window);
    indices.forEach((index, at) => {
      for (let step = 0; step < this.window; step++) places[at * this.window + step] = this.starts[index]! + step;
    });
    return this.rows.read(places);
  }
}

/**
 * The first rows of all windows that lie, with their target, inside one series.
 * @param series of each row; null if there is only one. The rows of a series stand together.
 */
export function windowStarts(
  count: number,
  { window, horizon }: WindowSettings,
  series: readonly (string | number)[] | null,
): Uint32Array {
  const reach = window - 1 + horizon;
  const starts = Uint32Array.from({ length: Math.max(0, count - reach) }, (_, row) => row);
  return series ? starts.filter((row) => series[row] === series[row + reach]) : starts;
}
