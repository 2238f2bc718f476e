import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** Many times what the language server needs; a larger file is none of ours. */
const MAX_BYTES = 64 * 2 ** 20;

const HASH_BYTES = 32;

/** What Node itself puts around a module. */
const [HEAD, TAIL] = ['(function (exports, require, module, __filename, __dirname) {', '\n})'];

type ModuleFunction = (exports: object, require: NodeJS.Require, module: object, file: string, folder: string) => void;

interface Loaded<T> {
  exports: T;
  /** Keeps what has been compiled until now for the next start, where it was not there. */
  keep: () => void;
}

/**
 * Loads a bundle as `require` does, from what V8 made of it in a run before where `folder` has that: compiling is much
 * of a cold start. The kept code is an accelerator: what cannot be read, was changed, or is of another bundle or V8, is
 * as if it were not there.
 */
export function load<T>(file: string, require: NodeJS.Require, folder: string | undefined): Loaded<T> {
  const bytes = readFileSync(file);
  // V8 decodes other letters slowly, and keeps two bytes for every one of a text that has any.
  const code = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  const path = folder === undefined ? undefined : keptPath(folder, file);
  const known = path === undefined ? undefined : quietly(() => read(path, hashOf(bytes)));
  const options = { filename: file, columnOffset: -HEAD.length, ...(known && { cachedData: known }) };
  const script = new Script(HEAD + code + TAIL, options);
  const module = { exports: {} };
  (script.runInThisContext() as ModuleFunction)(module.exports, require, module, file, dirname(file));
  let isKept = path === undefined || (known !== undefined && script.cachedDataRejected !== true);
  const keep = (): void => {
    if (path === undefined || isKept) return;
    isKept = true;
    quietly(() => {
      write(path, hashOf(bytes), script.createCachedData());
    });
  };
  return { exports: module.exports as T, keep };
}

/** One file for each V8 that runs the bundle: an editor's and Node's take turns. */
const keptPath = (folder: string, file: string): string =>
  join(folder, 'code', `${basename(file)}-${process.versions.v8}-${process.arch}.code`);

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** The file begins with the hash of the bundle, of which V8 compares the length only, and its own: V8 trusts its content. */
function read(path: string, bundle: Buffer): Buffer | undefined {
  if (statSync(path).size > MAX_BYTES) return undefined;
  const bytes = readFileSync(path);
  const data = bytes.subarray(2 * HASH_BYTES);
  const isOurs = bytes.subarray(0, 2 * HASH_BYTES).equals(Buffer.concat([bundle, hashOf(data)]));
  return isOurs ? data : undefined;
}

function write(path: string, bundle: Buffer, data: Buffer): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, Buffer.concat([bundle, hashOf(data), data]), { mode: 0o600 });
  renameSync(temporary, path);
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
