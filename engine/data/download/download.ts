/** A public data set brought into the user's cache, where the source of its name finds it. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { causeOf, Problem } from '../../process/problem';
import { cacheFolder } from '../../storage/cache';
import { makeDirectories } from '../../storage/directories';
import { codeOf } from '../../storage/file-system';
import { DiskRefusal, fetchFile, isThere, type FetchOptions } from './fetch-file';
import { BadAnswer } from './request';
import { downloadSets, type DownloadSet, type SetFile } from './sets';
import { unpack } from './unpack';

const folderOf = ({ id }: DownloadSet): string => join(cacheFolder('data'), id);

/** How far a download has come. */
export interface Progress {
  file: SetFile;
  done: number;
}

export interface DownloadOptions extends Pick<FetchOptions, 'signal' | 'allowed'> {
  progress: (progress: Progress) => void;
}

const undone = (set: DownloadSet, file: SetFile, address: string, error: unknown) => {
  const clause = error instanceof BadAnswer ? error.message : `cannot be reached (${causeOf(error)})`;
  const next = `call again later, or put ${file.name} into ${folderOf(set)} yourself`;
  return new Problem('download-failed', `${new URL(file.name, address).href} ${clause}; ${next}`, 'run');
};

const isOfDisk = (error: unknown): boolean =>
  error instanceof DiskRefusal || (!(error instanceof Problem) && codeOf(error) !== '');

const unwritable = (folder: string, error: unknown) =>
  new Problem(
    'unwritable-cache',
    `${folder} cannot keep the data (${causeOf(error)}); free space there, or set NABLA_CACHE_DIR to another folder`,
    'run',
  );

/**
 * Fetches what is not there yet, and checks all of it.
 * @returns the set's folder
 * @throws Problem `download-failed` naming the address, the cause and what to do; `unwritable-cache` where the disk refuses
 */
export async function download(set: DownloadSet, options: DownloadOptions): Promise<string> {
  const folder = folderOf(set);
  try {
    makeDirectories(folder);
    for (const file of set.files) await bring(set, file, options);
  } catch (error) {
    throw isOfDisk(error) ? unwritable(folder, error) : error;
  }
  return folder;
}

async function bring(set: DownloadSet, file: SetFile, options: DownloadOptions): Promise<void> {
  const folder = folderOf(set);
  if (!(await isThere(folder, file))) await fetchAnywhere(set, file, options);
  options.progress({ file, done: file.bytes });
  const names = set.unpacked?.map(({ name }) => name);
  if (names) await unpack(join(folder, file.name), names, folder);
}

/** From the first address that has it. @throws DiskRefusal, for which no other address helps */
async function fetchAnywhere(
  set: DownloadSet,
  file: SetFile,
  { signal, allowed, progress }: DownloadOptions,
): Promise<void> {
  let problem: Problem | undefined;
  for (const address of set.addresses) {
    const report = (done: number) => {
      progress({ file, done });
    };
    try {
      await fetchFile(address, folderOf(set), file, { signal, allowed, progress: report });
      return;
    } catch (error) {
      if (signal.aborted)
        throw new Problem('download-stopped', `stopped; call again to go on with ${file.name}`, 'run');
      if (error instanceof DiskRefusal) throw error;
      problem ??= undone(set, file, address, error);
    }
  }
  throw problem!;
}

/**
 * The folder of a set that was downloaded, or put there.
 * @throws Problem `missing-data` saying what is missing and how to get it
 */
export function cachedFolder(id: string): string {
  const set = downloadSets.find((one) => one.id === id)!;
  const folder = folderOf(set);
  const wanted = set.unpacked ?? set.files;
  const absent = wanted.filter((file) => !isWhole(folder, file));
  if (absent.length === 0) return folder;
  const what =
    absent.length === wanted.length ? 'is not on this machine' : `is not whole: ${reasonOf(folder, absent[0]!)}`;
  throw new Problem(
    'missing-data',
    `the data of source "${id}" ${what}; call nabla download ${id}, or set data.path to a folder that has it`,
  );
}

type Wanted = Pick<SetFile, 'name'> & { bytes: number | null };

/** Bytes of a file; undefined where there is none. */
function sizeOf(path: string): number | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  return status?.isFile() ? status.size : undefined;
}

function isWhole(folder: string, { name, bytes }: Wanted): boolean {
  const size = sizeOf(join(folder, name));
  return size !== undefined && (bytes === null || size === bytes);
}

function reasonOf(folder: string, { name, bytes }: Wanted): string {
  const size = sizeOf(join(folder, name));
  return size === undefined ? `${folder} has no ${name}` : `${join(folder, name)} has ${size} of ${bytes!} bytes`;
}
