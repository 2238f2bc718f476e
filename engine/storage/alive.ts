import { readFileSync } from 'node:fs';
import { codeOf } from './file-system';

/**
 * Whether a process of this machine still runs. One that has ended but that its parent has not asked after (a zombie,
 * which lasts as long as a container's first process that asks after none) holds nothing any more.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
  return !isZombie(pid);
}

/** Linux tells a process's state behind its name, which stands in brackets and may hold any character. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
