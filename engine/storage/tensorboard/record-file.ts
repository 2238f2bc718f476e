/**
 * The records of an event file. Each reading goes on where the last one ended, so that a file that another program
 * writes is followed by reading it again.
 */
import { causeOf, Problem } from '../../process/problem';
import { disk, type FileSystem } from '../file-system';
import { FOOTER, HEADER, isIntact, lengthIn } from './framing';
import { Window } from './window';

/** Scalars take some hundred bytes; records of images and graphs may be larger and are passed unread. */
const MAX_RECORD = 2 ** 24;

/** Length, checksum and wall time of the first record: two files that share them are one. */
const FINGERPRINT = HEADER + 9;

const unreadable = (path: string, error: unknown) =>
  new Problem('unreadable-log', `${path} cannot be read (${causeOf(error)}); check the path`);

const noFile = (path: string) =>
  new Problem('unreadable-log', `${path} is not a regular file; name an event file or a folder of them`);

const replaced = (path: string) =>
  new Problem('replaced-log', `${path} was truncated or replaced while it was followed; it is read anew`);

/** A record whole and intact, or what is wrong with it. */
export interface Record {
  /** From 1. */
  number: number;
  /** A view that is good until the next record is asked for. */
  data: Buffer | null;
  problem: Problem | null;
}

export class RecordFile {
  /** Of the first record that was not read yet. */
  #position = 0;
  #number = 0;
  #fingerprint: Buffer = Buffer.alloc(0);
  /** A damaged length hides where the next record begins. */
  #isLost = false;

  constructor(
    readonly path: string,
    private readonly files: FileSystem = disk,
  ) {}

  /**
   * The records since the last reading; a last one that is torn, or still being written, waits for the next reading.
   * @throws Problem `unreadable-log` where the file is gone or none; `replaced-log` where it is another file or was
   *   cut: the next reading begins anew, and its reader should too
   */
  *read(): Generator<Record> {
    const file = this.#open();
    try {
      const size = this.#sizeOf(file);
      if (this.#isOther(file, size)) throw this.#restart();
      if (!this.#isLost) yield* this.#records(new Window(file, this.files, this.#position), size);
      this.#fingerprint = this.#beginning(file, Math.min(FINGERPRINT, size));
    } finally {
      this.files.closeSync(file);
    }
  }

  *#records(window: Window, size: number): Generator<Record> {
    for (let header = window.peek(HEADER); header; header = window.peek(HEADER)) {
      const length = lengthIn(header);
      if (length === undefined) {
        yield this.#lose();
        return;
      }
      const end = window.position + HEADER + length + FOOTER;
      if (end > size) return;
      this.#number++;
      window.skip(HEADER);
      yield this.#record(window, length);
      window.skip(length + FOOTER);
      this.#position = end;
    }
  }

  #record(window: Window, length: number): Record {
    if (length > MAX_RECORD) return this.#bad(`holds ${length} bytes, which no scalar takes, and is skipped`);
    const data = window.peek(length + FOOTER);
    if (!data || !isIntact(data, length)) return this.#bad('is damaged (its checksum is another), and is skipped');
    return { number: this.#number, data: data.subarray(0, length), problem: null };
  }

  #bad(what: string): Record {
    const problem = new Problem('damaged-log', `${this.path}: record ${this.#number} ${what}`, 'run');
    return { number: this.#number, data: null, problem };
  }

  #lose(): Record {
    this.#isLost = true;
    this.#number++;
    return this.#bad('has a damaged length, so that all from there on is lost');
  }

  #restart(): Problem {
    [this.#position, this.#number, this.#isLost] = [0, 0, false];
    this.#fingerprint = Buffer.alloc(0);
    return replaced(this.path);
  }

  /** Refuses pipes and devices before they are opened: opening one may wait for ever. */
  #open(): number {
    try {
      if (this.files.statSync(this.path).isFile()) return this.files.openSync(this.path, 'r');
    } catch (error) {
      throw unreadable(this.path, error);
    }
    throw noFile(this.path);
  }

  #sizeOf(file: number): number {
    return this.files.fstatSync(file).size;
  }

  #isOther(file: number, size: number): boolean {
    return size < this.#position || !this.#beginning(file, this.#fingerprint.length).equals(this.#fingerprint);
  }

  #beginning(file: number, count: number): Buffer {
    const bytes = Buffer.alloc(count);
    return bytes.subarray(0, this.files.readSync(file, bytes, 0, count, 0));
  }
}
