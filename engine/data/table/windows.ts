/** Sliding windows over the rows of a time series: inputs (T, F), and the target some rows behind. */
import type { Description } from '../loader/description';
import { rowsAt, type Dataset, type Field } from '../samples';
import { share, shared } from '../shared';

export interface WindowSettings {
  /** T: rows of an input. */
  window: number;
  /** How many rows the target lies behind the last of them. */
  horizon: number;
}

export interface WindowsDescription {
  kind: 'windows';
  rows: Description;
  window: number;
  starts: Uint32Array;
  targets: Field;
}

export class Windows implements Dataset {
  constructor(
    private readonly rows: Dataset,
    private readonly window: number,
    /** The first row of each window. */
    private starts: Uint32Array,
    readonly targets: Field,
  ) {}

  /** @param targets the row of each window's target */
  static over(rows: Dataset, window: number, starts: Uint32Array, targets: Uint32Array): Windows {
    return new Windows(rows, window, starts, { shape: rows.targets.shape, values: rowsAt(rows.targets, targets) });
  }

  get count(): number {
    return this.starts.length;
  }

  get inputShape(): number[] {
    return [this.window, ...this.rows.inputShape];
  }

  get isOnDisk(): boolean {
    return this.rows.isOnDisk;
  }

  read(indices: Uint32Array): Field['values'] | Promise<Field['values']> {
    const places = new Uint32Array(indices.length * this.window);
    indices.forEach((index, at) => {
      for (let step = 0; step < this.window; step++) places[at * this.window + step] = this.starts[index]! + step;
    });
    return this.rows.read(places);
  }

  describe(): WindowsDescription {
    this.starts = shared(this.starts);
    const { window, starts, targets } = this;
    return { kind: 'windows', rows: this.rows.describe(), window, starts, targets: share(targets) };
  }
}

/** The rows, those of a series one after the other as they came, the series in the order of their first rows. */
export function gathered(series: readonly (string | number)[]): Uint32Array {
  const ranks = new Map<string | number, number>();
  for (const one of series) if (!ranks.has(one)) ranks.set(one, ranks.size);
  const order = Uint32Array.from(series, (_, row) => row);
  return order.sort((a, b) => ranks.get(series[a]!)! - ranks.get(series[b]!)! || a - b);
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
