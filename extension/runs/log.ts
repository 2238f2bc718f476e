import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineEvent } from '../../engine/process/protocol';
import { decodeEvent } from '../../engine/process/protocol';

/** A probe of 200 layers takes so much; a longer line is damage, and is skipped before it fills the memory. */
const MAX_LINE = 256 * 1024;
const NEWLINE = 10;

/** A run's folder holds its events under this name. */
const LOG = 'events.jsonl';

function parse(line: string): EngineEvent | undefined {
  try {
    const decoded = decodeEvent(JSON.parse(line));
    return decoded.ok ? decoded.value : undefined;
  } catch {
    return undefined;
  }
}

/** A run's log: each reading goes on where the last one ended, in bounded memory. */
export class EventLog {
  /** Bytes of the lines that were read. */
  #position = 0;
  #isOverlong = false;
  /** Of the file that they were read from. */
  #inode: number | undefined;

  constructor(readonly folder: string) {}

  /**
   * The events since the last reading, in order. Damaged and foreign lines are skipped, the rest is kept; a line
   * without an end is torn, or still being written, and waits for the next reading.
   * @param wanted looks at a line before it is parsed, for readers that need few of many
   * @throws what the file system says when the log cannot be read
   */
  async *read(wanted = (_line: string) => true): AsyncGenerator<EngineEvent> {
    for await (const line of this.#lines()) {
      const event = line !== '' && wanted(line) ? parse(line) : undefined;
      if (event) yield event;
    }
  }

  /**
   * Whether the file was cut, or another one put in its place, since the last reading; the next one begins anew then.
   * @throws what the file system says when there is none
   */
  async isAnother(): Promise<boolean> {
    const { ino, size } = await stat(join(this.folder, LOG));
    const isAnother = this.#inode !== undefined && (ino !== this.#inode || size < this.#position);
    this.#inode = ino;
    if (isAnother) [this.#position, this.#isOverlong] = [0, false];
    return isAnother;
  }

  async *#lines(): AsyncGenerator<string> {
    let rest: Uint8Array = Buffer.alloc(0);
    for await (const chunk of createReadStream(join(this.folder, LOG), {
      start: this.#position,
    }) as AsyncIterable<Buffer>) {
      const bytes = Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
        if (!this.#isOverlong) yield bytes.toString('utf8', start, end);
        this.#isOverlong = false;
        this.#position += end + 1 - start;
        start = end + 1;
      }
      rest = this.#bounded(bytes.subarray(start));
    }
  }

  /** What is left of a chunk; the beginning of an overlong line is dropped. */
  #bounded(rest: Uint8Array): Uint8Array {
    if (rest.length <= MAX_LINE) return rest;
    this.#isOverlong = true;
    this.#position += rest.length;
    return new Uint8Array();
  }
}
