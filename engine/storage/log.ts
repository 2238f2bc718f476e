/** log.txt of a run: what happened, for people; one line an entry, stacks indented below. */
import { join } from 'node:path';
import { appendWhole, unwritable } from './append';
import { disk, type FileSystem } from './file-system';

function open(path: string, files: FileSystem): number {
  try {
    return files.openSync(path, 'a');
  } catch (error) {
    throw unwritable(path, error);
  }
}

/**
 * Appends an entry with the time of day; line breaks inside it cannot pass for another entry.
 * @throws Problem `unwritable-log`
 */
export function appendLog(folder: string, entry: string, files: FileSystem = disk): void {
  const path = join(folder, 'log.txt');
  const file = open(path, files);
  try {
    appendWhole(path, file, `${new Date().toISOString()} ${entry.replaceAll('\n', '\n    ')}\n`, files);
  } finally {
    files.closeSync(file);
  }
}
