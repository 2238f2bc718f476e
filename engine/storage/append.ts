/** Appends a record to a log wholly or, where the disk refuses, not at all: what comes later never follows half a record. */
import { causeOf, Problem } from '../process/problem';
import { codeOf, disk, type FileSystem } from './file-system';

export const unwritable = (path: string, error: unknown): Problem =>
  new Problem(
    'unwritable-log',
    `${path} cannot be written (${causeOf(error)}); free space, then resume the run`,
    'run',
  );

/** The rest of a record stays where even this is refused: a torn line, or record, which readers skip. */
function truncateQuietly(file: number, size: number, files: FileSystem): void {
  try {
    files.ftruncateSync(file, size);
  } catch (error) {
    if (codeOf(error) === '') throw error;
  }
}

/**
 * @param file opened for appending; this process alone writes to it
 * @throws Problem `unwritable-log` naming the file and the system's word
 */
export function appendWhole(path: string, file: number, record: string | Uint8Array, files: FileSystem = disk): void {
  const bytes = typeof record === 'string' ? Buffer.from(record) : record;
  const { size } = files.fstatSync(file);
  try {
    for (let from = 0; from < bytes.length;) from += files.writeSync(file, bytes, from);
  } catch (error) {
    truncateQuietly(file, size, files);
    throw unwritable(path, error);
  }
}
