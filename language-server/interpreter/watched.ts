import { current } from './recording';

/** How often something that is watched has changed. */
let changes = 0;

/** Something that is watched changes. */
export const noteChange = (): void => {
  changes += 1;
};

/**
 * What was found out of objects. It holds within a part of an analysis, for another one must find it out itself to be
 * known to depend on it, and until something changes that is watched.
 */
export class Watched<K extends object, T> {
  private known = new WeakMap<K, T>();
  private part = current.part;
  private changes = changes;

  get(key: K): T | undefined {
    return this.holds ? this.known.get(key) : undefined;
  }

  set(key: K, value: T): void {
    if (!this.holds) Object.assign(this, { known: new WeakMap<K, T>(), part: current.part, changes });
    this.known.set(key, value);
  }

  private get holds(): boolean {
    return this.part === current.part && this.changes === changes;
  }
}
