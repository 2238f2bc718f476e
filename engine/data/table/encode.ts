/** A second reading of a table: its rows as numbers. */
import type { Fillable } from '../imputation';
import type { Coded } from '../known-categories';
import type { Rows } from '../formats/rows';
import type { Dataset } from '../samples';
import { corrupt } from '../formats/file';
import { unshared } from '../formats/unshared';
import { featuresOf, type Feature } from './features';
import type { Column } from './plan';
import { labelOf, type Profile } from './profile';
import { RowStore } from './row-store';
import type { TableSettings } from './settings';
import { parserOf } from './values';

type Key = string | number;

export interface Encoded {
  /** A sample a row. */
  rows: Dataset;
  /** Of each row: what splits keep together or order by; which series it belongs to. */
  split: Key[] | null;
  series: Key[] | null;
  /** Of what was read. */
  hash: string;
  hasMissing: boolean;
}

/** How a table becomes numbers: fixed by the training file, and used on a test file too. */
export class Encoding {
  readonly features: readonly Feature[];
  readonly channels: number;
  private readonly labels: ReadonlyMap<string, number>;

  constructor(
    readonly profile: Profile,
    readonly settings: TableSettings,
    readonly isMissing: (cell: string) => boolean,
    readonly decimal: '.' | ',',
  ) {
    this.features = featuresOf(profile, settings, decimal);
    this.channels = this.features.reduce((sum, { names }) => sum + names.length, 0);
    this.labels = new Map(this.classes?.map((label, index) => [label, index]));
  }

  /** The names of the classes, if the target is one. */
  get classes(): readonly string[] | null {
    const { target, categories } = this.profile;
    return target.isClass ? categories.get(target.at)! : null;
  }

  /** What may be missing, by channel. */
  get fillable(): Fillable[] {
    return this.placed(({ fillable }) => fillable);
  }

  /** What tells categories, by channel. */
  get coded(): Coded[] {
    return this.placed(({ coded }) => coded);
  }

  private placed<T extends { at: number }>(part: (feature: Feature) => T | null): T[] {
    let at = 0;
    return this.features.flatMap((feature) => {
      const own = part(feature);
      const from = at;
      at += feature.names.length;
      return own ? [{ ...own, at: from + own.at }] : [];
    });
  }

  /** The class, or number, of a cell; NaN where it is none. */
  targetOf(cell: string): number {
    const { target } = this.profile;
    if (target.isClass) return this.labels.get(labelOf(cell, target)) ?? NaN;
    return target.kind === 'category' ? NaN : parserOf(target.kind)(cell, this.decimal);
  }

  /** What splits compare: a number for a number or a date, else the text. */
  keyOf({ at, kind }: Column, cells: readonly string[]): Key {
    const cell = cells[at]!;
    const value = kind === 'category' ? NaN : parserOf(kind)(cell, this.decimal);
    return Number.isNaN(value) ? cell : value;
  }
}

/**
 * Encodes all rows.
 * @param count how many there are, at most
 * @throws Problem naming file, row and column of what does not fit
 */
export async function encode(rows: Rows, count: number, encoding: Encoding): Promise<Encoded> {
  const encoder = new Encoder(rows, count, encoding);
  try {
    const hash = await rows.each((cells, row) => {
      encoder.add(cells, row);
    });
    return { ...(await encoder.finish()), hash };
  } catch (error) {
    encoder.store.discard();
    throw error;
  }
}

class Encoder {
  readonly store: RowStore;
  private readonly targets: Int32Array | Float32Array;
  private readonly split: Key[] | null;
  private readonly series: Key[] | null;
  private readonly row: Float32Array;
  private readonly keys = new Map<string, string>();
  private count = 0;
  private hasMissing = false;

  constructor(
    private readonly rows: Rows,
    count: number,
    private readonly encoding: Encoding,
  ) {
    const { channels, profile } = encoding;
    this.store = new RowStore(count, channels);
    this.targets = profile.target.isClass ? new Int32Array(count) : new Float32Array(count);
    this.split = profile.split && [];
    this.series = profile.series && [];
    this.row = new Float32Array(channels);
  }

  add(cells: readonly string[], row: number): void {
    const { profile, settings } = this.encoding;
    if (settings.missing === 'drop' && this.lacks(cells)) return;
    this.write(cells, row);
    this.targets[this.count++] = this.target(cells, row);
    this.store.add(this.row);
    if (profile.split) this.split!.push(this.key(profile.split, cells));
    if (profile.series) this.series!.push(this.key(profile.series, cells));
  }

  async finish(): Promise<Omit<Encoded, 'hash'>> {
    const { profile } = this.encoding;
    if (this.count === 0)
      throw corrupt(this.rows.file, 'has no row without a missing value', 'set data.params.missing');
    const shape = profile.target.isClass ? [] : [1];
    const rows = await this.store.finish({ shape, values: this.targets.subarray(0, this.count) });
    return { rows, split: this.split, series: this.series, hasMissing: this.hasMissing };
  }

  /** Equal texts are one. */
  private key(column: Column, cells: readonly string[]): Key {
    const key = this.encoding.keyOf(column, cells);
    if (typeof key === 'number') return key;
    const known = this.keys.get(key) ?? unshared(key);
    this.keys.set(known, known);
    return known;
  }

  private lacks(cells: readonly string[]): boolean {
    const { inputs, target } = this.encoding.profile;
    return [...inputs, target].some(({ at }) => this.encoding.isMissing(cells[at]!));
  }

  /** Writes the row's numbers. */
  private write(cells: readonly string[], row: number): void {
    this.row.fill(0);
    let at = 0;
    for (const feature of this.encoding.features) {
      const cell = cells[feature.column.at]!;
      const isMissing = this.encoding.isMissing(cell);
      if (!feature.write(isMissing ? null : cell, this.row, at)) throw this.foreign(feature.column, cell, row);
      this.hasMissing ||= Number.isNaN(this.row[at]);
      at += feature.names.length;
    }
  }

  private target(cells: readonly string[], row: number): number {
    const { target } = this.encoding.profile;
    const cell = cells[target.at]!;
    const where = `the target "${target.name}"`;
    if (this.encoding.isMissing(cell)) {
      const next = 'fill it in, or set data.params.missing=drop to leave such rows out';
      throw this.rows.refuse(row, `${where} is missing`, next);
    }
    const value = this.encoding.targetOf(cell);
    if (!Number.isNaN(value)) return value;
    if (!target.isClass) throw this.foreign(target, cell, row);
    const classes = this.encoding.classes!.slice(0, MAX_LISTED).join(', ');
    throw this.rows.refuse(row, `${where} is ${show(cell)}, which no row for training has`, `there it is ${classes}`);
  }

  private foreign({ name, kind }: Column, cell: string, row: number): Error {
    const cause = `${show(cell)} in the column "${name}" is no ${kind}`;
    const next = 'correct it, add it to data.params.missingMarks, or say what the column holds in data.params.columns';
    return this.rows.refuse(row, cause, next);
  }
}

/** Classes that a message lists, and characters of a cell that it shows. */
const [MAX_LISTED, MAX_SHOWN] = [20, 40];

const show = (cell: string): string => `"${cell.slice(0, MAX_SHOWN)}${cell.length > MAX_SHOWN ? '…' : ''}"`;
