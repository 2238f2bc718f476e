/** What a power cut leaves of a save: nothing of what was written and not yet synced; a lying disk lost even that. */
import { ftruncateSync, openSync, closeSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Call } from './faulty-disk';

interface Written {
  path: string;
  isSynced: boolean;
}

/** The files that calls wrote, under the names that they have in the end. */
function written(calls: readonly Call[]): Written[] {
  const found: Written[] = [];
  let last: Written | undefined;
  for (const { name, args } of calls) {
    if (name === 'openSync' && args[1] === 'wx') {
      last = { path: String(args[0]), isSynced: false };
      found.push(last);
    }
    if (name === 'openSync' && args[1] !== 'wx') last = undefined;
    if (name === 'fsyncSync' && last) last.isSynced = true;
    if (name === 'renameSync')
      for (const file of found) file.path = file.path.replace(String(args[0]), String(args[1]));
  }
  return found;
}

/** Empties every file that the calls wrote and did not sync; those whose name `isLost` accepts also when they did. */
export function losePower(calls: readonly Call[], isLost: (name: string) => boolean = () => false): void {
  for (const { path, isSynced } of written(calls)) {
    if (isSynced && !isLost(basename(path))) continue;
    try {
      const file = openSync(join(path), 'r+');
      ftruncateSync(file, 0);
      closeSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
