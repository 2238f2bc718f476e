/** A first reading of a table: its plan from the first rows, then what only all rows tell. */
import { Problem } from '../../process/problem';
import type { Rows } from '../formats/rows';
import { unshared } from '../formats/unshared';
import { planOf, type Column, type Plan } from './plan';
import type { TableSettings } from './settings';

export interface Profile extends Plan {
  /** How many rows there are. */
  count: number;
  /** Of what was read. */
  hash: string;
  /** By the column's place, its different texts in order: of input categories, and of a target of classes. */
  categories: ReadonlyMap<number, readonly string[]>;
  /** The columns, by place, in which a value is missing. */
  withMissing: ReadonlySet<number>;
}

/** Rows and characters by which columns are judged, and which are held until then. */
const [SAMPLE_ROWS, SAMPLE_CHARACTERS] = [10_000, 2 ** 24];

/** Different texts of a column: one-hot columns of more are identifiers, and would be most of the input. */
const MOST = { oneHot: 256, ordinal: 2 ** 16 };
const MAX_CLASSES = 10_000;

/**
 * Reads the table once.
 * @throws Problem naming columns with too many categories, or what the format refuses
 */
export async function profile(
  rows: Rows,
  settings: TableSettings,
  splitColumn: string | null,
  isMissing: (cell: string) => boolean,
): Promise<Profile> {
  const profiler = new Profiler(settings, isMissing, (sample) =>
    planOf(rows, sample, settings, splitColumn, isMissing),
  );
  const hash = await rows.each((cells) => {
    profiler.add(cells);
  });
  return { ...profiler.finish(rows.file), hash };
}

class Profiler {
  private sample: (readonly string[])[] = [];
  private characters = 0;
  private count = 0;
  private plan: Plan | undefined;
  private texts = new Map<number, Set<string>>();
  private readonly withMissing = new Set<number>();

  constructor(
    private readonly settings: TableSettings,
    private readonly isMissing: (cell: string) => boolean,
    private readonly planFrom: (sample: readonly (readonly string[])[]) => Plan,
  ) {}

  add(cells: readonly string[]): void {
    this.count++;
    if (this.plan) {
      this.look(cells, this.plan);
      return;
    }
    this.sample.push(cells);
    this.characters += cells.reduce((sum, { length }) => sum + length, 0);
    if (this.sample.length === SAMPLE_ROWS || this.characters > SAMPLE_CHARACTERS) this.judge();
  }

  finish(file: string): Omit<Profile, 'hash'> {
    if (this.count === 0) throw new Problem('unusable-data', `${file} has no rows; choose another file as data.path`);
    const plan = this.plan ?? this.judge();
    this.checkCategories(file, plan);
    const categories = new Map([...this.texts].map(([at, texts]) => [at, inOrder(texts)]));
    return { ...plan, count: this.count, categories, withMissing: this.withMissing };
  }

  private judge(): Plan {
    const plan = (this.plan = this.planFrom(this.sample));
    const counted = plan.inputs.filter(({ kind }) => kind === 'category');
    for (const { at } of plan.target.isClass ? [...counted, plan.target] : counted) this.texts.set(at, new Set());
    for (const cells of this.sample) this.look(cells, plan);
    this.sample = [];
    return plan;
  }

  private look(cells: readonly string[], { inputs, target }: Plan): void {
    for (const { at } of inputs) {
      if (this.isMissing(cells[at]!)) this.withMissing.add(at);
    }
    for (const [at, texts] of this.texts) {
      const cell = cells[at]!;
      if (texts.size > this.most(at, target) || this.isMissing(cell)) continue;
      const text = at === target.at ? labelOf(cell, target) : cell;
      if (!texts.has(text)) texts.add(unshared(text));
    }
  }

  private most(at: number, target: Column): number {
    return at === target.at ? MAX_CLASSES : MOST[this.settings.categories];
  }

  private checkCategories(file: string, { inputs, target }: Plan): void {
    const tooMany = (column: Column) => (this.texts.get(column.at)?.size ?? 0) > this.most(column.at, target);
    if (tooMany(target)) {
      const cause = `the target "${target.name}" has more than ${MAX_CLASSES} classes`;
      throw new Problem('unusable-data', `${file}: ${cause}; set data.params.target, or data.params.task=number`);
    }
    const names = inputs.filter(tooMany).map(({ name }) => name);
    if (names.length === 0) return;
    const cause = `more than ${MOST[this.settings.categories]} different texts in ${names.join(', ')}`;
    const next = `leave them out with --set 'data.params.drop=${JSON.stringify(names)}', or set data.params.categories=ordinal`;
    throw new Problem('unusable-data', `${file} has ${cause}; ${next}`);
  }
}

/** The name of a class: "1.0" is the class 1. */
export const labelOf = (cell: string, { kind }: Column): string =>
  kind === 'number' && Number.isFinite(Number(cell)) ? String(Number(cell)) : cell;

/** Numbers by their size, texts by their letters. */
function inOrder(texts: ReadonlySet<string>): string[] {
  const list = [...texts];
  const areNumbers = list.every((text) => text !== '' && Number.isFinite(Number(text)));
  return areNumbers ? list.sort((a, b) => Number(a) - Number(b)) : list.sort();
}
