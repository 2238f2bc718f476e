/** A place whose content follows that of another one: what `dictionary.keys()` gives. Nothing can be written to it. */
export class View<T> {
  private known: { content: unknown; derived: T } | undefined;

  private constructor(
    private readonly source: { readonly value: unknown },
    private readonly derive: (content: unknown) => T,
  ) {}

  static of<S, T>(source: { readonly value: S }, derive: (content: S) => T): View<T> {
    return new View<T>(source, derive as (content: unknown) => T);
  }

  /** What it holds now: one and the same for as long as its source does. */
  get value(): T {
    const content = this.source.value;
    if (this.known?.content !== content || !this.known) this.known = { content, derived: this.derive(content) };
    return this.known.derived;
  }
}
