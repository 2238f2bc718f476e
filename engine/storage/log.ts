/** log.txt of a run: what happened, for people; one line an entry, stacks indented below. */
import { join } from 'node:path';
import { disk, type FileSystem } from './file-system';

/** Appends an entry with the time of day; line breaks inside it cannot pass for another entry. */
export function appendLog(folder: string, entry: string, files: FileSystem = disk): void {
  const file = files.openSync(join(folder, 'log.txt'), 'a');
  try {
    files.writeSync(file, `${new Date().toISOString()} ${entry.replaceAll('\n', '\n    ')}\n`);
  } finally {
    files.closeSync(file);
  }
}
