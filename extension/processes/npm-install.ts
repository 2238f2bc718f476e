/** Installs one package into a folder of ours: complete or not at all, however it ends. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './alive';
import type { Watch } from './npm';
import { npm } from './npm';

/** What to install, and where. */
export interface Installation {
  name: string;
  /** As package.json has it: a version, or `file:` and a path. */
  version: string;
  /** Its node_modules will hold the package; what the folder held before is replaced. */
  folder: string;
  /** Says what is missing in a folder that npm called complete; undefined if nothing is. */
  lack?: (folder: string) => Promise<string | undefined>;
}

/** The user's settings of npm must not keep the package's install script from running: it was asked for. */
const FLAGS = ['--ignore-scripts=false', '--foreground-scripts', '--no-audit', '--no-fund', '--no-progress'];

/**
 * Installs a package with npm in a folder beside the target, which takes its name in the end.
 * @throws Error of one line; the signal's reason if it was aborted. Nothing is left behind then.
 */
export async function installPackage(installation: Installation, watch: Watch): Promise<void> {
  const { folder } = installation;
  await removeLeftovers(folder);
  const stage = await createStage(folder);
  try {
    await writeFile(join(stage, 'package.json'), manifest(installation));
    await npm(['install', ...FLAGS], stage, watch);
    const lack = await installation.lack?.(stage);
    if (lack) throw new Error(`npm ended well, but ${lack}: see the log for what it said`);
    watch.signal.throwIfAborted();
    await replace(folder, stage);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** Newer versions of npm run install scripts of the packages in `allowScripts` only. */
const manifest = ({ name, version }: Installation): string =>
  JSON.stringify({ private: true, dependencies: { [name]: version }, allowScripts: { [name]: true } });

/** Folders beside the target that belong to a process, while it lives. */
const own = (folder: string, role: 'partial' | 'old'): string => `${folder}.${role}-${process.pid}`;
const OWNED = /^\.(?:partial|old)-(?<pid>\d+)$/;

/** Where this process installs what is to become `folder`. */
export const stageOf = (folder: string): string => own(folder, 'partial');

async function createStage(folder: string): Promise<string> {
  await mkdir(dirname(folder), { recursive: true });
  const stage = stageOf(folder);
  try {
    await mkdir(stage);
  } catch (cause) {
    throw new Error(`${folder} is being installed already: wait for it, or cancel it`, { cause });
  }
  return stage;
}

/** Puts the stage in the folder's place; if that fails, the folder is as before. */
async function replace(folder: string, stage: string): Promise<void> {
  const old = own(folder, 'old');
  const wasThere = await moved(folder, old);
  try {
    await rename(stage, folder);
  } catch (error) {
    if (wasThere) await rename(old, folder);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

/** Whether there was a folder to move. Windows refuses while a process has a file of it open. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new Error(`${from} cannot be replaced (${(cause as Error).message}): stop what uses it, then try again`, {
      cause,
    });
  }
}

/** Removes what processes that died left beside the folder. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(dirname(folder)).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(basename(folder))) continue;
    const pid = OWNED.exec(name.slice(basename(folder).length))?.groups?.pid;
    if (pid && !isAlive(Number(pid))) await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}
