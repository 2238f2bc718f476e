/**
 * Things by name, of which the longest unused are dropped where all together take too much. The one that was used last
 * stays, whatever it takes.
 */
export class Recent<T> {
  /** The last used is the last. */
  private readonly things = new Map<string, T>();

  constructor(
    private readonly most: number,
    private readonly sizeOf: (thing: T) => number,
    private readonly dispose: (thing: T) => void,
  ) {}

  /** Uses one. */
  get(name: string): T | undefined {
    const thing = this.things.get(name);
    if (thing !== undefined) this.put(name, thing);
    return thing;
  }

  set(name: string, thing: T): void {
    this.delete(name);
    this.put(name, thing);
  }

  private put(name: string, thing: T): void {
    this.things.delete(name);
    this.things.set(name, thing);
  }

  values(): Iterable<T> {
    return this.things.values();
  }

  delete(name: string): void {
    const thing = this.things.get(name);
    if (thing === undefined) return;
    this.things.delete(name);
    this.dispose(thing);
  }

  /** Once one has grown. */
  trim(): void {
    let size = 0;
    for (const [name, thing] of [...this.things].reverse()) {
      size += this.sizeOf(thing);
      if (size > this.most && size > this.sizeOf(thing)) this.delete(name);
    }
  }
}
