/** One writer a run: a lock file that names its holder; one that a dead process left behind is reclaimed. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { Problem } from '../process/problem';
import { isAlive } from './alive';
import { removeQuietly, TEMPORARY } from './atomic';
import { codeOf, disk, type FileSystem } from './file-system';

const holderSchema = v.object({ pid: v.number(), host: v.string(), token: v.string() });

/** Two processes may find the same stale lock; the loser of that race looks once more. */
const ATTEMPTS = 3;

const held = (folder: string, holder: string) =>
  new Problem('run-locked', `${folder} is being written by ${holder}; stop that run first`);

/** Who holds the lock, in words; undefined if its holder is dead or the file says nothing. */
function liveHolder(text: string): string | undefined {
  try {
    const { pid, host } = v.parse(holderSchema, JSON.parse(text));
    if (host !== hostname()) return `process ${pid} on ${host}`;
    return isAlive(pid) ? `process ${pid}` : undefined;
  } catch {
    return undefined;
  }
}

/** Takes a stale lock away; if someone else renewed it meanwhile, gives it back. */
function reclaim(path: string, seen: string, files: FileSystem): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    files.renameSync(path, aside);
    if (files.readFileSync(aside, 'utf8') !== seen) files.linkSync(aside, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(codeOf(error))) throw error;
  }
  removeQuietly(aside, files);
}

const readLock = (path: string, files: FileSystem): string | undefined => {
  try {
    return files.readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Writes the lock's content under a name of its own, to be linked to the lock's name. */
function prepare(folder: string, content: string, files: FileSystem): string {
  const path = join(folder, `${TEMPORARY}lock-${randomUUID()}`);
  const file = files.openSync(path, 'wx');
  try {
    files.writeSync(file, content);
  } finally {
    files.closeSync(file);
  }
  return path;
}

/** A link appears with its content or not at all, and never replaces another. */
function tryLink(from: string, to: string, files: FileSystem): boolean {
  try {
    files.linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Whether a living process holds the lock of a run's folder. */
export function isLocked(folder: string, files: FileSystem = disk): boolean {
  const seen = readLock(join(folder, 'lock'), files);
  return seen !== undefined && liveHolder(seen) !== undefined;
}

/**
 * Locks a run's folder against a second writer.
 * @returns what releases it
 * @throws Problem `run-locked` naming the process that holds it
 */
export function lock(folder: string, files: FileSystem = disk): () => void {
  const path = join(folder, 'lock');
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() });
  const prepared = prepare(folder, mine, files);
  const release = () => {
    if (readLock(path, files) === mine) removeQuietly(path, files);
  };
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (tryLink(prepared, path, files)) return release;
      const seen = readLock(path, files);
      if (seen === undefined) continue;
      const holder = liveHolder(seen);
      if (holder !== undefined) throw held(folder, holder);
      reclaim(path, seen, files);
    }
    throw held(folder, 'another process');
  } finally {
    removeQuietly(prepared, files);
  }
}
