import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { forkServer, isAlive, serverEnvironment, snapshotArguments, snapshotPath } from './contract';
import { open } from './conversation';
import { FINDINGS, PROGRAMS } from './programs';

/** Either step takes a second; one that has not ended by then never will. */
const LIMIT_MS = 60_000;

/**
 * Makes a snapshot of the server for later starts where there is none yet, and keeps it once a server that went on from
 * it has said of programs what it should. Where that fails an empty file says so. `module`: the server's bundle;
 * `givenTrees`: what warming up needs.
 */
export async function keepSnapshot(module: string, cache: string, givenTrees: () => Promise<string>): Promise<void> {
  const path = snapshotPath(module, cache);
  if (path === undefined || existsSync(path)) return;
  const begun = `${path}.${process.pid}`;
  const clear = (): void => {
    rmSync(begun, { force: true });
  };
  process.once('exit', clear);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    if (!(await make(begun, module, cache, givenTrees).catch(() => false))) writeFileSync(begun, '');
    renameSync(begun, path);
    removeOthers(path);
  } catch {
    // Where nothing can be written nothing is kept.
  } finally {
    process.off('exit', clear);
    clear();
  }
}

/** Whether Node made one that is good. */
async function make(path: string, module: string, cache: string, givenTrees: () => Promise<string>): Promise<boolean> {
  const args = [...snapshotArguments(path), '--build-snapshot', join(dirname(module), 'server-snapshot.js')];
  const env = { ...process.env, ...serverEnvironment(cache) };
  const maker = spawn(process.execPath, args, { env, stdio: ['pipe', 'ignore', 'ignore'], timeout: LIMIT_MS });
  const isMade = await withinLife(maker, async () => {
    const ended = once(maker, 'exit');
    if (maker.pid !== undefined) setPriority(maker.pid, constants.priority.PRIORITY_LOW);
    maker.stdin.end(await givenTrees());
    const [code] = (await ended) as [number | null];
    return code === 0;
  });
  return isMade && answers(path, module, cache);
}

/** Whether a server that goes on from a snapshot finds in programs what is in them. */
async function answers(path: string, module: string, cache: string): Promise<boolean> {
  const server = forkServer(module, cache, snapshotArguments(path));
  const late = setTimeout(() => server.kill('SIGKILL'), LIMIT_MS);
  return withinLife(server, async () => {
    if (!(await isAlive(server))) return false;
    const channel = {
      send: (message: object) => server.send(message),
      hear: (listener: (message: unknown) => void) => server.on('message', listener),
    };
    const found = await Promise.race([open(channel, PROGRAMS), once(server, 'exit')]);
    return JSON.stringify(found) === JSON.stringify(FINDINGS);
  }).finally(() => {
    clearTimeout(late);
  });
}

/** Ends a process after what is done with it, and with this one. */
async function withinLife<T>(child: ChildProcess, act: () => Promise<T>): Promise<T> {
  const end = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', end);
  // One that has ended before all was said to it.
  for (const each of [child, child.stdin]) each?.on('error', () => undefined);
  try {
    return await act();
  } finally {
    process.off('exit', end);
    end();
  }
}

/** One for each V8: those of older versions of ours, and what was begun and left. */
function removeOthers(path: string): void {
  const ours = `server-${process.versions.v8}-${process.arch}-`;
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(ours) && name !== basename(path)) rmSync(join(dirname(path), name), { force: true });
  }
}
