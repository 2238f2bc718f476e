/** A file of our own that holds what memory should not; nobody else sees it, and it vanishes with the process. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { causeOf, Problem } from '../process/problem';
import { cacheFolder } from '../storage/cache';
import { makeDirectories } from '../storage/directories';
import { DataFile } from './formats/file';

/** Bytes that are gathered before they are written. */
const BUFFER = 2 ** 20;

const unwritable = (folder: string, cause: string) =>
  new Problem(
    'unwritable-scratch',
    `the data is larger than memory should hold, and ${folder} cannot keep it (${cause}); free space there, or set NABLA_CACHE_DIR`,
    'run',
  );

/** Not the system's folder for temporary files: that is memory on many systems. */
const scratchFolder = (): string => cacheFolder('scratch');

export class Scratch {
  private readonly path: string;
  private readonly descriptor: number;
  private readonly buffer = Buffer.alloc(BUFFER);
  private filled = 0;

  /** @throws Problem `unwritable-scratch` */
  constructor(private readonly folder = scratchFolder()) {
    this.path = join(folder, randomUUID());
    this.descriptor = this.attempt(() => {
      makeDirectories(folder);
      return fs.openSync(this.path, 'wx', 0o600);
    });
  }

  /** Appends bytes. @throws Problem `unwritable-scratch` where the disk is full */
  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + BUFFER - this.filled);
      this.buffer.set(part, this.filled);
      this.filled += part.length;
      at += part.length;
      if (this.filled === BUFFER) this.flush();
    }
  }

  /** What was written, to be read by position; its name is gone, so that nothing of it is left behind. */
  async finish(): Promise<DataFile> {
    this.flush();
    fs.closeSync(this.descriptor);
    const file = await DataFile.open(this.path);
    fs.unlinkSync(this.path);
    return file;
  }

  /** Gives up what was written. */
  discard(): void {
    fs.closeSync(this.descriptor);
    fs.rmSync(this.path, { force: true });
  }

  private flush(): void {
    this.attempt(() => {
      for (let at = 0; at < this.filled;) at += fs.writeSync(this.descriptor, this.buffer, at, this.filled - at);
    });
    this.filled = 0;
  }

  private attempt<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw unwritable(this.folder, causeOf(error));
    }
  }
}
