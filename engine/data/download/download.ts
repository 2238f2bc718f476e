/** A public data set brought into the user's cache, where the source of its name finds it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { causeOf, Problem } from '../../process/problem';
import { TEMPORARY } from '../../storage/atomic';
import { cacheFolder } from '../../storage/cache';
import { makeDirectories } from '../../storage/directories';
import { fetchFile, isThere, type FetchOptions } from './fetch-file';
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

/** What a source reads of an archive. */
export const CIFAR_FILES = [
  ...[1, 2, 3, 4, 5].map((part) => `data_batch_${part}.bin`),
  'test_batch.bin',
  'batches.meta.txt',
];

const undone = (set: DownloadSet, file: SetFile, address: string, error: unknown) => {
  const clause = error instanceof BadAnswer ? error.message : `cannot be reached (${causeOf(error)})`;
  const next = `call again later, or put ${file.name} into ${folderOf(set)} yourself`;
  return new Problem('download-failed', `${new URL(file.name, address).href} ${clause}; ${next}`, 'run');
};

/**
 * Fetches what is not there yet, and checks all of it.
 * @returns the set's folder
 * @throws Problem `download-failed` naming the address, the cause and what to do
 */
export async function download(set: DownloadSet, options: DownloadOptions): Promise<string> {
  const folder = folderOf(set);
  try {
    makeDirectories(folder);
  } catch (error) {
    throw new Problem('unwritable-cache', `${folder} cannot be made (${causeOf(error)}); set NABLA_CACHE_DIR`);
  }
  for (const file of set.files) {
    if (!(await isThere(folder, file))) await fetchAnywhere(set, file, options);
    options.progress({ file, done: file.bytes });
    if (file.name.endsWith('.tar.gz')) await unpack(join(folder, file.name), CIFAR_FILES, folder);
  }
  return folder;
}

/** From the first address that has it. */
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
      problem ??= undone(set, file, address, error);
    }
  }
  throw problem!;
}

/**
 * The folder of a set that was downloaded, or put there.
 * @throws Problem `missing-data` saying how to get it
 */
export function cachedFolder(id: string): string {
  const set = downloadSets.find((one) => one.id === id)!;
  const folder = folderOf(set);
  if (existsSync(folder) && readdirSync(folder).some((name) => !name.startsWith(TEMPORARY))) return folder;
  throw new Problem(
    'missing-data',
    `the data of source "${id}" is not on this machine; call nabla download ${id}, or set data.path to a folder that has it`,
  );
}
