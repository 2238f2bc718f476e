/** Files as data: regular ones only, read in chunks or by position, and refused when they change under the reader. */
import fs from 'node:fs';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { causeOf, Problem } from '../../process/problem';

export const unreadable = (file: string, cause: string) =>
  new Problem('unreadable-data', `${file} cannot be read (${cause}); check data.path`);

/** @param where in the file, to follow its name: ", row 7" */
export const corrupt = (file: string, cause: string, next: string, where = '') =>
  new Problem('corrupt-data', `${file}${where}: ${cause}; ${next}`);

export const changed = (file: string) =>
  new Problem('changed-data', `${file} has changed since it was opened; leave the data alone and start again`, 'run');

/** Bytes of a chunk: large enough that calls cost nothing, small beside any limit. */
const CHUNK = 2 ** 18;

/** Without it, opening a pipe would wait for a writer; Windows has neither the flag nor such pipes. */
const FLAGS = fs.constants.O_RDONLY | ((fs.constants.O_NONBLOCK as number | undefined) ?? 0);

const [openFile, statFile, readFile] = [promisify(fs.open), promisify(fs.fstat), promisify(fs.read)];

/** A dataset on disk is used until it is forgotten: then its file is closed. */
const forgotten = new FinalizationRegistry<number>((descriptor) => {
  fs.close(descriptor);
});

/** An open file as plain data: a descriptor is the whole process's, and all its threads read by it. */
export interface OpenFile {
  path: string;
  descriptor: number;
  /** Bytes, when it was opened. */
  size: number;
  /** Of its last change before, in milliseconds. */
  modified: number;
}

/** An open regular file. */
export class DataFile {
  private constructor(readonly opened: OpenFile) {}

  /** @throws Problem `unreadable-data` where there is none, or a folder, a pipe or a device, which has no end */
  static async open(path: string): Promise<DataFile> {
    try {
      const descriptor = await openFile(path, FLAGS);
      const stats = await statFile(descriptor);
      if (stats.isFile()) return DataFile.owning({ path, descriptor, size: stats.size, modified: stats.mtimeMs });
      fs.closeSync(descriptor);
      throw new Error(stats.isDirectory() ? 'not a regular file but a folder' : 'not a regular file');
    } catch (error) {
      throw unreadable(path, causeOf(error));
    }
  }

  /** A file that another thread has opened, for as long as it is held there: only there is it closed. */
  static of(opened: OpenFile): DataFile {
    return new DataFile(opened);
  }

  private static owning(opened: OpenFile): DataFile {
    const file = new DataFile(opened);
    forgotten.register(file, opened.descriptor, file);
    return file;
  }

  get path(): string {
    return this.opened.path;
  }

  get size(): number {
    return this.opened.size;
  }

  private get descriptor(): number {
    return this.opened.descriptor;
  }

  /**
   * Fills `bytes` from a place in the file.
   * @throws Problem `changed-data` if the file ends before
   */
  async read(bytes: Uint8Array, position: number): Promise<void> {
    for (let filled = 0; filled < bytes.length;) {
      const length = bytes.length - filled;
      const { bytesRead } = await readFile(this.descriptor, bytes, filled, length, position + filled);
      if (bytesRead === 0) throw changed(this.path);
      filled += bytesRead;
    }
  }

  /** As `read`, without letting others run meanwhile: many short reads take a tenth of the time. */
  readNow(bytes: Uint8Array, position: number): void {
    for (let filled = 0; filled < bytes.length;) {
      const bytesRead = fs.readSync(this.descriptor, bytes, filled, bytes.length - filled, position + filled);
      if (bytesRead === 0) throw changed(this.path);
      filled += bytesRead;
    }
  }

  /** @throws Problem `changed-data` if the file is not what it was when it was opened */
  async checkUnchanged(): Promise<void> {
    const { size, mtimeMs } = await statFile(this.descriptor);
    if (size !== this.size || mtimeMs !== this.opened.modified) throw changed(this.path);
  }

  /** All its bytes in order, unpacked if they are gzipped. */
  async *chunks(): AsyncGenerator<Buffer> {
    const stored = this.stored();
    const isPacked = await this.isGzip();
    // Whoever iterates the last stream of a pipeline sees what goes wrong in any.
    const bytes = isPacked ? pipeline(stored, createGunzip({ chunkSize: CHUNK }), () => undefined) : stored;
    try {
      for await (const chunk of bytes as AsyncIterable<Buffer>) yield chunk;
      await this.checkUnchanged();
    } catch (error) {
      throw this.problemOf(error);
    }
  }

  /** No more than there were when it was opened: a file that grows as fast as it is read has no end. */
  private async *stored(): AsyncGenerator<Buffer> {
    for (let position = 0; position < this.size;) {
      const bytes = Buffer.allocUnsafe(Math.min(CHUNK, this.size - position));
      await this.read(bytes, position);
      yield bytes;
      position += bytes.length;
    }
  }

  close(): void {
    forgotten.unregister(this);
    fs.closeSync(this.descriptor);
  }

  private async isGzip(): Promise<boolean> {
    const magic = new Uint8Array(2);
    await readFile(this.descriptor, magic, 0, 2, 0);
    return magic[0] === 0x1f && magic[1] === 0x8b;
  }

  private problemOf(error: unknown): unknown {
    if (error instanceof Problem || !(error instanceof Error) || !('code' in error)) return error;
    if (!String(error.code).startsWith('Z_')) return unreadable(this.path, causeOf(error));
    return corrupt(this.path, `its compressed data is damaged (${causeOf(error)})`, 'download it again');
  }
}

/** The chunks of a file that is opened and closed for it. */
export async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = await DataFile.open(path);
  try {
    yield* file.chunks();
  } finally {
    file.close();
  }
}
