import { current } from './recording';
import type { Cell } from './store';
import type { Value } from './value';
import { noteChange } from './watched';

/** Names with their cells, in the order in which they were bound; what is looked up in them is recorded. */
export class Bindings<T = Value | undefined> extends Map<string, Cell<T>> {
  /** The part of the analysis that made it. */
  private readonly part = current.part;
  private isWatched = false;

  static of<T>(entries: Iterable<[string, Cell<T>]>): Bindings<T> {
    const made = new Bindings<T>();
    for (const [name, cell] of entries) made.set(name, cell);
    return made;
  }

  private get isOld(): boolean {
    return this.part !== current.part;
  }

  override get(name: string): Cell<T> | undefined {
    const cell = super.get(name);
    if (this.isOld && !cell?.isTouched) current.recording?.look(this, name, cell);
    return cell;
  }

  override has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  override set(name: string, cell: Cell<T>): this {
    if (this.isOld) current.recording?.bind(this, name, cell);
    if (this.isWatched) noteChange();
    return super.set(name, cell);
  }

  override get size(): number {
    this.list();
    return super.size;
  }

  override entries(): ReturnType<Map<string, Cell<T>>['entries']> {
    this.list();
    return super.entries();
  }

  override [Symbol.iterator](): ReturnType<Map<string, Cell<T>>['entries']> {
    return this.entries();
  }

  override keys(): ReturnType<Map<string, Cell<T>>['keys']> {
    this.list();
    return super.keys();
  }

  override values(): ReturnType<Map<string, Cell<T>>['values']> {
    this.list();
    return super.values();
  }

  /** Has its changes and those of its cells noted from now on. */
  watch(): void {
    this.isWatched = true;
    super.forEach((cell) => {
      cell.watch();
    });
  }

  private list(): void {
    if (this.isOld) current.recording?.list(this, () => this.all());
  }

  /** The cell of a name, without a trace. */
  own(name: string): Cell<T> | undefined {
    return super.get(name);
  }

  all(): [string, Cell<T>][] {
    return [...super.entries()];
  }

  put(name: string, cell: Cell<T>): void {
    super.set(name, cell);
  }

  remove(name: string): void {
    super.delete(name);
  }
}
