/** Writes that happen wholly or not at all: a temporary in the same directory, synced, then renamed. */
import { basename, dirname, join } from 'node:path';
import { codeOf, disk, type FileSystem } from './file-system';

/** Marks what is not yet committed; readers never list such names, and a later save clears them away. */
export const TEMPORARY = '.tmp-';

/** Virus scanners and indexers hold a file for moments: five tries over about 300 ms outlast them. */
const RENAME_WAITS = [10, 20, 40, 80, 160];
const BUSY = new Set(['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY']);

const sleep = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

/** Renames; where something holds the name for a moment, waits and tries again, a bounded number of times. */
export function renamePatiently(from: string, to: string, files: FileSystem = disk): void {
  for (const wait of RENAME_WAITS) {
    try {
      files.renameSync(from, to);
      return;
    } catch (error) {
      if (!BUSY.has(codeOf(error))) throw error;
      sleep(wait);
    }
  }
  files.renameSync(from, to);
}

/** Writes all bytes to a new file and waits until the disk has them. */
export function writeSynced(path: string, bytes: Uint8Array, files: FileSystem = disk): void {
  const file = files.openSync(path, 'wx');
  try {
    for (let from = 0; from < bytes.length;) from += files.writeSync(file, bytes, from);
    files.fsyncSync(file);
  } finally {
    files.closeSync(file);
  }
}

/** Makes renames in a directory durable; Windows cannot open directories, and needs no such call. */
export function syncDirectory(path: string, files: FileSystem = disk): void {
  if (process.platform === 'win32') return;
  const directory = files.openSync(path, 'r');
  try {
    files.fsyncSync(directory);
  } finally {
    files.closeSync(directory);
  }
}

/**
 * Replaces a file's content: afterwards it is the new or, if this throws, still the old; readers of the old go on.
 * @throws the system's error, after removing the temporary
 */
export function writeAtomic(path: string, content: string | Uint8Array, files: FileSystem = disk): void {
  const temporary = join(dirname(path), `${TEMPORARY}${process.pid}-${basename(path)}`);
  try {
    files.rmSync(temporary, { force: true });
    writeSynced(temporary, typeof content === 'string' ? Buffer.from(content) : content, files);
    renamePatiently(temporary, path, files);
    syncDirectory(dirname(path), files);
  } catch (error) {
    removeQuietly(temporary, files);
    throw error;
  }
}

/** Removes what a failed write left; if even that fails, the original error matters more and the next save tries again. */
export function removeQuietly(path: string, files: FileSystem = disk): void {
  try {
    files.rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if (codeOf(error) === '') throw error;
  }
}
