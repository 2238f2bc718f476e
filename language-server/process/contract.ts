/** How the language server's process is started: by the extension, and by the benchmark as the extension does. */
import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ALIVE } from './flags';

/** Many times what Node takes to read a snapshot; one that takes longer is none. */
const ALIVE_WITHIN_MS = 10_000;

/** Megabytes. The first text takes 20, and V8 would mark all of them while that is analysed. */
const FIRST_FULL_COLLECTION = 64;

/**
 * V8 would give each start strings' hashes of its own, which takes as long as a fourth of reading the snapshot; every
 * user's snapshot has its own.
 */
const FLAGS = ['--no-rehash-snapshot', `--initial-old-space-size=${FIRST_FULL_COLLECTION}`];

/** What Node makes a snapshot with at a path, and what it goes on from it with. */
export const snapshotArguments = (path: string): string[] => [...FLAGS, '--snapshot-blob', path];

/**
 * What the server's environment has instead of the editor's. `cache`: the folder where it keeps what later starts find.
 *
 * The server speaks to no network. Where a user has certificates of their own, Node would read all of them before it runs
 * any program, which for the 140 that systems have takes longer than all else that it does then. What a snapshot is read
 * into is 2,400 pages, or 5 large ones where Linux's C library asks for those.
 * https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html
 */
export const serverEnvironment = (cache: string): NodeJS.ProcessEnv => ({
  NABLA_CACHE_DIR: cache,
  NODE_EXTRA_CA_CERTS: undefined,
  GLIBC_TUNABLES: process.env.GLIBC_TUNABLES ?? 'glibc.malloc.hugetlb=1',
});

/**
 * Starts the server that speaks over Node's own channel: from its snapshot where one was kept, and as ever where that
 * does not come to life. `module`: its bundle.
 */
export async function startServer(module: string, cache: string, execArgv: string[] = []): Promise<ChildProcess> {
  const path = snapshotPath(module, cache);
  if (path === undefined || !hasContent(path)) return forkServer(module, cache, execArgv);
  const server = forkServer(module, cache, snapshotArguments(path));
  if (await isAlive(server)) return server;
  rmSync(path, { force: true });
  return forkServer(module, cache, execArgv);
}

export function forkServer(module: string, cache: string, execArgv: string[]): ChildProcess {
  const electron = { ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' };
  const env = { ...process.env, ...electron, ...serverEnvironment(cache) };
  return fork(module, ['--node-ipc', `--clientProcessId=${process.pid}`], { execArgv, env, silent: true });
}

/** Whether a server that was started from a snapshot runs; ended where it does not. */
export async function isAlive(server: ChildProcess): Promise<boolean> {
  const late = setTimeout(() => server.kill('SIGKILL'), ALIVE_WITHIN_MS);
  const signal = new AbortController();
  const wait = (event: string): Promise<unknown[]> => once(server, event, { signal: signal.signal });
  try {
    const [said] = await Promise.race([wait('message'), wait('exit')]);
    return said === ALIVE;
  } catch {
    return false;
  } finally {
    clearTimeout(late);
    signal.abort();
  }
}

/**
 * Where the snapshot of a bundle is, for the Node that runs this and the options that it would be started with; undefined
 * where none can be: Electron's Node has no snapshots of its own.
 */
export function snapshotPath(module: string, cache: string): string | undefined {
  if (process.versions.electron !== undefined) return undefined;
  try {
    const code = readFileSync(join(dirname(module), 'server-code.js'));
    const { NODE_OPTIONS: options = '' } = process.env;
    const what = [process.version, process.execPath, options, ...FLAGS, dirname(module)].join('\n');
    const key = createHash('sha256').update(code).update(what).digest('hex').slice(0, 16);
    return join(cache, 'code', `server-${process.versions.v8}-${process.arch}-${key}.blob`);
  } catch {
    return undefined;
  }
}

function hasContent(path: string): boolean {
  try {
    return statSync(path).size > 0;
  } catch {
    return false;
  }
}
