/**
 * Optimized graphs on disk, so that a step that any process has compiled before is only traced and loaded.
 *
 * A file's name is the hash of all that its content follows from; the content begins with its own hash. The cache is
 * an accelerator: what cannot be read or written is as if it were not there.
 */
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../storage/cache';

/** Of the code that writes graphs; defined when it is bundled. Code that is run from its sources changes, and keeps none. */
declare const NABLA_BUILD: string | undefined;

/** About a hundred large steps; what was used longest ago goes first. */
const MAX_BYTES = 256 * 2 ** 20;

const HASH_BYTES = 32;
const hashOf = (...parts: (string | Uint8Array)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** What is left unsaid is not cached. */
const quietly = <T>(act: () => T): T | null => {
  try {
    return act();
  } catch {
    return null;
  }
};

/** A directory of graphs, kept below a size. */
export class GraphCache {
  constructor(
    readonly directory: string,
    readonly build: string,
    readonly maxBytes = MAX_BYTES,
  ) {}

  /** The name of what follows from a graph as it was traced, and from what else decides how it is optimized. */
  key(graph: Uint8Array, circumstances: readonly (string | number)[]): string {
    return hashOf(JSON.stringify([this.build, ...circumstances]), graph).toString('hex');
  }

  /** The graph of that name; null where there is none, or none whole. */
  read(key: string): Uint8Array | null {
    return quietly(() => {
      const path = this.#path(key);
      const bytes = fs.readFileSync(path);
      const model = bytes.subarray(HASH_BYTES);
      if (!hashOf(model).equals(bytes.subarray(0, HASH_BYTES))) return null;
      const now = new Date();
      fs.utimesSync(path, now, now);
      return model;
    });
  }

  /**
   * Keeps a graph that `open` writes to the path it is given, and returns what `open` does; where nothing can be
   * written, it is called without a path.
   */
  keep<T>(key: string, open: (path: string | null) => T): T {
    const temporary = this.#path(`${key}-${randomUUID()}`);
    const opened = quietly(() => {
      fs.mkdirSync(this.directory, { recursive: true });
      return { value: open(temporary) };
    });
    quietly(() => {
      this.#commit(temporary, key);
    });
    return opened ? opened.value : open(null);
  }

  #commit(temporary: string, key: string): void {
    try {
      const model = fs.readFileSync(temporary);
      fs.writeFileSync(temporary, Buffer.concat([hashOf(model), model]));
      fs.renameSync(temporary, this.#path(key));
    } finally {
      fs.rmSync(temporary, { force: true });
    }
    this.#evict();
  }

  #path(name: string): string {
    return join(this.directory, `${name}.onnx`);
  }

  #evict(): void {
    const files = fs.readdirSync(this.directory).map((name) => {
      const path = join(this.directory, name);
      return { path, stat: fs.statSync(path) };
    });
    let size = 0;
    for (const { path, stat } of files.sort((a, b) => b.stat.mtimeMs - a.stat.mtimeMs)) {
      size += stat.size;
      if (size > this.maxBytes) fs.rmSync(path, { force: true });
    }
  }
}

/** In the user's cache. */
export function userGraphCache(): GraphCache | null {
  if (typeof NABLA_BUILD === 'undefined') return null;
  return new GraphCache(cacheFolder('graphs'), NABLA_BUILD);
}
