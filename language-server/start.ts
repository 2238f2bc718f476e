/** What an editor starts: the language server, from code that was compiled in a run before where that was kept. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { load } from './kept-code';
import { setServerFlags } from './process/flags';
import type * as Keeper from './process/kept-snapshot';
import type * as Server from './serve';

/** What the first texts need has been compiled by then, and nobody waits any more. */
const KEEP_AFTER_MS = 5000;

setServerFlags();

const { NABLA_CACHE_DIR: folder } = process.env;
const { exports: server, keep } = load<typeof Server>(join(__dirname, 'server-code.js'), require, folder);

void server.serve().then(() => {
  setTimeout(() => {
    keep();
    if (folder !== undefined) keepSnapshot(folder);
  }, KEEP_AFTER_MS).unref();
  process.once('exit', keep);
});

/** Its code is no part of a start. */
function keepSnapshot(cache: string): void {
  const keeper = createRequire(__filename)(join(__dirname, 'keep-snapshot.js')) as typeof Keeper;
  void keeper.keepSnapshot(__filename, cache, server.givenTrees);
}
