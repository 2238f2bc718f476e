/** One file, fetched to a temporary beside its place, checked, and only then named. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { causeOf } from '../../process/problem';
import { renamePatiently, syncDirectory, TEMPORARY } from '../../storage/atomic';
import type { Allowance } from './address';
import { BadAnswer, request } from './request';
import type { SetFile } from './sets';

export interface FetchOptions {
  signal: AbortSignal;
  /** Origins on this machine; of tests alone. */
  allowed: Allowance;
  /** Called as bytes come in, with those that are there. */
  progress: (done: number) => void;
}

/** What the disk refused, not the network: no other address helps. */
export class DiskRefusal extends Error {}

async function onDisk<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new DiskRefusal(causeOf(error), { cause: error });
  }
}

/** Whether the file is there, whole. */
export async function isThere(folder: string, file: SetFile): Promise<boolean> {
  const path = join(folder, file.name);
  const status = await stat(path).catch(() => null);
  return status?.isFile() === true && status.size === file.bytes && (await hashOf(path)).digest('hex') === file.sha256;
}

async function hashOf(path: string): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash;
}

/**
 * Fetches a file; one that was begun before is gone on with.
 * @throws BadAnswer, DiskRefusal, or the network's error; afterwards the place is as it was
 */
export async function fetchFile(address: string, folder: string, file: SetFile, options: FetchOptions): Promise<void> {
  const temporary = join(folder, `${TEMPORARY}${file.name}`);
  const begun = await stat(temporary).catch(() => null);
  const from = begun?.isFile() && begun.size < file.bytes ? begun.size : 0;
  const answer = await request(new URL(file.name, address).href, { ...options, from });
  try {
    checkAnswer(answer, file, from);
    const goesOn = answer.statusCode === 206;
    const handle = await onDisk(() => open(temporary, goesOn ? 'a' : 'w'));
    try {
      const hash = goesOn ? await onDisk(() => hashOf(temporary)) : createHash('sha256');
      await receive(answer, handle, { hash, done: goesOn ? from : 0 }, file, options);
      await onDisk(() => handle.sync());
    } finally {
      await handle.close();
    }
  } catch (error) {
    // What is wrong must not be gone on with; what is short may.
    if (error instanceof BadAnswer && !(error instanceof ShortAnswer)) await rm(temporary, { force: true });
    throw error;
  } finally {
    answer.destroy();
  }
  await onDisk(() => {
    renamePatiently(temporary, join(folder, file.name));
    syncDirectory(folder);
  });
}

class ShortAnswer extends BadAnswer {}

/** What can be told before the body comes. */
function checkAnswer({ statusCode, headers }: IncomingMessage, { bytes }: SetFile, from: number): void {
  if (statusCode !== 200 && statusCode !== 206) throw new BadAnswer(`answers with status ${statusCode ?? 0}`);
  const range = headers['content-range'];
  if (statusCode === 206 && range !== `bytes ${from}-${bytes - 1}/${bytes}`) {
    throw new BadAnswer(`answers with another part (${range ?? 'unnamed'}) than was asked for`);
  }
  const length = headers['content-length'];
  const expected = statusCode === 206 ? bytes - from : bytes;
  if (length !== undefined && Number(length) !== expected) {
    throw new BadAnswer(`has ${length} bytes where ${expected} are expected`);
  }
}

async function receive(
  answer: IncomingMessage,
  handle: FileHandle,
  { hash, done }: { hash: Hash; done: number },
  { bytes, sha256 }: SetFile,
  { progress }: FetchOptions,
): Promise<void> {
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      done += chunk.length;
      if (done > bytes) throw new BadAnswer(`goes on after its ${bytes} bytes`);
      hash.update(chunk);
      await onDisk(() => handle.writeFile(chunk));
      progress(done);
    }
  } catch (error) {
    const isCutOff = error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
    if (!isCutOff) throw error;
  }
  if (done < bytes) throw new ShortAnswer(`ended after ${done} of ${bytes} bytes`);
  if (hash.digest('hex') !== sha256) throw new BadAnswer('is another file: its SHA-256 is not the one that is known');
}
