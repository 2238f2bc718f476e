/** Files of weights come from strangers: regular files only, of bounded size, and none beside what they may name. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';
import { causeOf, Problem } from '../../process/problem';

/** Node cannot read more in one piece. */
const MAX_BYTES = 2 ** 31 - 1;

/** A name longer than any file system's is no path. */
const MAX_PATH = 4096;

/** A pipe must not block, a link as the last part is not followed; Windows, which has neither, has no such flags. */
const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants;

const unreadable = (path: string, cause: string) =>
  new Problem('unreadable-weights', `${path} cannot be read (${cause}); check the path in model.weights`);

const escapes = (object: string, path: string, cause: string) =>
  new Problem(
    'path-escapes',
    `${object} refers to ${JSON.stringify(path.slice(0, 80))}, ${cause}; put plain files beside it, or use another copy`,
  );

interface Range {
  offset: number;
  /** The rest where it is not said. */
  length?: number | undefined;
}

/** Reads a part of an open file. @throws Error in a few words */
function readOpen(file: number, { offset, length }: Range): Buffer {
  const { size } = fstatSync(file);
  const count = length ?? size - offset;
  if (count < 0 || offset + count > size) throw new Error(`bytes ${offset}…${offset + count} of only ${size}`);
  if (count > MAX_BYTES) throw new Error('larger than two gigabytes');
  const bytes = Buffer.alloc(count);
  for (let at = 0; at < count;) {
    const got = readSync(file, bytes, at, count - at, offset + at);
    if (got === 0) throw new Error('it was cut while it was read');
    at += got;
  }
  return bytes;
}

/** The whole of a file that a user named. @throws Problem `unreadable-weights` */
export function readWhole(path: string): Buffer {
  let file: number | undefined;
  try {
    file = openSync(path, O_RDONLY | O_NONBLOCK);
    if (!fstatSync(file).isFile()) throw new Error('not a regular file');
    return readOpen(file, { offset: 0 });
  } catch (error) {
    throw unreadable(path, causeOf(error));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Why a path that a file names may not be followed; undefined for a plain relative one. */
function whyRefused(path: string): string | undefined {
  if (path.length === 0 || path.length > MAX_PATH || path.includes('\0')) return 'which is no path';
  if (posix.isAbsolute(path) || win32.isAbsolute(path)) return 'an absolute path';
  if (/[\\:]/.test(path)) return 'an address or a path of Windows';
  if (path.split('/').includes('..')) return 'which lies outside its folder';
  return undefined;
}

/** @throws Problem where a folder on the way is a link: what it leads to lies elsewhere */
function checkFolders(folder: string, path: string, object: string): void {
  const parts = path.split('/').slice(0, -1);
  parts.forEach((_, index) => {
    const status = lstatSync(join(folder, ...parts.slice(0, index + 1)), { throwIfNoEntry: false });
    if (status?.isSymbolicLink()) throw escapes(object, path, 'where a folder is a link');
  });
}

/**
 * A part of a file that another file names: it must lie below `folder`, and be a file of its own, neither a symbolic nor
 * a hard link, by which a stranger's archive could show what is elsewhere.
 * @param object the file that names it
 * @throws Problem `path-escapes`, or `unreadable-weights`
 */
export function readBeside(folder: string, path: string, object: string, range: Range = { offset: 0 }): Buffer {
  const cause = whyRefused(path);
  if (cause !== undefined) throw escapes(object, path, cause);
  const whole = join(folder, path);
  checkFolders(folder, path, object);
  let file: number | undefined;
  try {
    if (lstatSync(whole).isSymbolicLink()) throw escapes(object, path, 'a link');
    file = openSync(whole, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    const status = fstatSync(file);
    if (!status.isFile()) throw escapes(object, path, 'which is not a regular file');
    if (status.nlink > 1) throw escapes(object, path, 'a hard link');
    return readOpen(file, range);
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(whole, causeOf(error));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
