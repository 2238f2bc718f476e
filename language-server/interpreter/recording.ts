import type { Bindings } from './bindings';
import type { Machine } from './machine';
import { Perhaps } from './perhaps';
import type { Cell } from './store';

type AnyCell = Cell<unknown>;
type AnyBindings = Bindings<unknown>;

/** A cell that was there before, with what it held and what it holds afterwards. */
export interface Change {
  cell: AnyCell;
  before: unknown;
  after: unknown;
}

/** A question about the analysis so far, and what it was answered. */
export interface Question {
  ask: (machine: Machine) => unknown;
  answer: unknown;
}

let parts = 0;

/** The recording under way; its number, 0 where there is none, is what cells and bindings compare with. */
export const current: { part: number; recording: Recording | undefined } = { part: 0, recording: undefined };

/**
 * What a part of an analysis found before it and what it changed of that. Cells and bindings that it made are its own:
 * nothing is recorded of them. While all that it found is there again, what it did would be done again.
 */
export class Recording {
  /** Whether it changed what {@link undo} does not restore. */
  lasting = false;
  private readonly found = new Map<AnyCell, unknown>();
  private readonly looked: { map: AnyBindings; name: string; cell: AnyCell }[] = [];
  private readonly absent = new Map<AnyBindings, Set<string>>();
  private readonly listed = new Map<AnyBindings, readonly [string, AnyCell][]>();
  private readonly questions: Question[] = [];
  private readonly bound: { map: AnyBindings; name: string; cell: AnyCell }[] = [];
  private readonly kept = new Set<AnyCell>();
  private changes: Change[] = [];

  /** Records what `action` does; `written` then tells the cells among which are those that it changed. */
  static of<T>(action: () => T, written: () => Iterable<AnyCell>): { recording: Recording; result: T } {
    const recording = new Recording();
    Object.assign(current, { part: ++parts, recording });
    try {
      const result = action();
      recording.keepChanges(written());
      return { recording, result };
    } finally {
      Object.assign(current, { part: 0, recording: undefined });
    }
  }

  /** Before a cell that is not its own is read or written for the first time. */
  touch(cell: AnyCell, content: unknown): void {
    this.found.set(cell, content);
  }

  /** A cell is written in a way that no branch takes back. */
  keep(cell: AnyCell): void {
    this.kept.add(cell);
  }

  /** What is not recorded changes in the object that has the cell. */
  mutate(cell: AnyCell): void {
    this.lasting ||= !cell.isTouched || this.found.has(cell);
  }

  look(map: AnyBindings, name: string, cell: AnyCell | undefined): void {
    if (cell) this.looked.push({ map, name, cell });
    else this.lack(map, name);
  }

  private lack(map: AnyBindings, name: string): void {
    const names = this.absent.get(map) ?? new Set();
    this.absent.set(map, names.add(name));
  }

  list(map: AnyBindings, entries: () => readonly [string, AnyCell][]): void {
    if (!this.listed.has(map)) this.listed.set(map, entries());
  }

  bind(map: AnyBindings, name: string, cell: AnyCell): void {
    this.bound.push({ map, name, cell });
  }

  ask(question: Question): void {
    this.questions.push(question);
  }

  private keepChanges(written: Iterable<AnyCell>): void {
    for (const cell of new Set([...written, ...this.kept])) {
      if (this.found.has(cell)) this.changes.push({ cell, before: this.found.get(cell), after: cell.content });
    }
  }

  /** How much it keeps, in what takes about as much memory as a cell does. */
  get size(): number {
    const listed = [...this.listed.values()].reduce((sum, { length }) => sum + length, 0);
    const contents = this.changes.reduce((sum, { after }) => sum + sizeOf(after), 0);
    return this.found.size + this.looked.length + this.bound.length + this.questions.length + listed + contents;
  }

  /** Whether all that was found is there again. */
  holds(machine: Machine): boolean {
    for (const [cell, content] of this.found) if (!isSame(cell.content, content)) return false;
    const changed = new Set(this.changes.map(({ cell }) => cell));
    return (
      this.looked.every(({ map, name, cell }) => {
        const now = map.own(name);
        return now === cell || (now !== undefined && !changed.has(cell) && isSame(now.content, this.found.get(cell)));
      }) &&
      [...this.absent].every(([map, names]) => [...names].every((name) => map.own(name) === undefined)) &&
      [...this.listed].every(([map, entries]) => isSameList(map.all(), entries)) &&
      this.questions.every(({ ask, answer }) => isSameAnswer(ask(machine), answer))
    );
  }

  /** Does to the state before it, as it is now, what was done to it then. */
  redo(): void {
    for (const change of this.changes) {
      change.before = change.cell.content;
      change.cell.content = change.after;
    }
    for (const { map, name, cell } of this.bound) map.put(name, cell);
  }

  /** Restores the state before it. */
  undo(): void {
    for (const { map, name } of this.bound) map.remove(name);
    for (const { cell, before } of this.changes) cell.content = before;
  }
}

/** References in a list or dictionary that take as much memory as a cell with its name. */
const REFERENCES = 16;

const sizeOf = (content: unknown): number =>
  Array.isArray(content) ? content.length / REFERENCES : content instanceof Map ? content.size : 0;

/** Answers to {@link Question}s: one thing, or a list of things in order. */
const isSameAnswer = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((each, i) => each === b[i]) : a === b;

const isSameList = (now: readonly [string, AnyCell][], then: readonly [string, AnyCell][]): boolean =>
  now.length === then.length && now.every(([name, cell], i) => name === then[i]![0] && cell === then[i]![1]);

/** Values that are what they hold, and nothing by themselves. */
const PLAIN = new Set(['integer', 'string', 'boolean', 'none', 'library', 'builtin', 'float', 'ellipsis']);

/** Whether contents of a cell are one and the same, or equal in all that can be seen of them. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (a instanceof Perhaps && b instanceof Perhaps) return isSame(a.value, b.value);
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || !('kind' in a) || !('kind' in b)) return false;
  if (a.kind !== b.kind || !PLAIN.has(a.kind as string)) return false;
  const [one, other] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return one.length === other.size && one.every(([key, part]) => typeof part !== 'object' && other.get(key) === part);
}
