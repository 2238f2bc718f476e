/** A stretch of a file in memory, moved forward over it. */
import type { FileSystem } from '../file-system';

/** A read of this size takes far longer than the call that asks for it. */
const SIZE = 2 ** 18;

export class Window {
  #buffer: Buffer = Buffer.allocUnsafe(SIZE);
  /** What is in memory and not passed: [#from, #to) of the buffer. */
  #from = 0;
  #to = 0;

  /** @param position where it stands in the file */
  constructor(
    private readonly file: number,
    private readonly files: FileSystem,
    public position: number,
  ) {}

  /** A view of the next `count` bytes, good until the next call; undefined if the file ends before. */
  peek(count: number): Buffer | undefined {
    if (this.#to - this.#from < count) this.#fill(count);
    return this.#to - this.#from < count ? undefined : this.#buffer.subarray(this.#from, this.#from + count);
  }

  /** Passes bytes, read or not. */
  skip(count: number): void {
    this.position += count;
    this.#from = Math.min(this.#to, this.#from + count);
  }

  #fill(count: number): void {
    const rest = this.#buffer.subarray(this.#from, this.#to);
    const buffer = count > this.#buffer.length ? Buffer.allocUnsafe(count) : this.#buffer;
    buffer.set(rest);
    [this.#buffer, this.#from, this.#to] = [buffer, 0, rest.length];
    while (this.#to < count) {
      const size = this.files.readSync(this.file, buffer, this.#to, buffer.length - this.#to, this.position + this.#to);
      if (size === 0) return;
      this.#to += size;
    }
  }
}
