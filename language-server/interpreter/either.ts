import { joinContents } from './join';
import { Cell, type Store } from './store';
import type { View } from './view';

/** More alternatives are no longer told apart from what is not known. */
const MAX_ALTERNATIVES = 16;

/** A content, and what each of the alternatives held then. */
interface Moment<T> {
  content: T;
  held: readonly T[];
}

/**
 * Stands in place of one of several cells, which one is not known: what it holds describes the content of each, and what
 * is written to it may have been written to any.
 */
export class Either<T> {
  /** What was last written here; it holds for as long as nothing is written to the alternatives in other ways. */
  private readonly own = new Cell<Moment<T> | undefined>(undefined);
  private joined: Moment<T> | undefined;

  constructor(readonly alternatives: readonly Single<T>[]) {}

  get value(): T {
    if (this.own.value && this.holds(this.own.value)) return this.own.value.content;
    if (!this.joined || !this.holds(this.joined)) {
      const held = this.held();
      this.joined = { content: joined(held), held };
    }
    return this.joined.content;
  }

  write(store: Store, content: T): void {
    for (const cell of this.alternatives) store.write(cell, joined([cell.value, content]));
    store.write(this.own, { content, held: this.held() });
  }

  private holds({ held }: Moment<T>): boolean {
    return this.alternatives.every(({ value }, i) => value === held[i]);
  }

  private held(): T[] {
    return this.alternatives.map(({ value }) => value);
  }
}

const joined = <T>(contents: readonly T[]): T => joinContents([...new Set(contents)]) as T;

/** A cell, or what follows one. */
type Single<T> = Cell<T> | View<T>;

/** A cell, or what stands for one of several. */
export type Place<T> = Single<T> | Either<T>;

const cellsIn = <T>(cell: Place<T>): readonly Single<T>[] => (cell instanceof Either ? cell.alternatives : [cell]);

/** One of two cells: the first where it stands for the second too; undefined where there are too many. */
export function either<T>(a: Place<T>, b: Place<T>): Place<T> | undefined {
  const [first, all] = [cellsIn(a), [...new Set([...cellsIn(a), ...cellsIn(b)])]];
  if (all.length === first.length) return a;
  return all.length > MAX_ALTERNATIVES ? undefined : new Either(all);
}
