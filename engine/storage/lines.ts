/** The lines of a text file, one chunk in memory at a time, whatever the file holds. */
import { disk, type FileSystem } from './file-system';

/** A read of this size takes far longer than the call that asks for it. */
const CHUNK = 2 ** 18;
const NEWLINE = 10;

export interface Line {
  /** From 1, as editors count. */
  number: number;
  /** Without its end; invalid UTF-8 is replaced; null for a line of more than `limit` bytes. */
  text: string | null;
}

/** The beginning of a line that goes on in the next chunk. */
class Beginning {
  #parts: Buffer[] = [];
  #size = 0;

  constructor(private readonly limit: number) {}

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  get isOverlong(): boolean {
    return this.#size > this.limit;
  }

  /** Copies, since the chunk will be read over; of an overlong line nothing is kept but its size. */
  keep(part: Buffer): void {
    this.#size += part.length;
    if (this.isOverlong) this.#parts = [];
    else if (part.length > 0) this.#parts.push(Buffer.from(part));
  }

  /** The line, whose last part is `part`. */
  finish(part: Buffer): string | null {
    if (this.isEmpty && part.length <= this.limit) return part.toString();
    const size = this.#size + part.length;
    const text = size > this.limit ? null : Buffer.concat([...this.#parts, part]).toString();
    this.#parts = [];
    this.#size = 0;
    return text;
  }
}

/**
 * The last line need not end in a newline. Of an overlong line is told as soon as it is known, before its end is read.
 * @param limit bytes of the longest line that is of use
 * @throws the system's error where the file cannot be read
 */
export function* lines(path: string, limit: number, files: FileSystem = disk): Generator<Line> {
  const file = files.openSync(path, 'r');
  const chunk = Buffer.allocUnsafe(CHUNK);
  const beginning = new Beginning(limit);
  let number = 1;
  try {
    for (let size = files.readSync(file, chunk); size > 0; size = files.readSync(file, chunk)) {
      const bytes = chunk.subarray(0, size);
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
        const wasTold = beginning.isOverlong;
        const text = beginning.finish(bytes.subarray(start, end));
        if (!wasTold) yield { number, text };
        number++;
        start = end + 1;
      }
      const wasTold = beginning.isOverlong;
      beginning.keep(bytes.subarray(start));
      if (beginning.isOverlong && !wasTold) yield { number, text: null };
    }
    if (!beginning.isEmpty && !beginning.isOverlong) yield { number, text: beginning.finish(chunk.subarray(0, 0)) };
  } finally {
    files.closeSync(file);
  }
}
