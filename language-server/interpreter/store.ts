import { Either, type Place } from './either';
import { Perhaps } from './perhaps';
import { current } from './recording';
import { noteChange } from './watched';

let cells = 0;

/** How many there have been in all analyses. */
export const cellsMade = (): number => cells;

/** A place whose content may change: a variable, an attribute, a list's elements. */
export class Cell<T> {
  /** Cells that were made later have a larger one. */
  readonly serial = ++cells;
  /** The part of the analysis that made or last touched it. */
  private part = current.part;
  private isWatched = false;

  constructor(
    /** What it holds, without a trace. */
    public content: T | Perhaps<T>,
  ) {}

  /** What it holds, or may hold. */
  get value(): T {
    if (this.part !== current.part) this.touch();
    return this.content instanceof Perhaps ? this.content.value : this.content;
  }

  set value(value: T | Perhaps<T>) {
    if (this.part !== current.part) this.touch();
    if (this.isWatched) noteChange();
    this.content = value;
  }

  /** What it holds, and whether it may hold nothing. */
  get whole(): T | Perhaps<T> {
    if (this.part !== current.part) this.touch();
    return this.content;
  }

  /** Whether what it holds is there perhaps. */
  get isDoubtful(): boolean {
    return this.whole instanceof Perhaps;
  }

  /** Has its changes noted from now on. */
  watch(): void {
    this.isWatched = true;
  }

  /** Whether the part of the analysis under way made or touched it. */
  get isTouched(): boolean {
    return this.part === current.part;
  }

  /** Writes what stays whatever branch is taken back. */
  keep(value: T): void {
    this.value = value;
    current.recording?.keep(this);
  }

  private touch(): void {
    this.part = current.part;
    current.recording?.touch(this, this.content);
  }
}

type AnyCell = Cell<unknown>;

/** What a path of execution has written: each cell with its last value. */
export type Changes = ReadonlyMap<AnyCell, unknown>;

const NO_CHANGES: Changes = new Map();

/** What cells have held, wherever a path ended. */
export type History = ReadonlyMap<AnyCell, ReadonlySet<unknown>>;

function note(history: Map<AnyCell, Set<unknown>>, cell: AnyCell, value: unknown): void {
  const known = history.get(cell);
  if (known) known.add(value);
  else history.set(cell, new Set([value]));
}

const contentAfter = (path: Changes, cell: AnyCell): unknown => {
  const content = path.get(cell);
  return content !== undefined || path.has(cell) ? content : cell.whole;
};

/**
 * All writes go through here and are journalled, so that a branch can be run, its changes kept and undone, the other
 * branch run from the same state, and both joined.
 */
export class Store {
  private journal: { cell: AnyCell; old: unknown }[] = [];
  /** What {@link watch} is to give. */
  private watched: Map<AnyCell, Set<unknown>> | undefined;

  constructor(private readonly joinContents: (values: unknown[]) => unknown) {}

  write<T>(cell: Place<T>, value: T): void {
    if (cell instanceof Cell) this.change(cell, value);
    else if (cell instanceof Either) cell.write(this, value);
  }

  private change(cell: AnyCell, value: unknown): void {
    if (cell.whole === value) return;
    if (this.watched) for (const each of [cell.whole, value]) note(this.watched, cell, each);
    this.journal.push({ cell, old: cell.whole });
    cell.value = value;
  }

  /**
   * What `action` writes to cells that it makes lasts, whatever is rewound later: they are new to the world around it.
   * What it writes to others is undone with the rest.
   */
  apart(action: () => void): void {
    const [outer, first] = [this.journal, cells];
    this.journal = [];
    action();
    const inner = this.journal;
    this.journal = outer;
    for (const entry of inner) if (entry.cell.serial <= first) outer.push(entry);
  }

  /** Every cell that has been written since {@link settle}; those that were taken back are as they were. */
  written(): Set<AnyCell> {
    return new Set(this.journal.map(({ cell }) => cell));
  }

  /** What has been written stays. */
  settle(): void {
    this.journal = [];
  }

  /** The present moment, for {@link changesSince} and {@link rewind}. */
  mark(): number {
    return this.journal.length;
  }

  changesSince(mark: number): Changes {
    if (this.journal.length === mark) return NO_CHANGES;
    const changes = new Map<AnyCell, unknown>();
    for (let i = mark; i < this.journal.length; i++) {
      const { cell } = this.journal[i]!;
      changes.set(cell, cell.whole);
    }
    return changes;
  }

  /** Every cell written since `mark`, with what it held then. */
  before(mark: number): Map<AnyCell, unknown> {
    const before = new Map<AnyCell, unknown>();
    for (let i = this.journal.length - 1; i >= mark; i--) {
      const { cell, old } = this.journal[i]!;
      before.set(cell, old);
    }
    return before;
  }

  /** What `action` gives, and every value that it gives a cell, taken back or not, the first being the one before. */
  watch<T>(action: () => T): [result: T, history: History] {
    const [outer, own] = [this.watched, new Map<AnyCell, Set<unknown>>()];
    this.watched = own;
    const result = action();
    this.watched = outer;
    if (outer) for (const [cell, values] of own) for (const value of values) note(outer, cell, value);
    return [result, own];
  }

  /** Restores every cell to its content at `mark`. */
  rewind(mark: number): void {
    for (let entry = this.pop(mark); entry; entry = this.pop(mark)) entry.cell.value = entry.old;
  }

  private pop(mark: number): { cell: AnyCell; old: unknown } | undefined {
    return this.journal.length > mark ? this.journal.pop() : undefined;
  }

  /** Makes the present state one that holds after any of the `paths`, each of which started here. */
  join(paths: readonly Changes[]): void {
    const [only, ...others] = paths;
    if (only && others.length === 0) for (const [cell, value] of only) this.write(cell, value);
    else this.joinSeveral(paths);
  }

  private joinSeveral(paths: readonly Changes[]): void {
    const joined = new Set<AnyCell>();
    for (const path of paths) {
      for (const cell of path.keys()) {
        if (joined.has(cell)) continue;
        joined.add(cell);
        this.write(cell, this.joinedContent(cell, paths));
      }
    }
  }

  /** Most cells hold the same after every path: nothing is joined, and nothing allocated, for those. */
  private joinedContent(cell: AnyCell, paths: readonly Changes[]): unknown {
    const first = contentAfter(paths[0]!, cell);
    for (const path of paths)
      if (!Object.is(contentAfter(path, cell), first))
        return this.joinContents([...new Set(paths.map((each) => contentAfter(each, cell)))]);
    return first;
  }
}
