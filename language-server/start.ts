/** What an editor starts: the language server, from code that was compiled in a run before where that was kept. */
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { load } from './kept-code';
import type * as Server from './server';

/** What the first texts need has been compiled by then, and nobody waits any more. */
const KEEP_AFTER_MS = 5000;

/**
 * Bytes of code that V8 runs of a function before it optimizes it: with its own 66 kB it would compile, in threads of
 * its own, as long as a cold start takes, and on two cores keep the server from running.
 */
const INTERRUPT_BUDGET = 400_000;

setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET}`);
// The same for WebAssembly: parsing one file is over before its optimized code is there.
for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);

const file = join(__dirname, 'server-code.js');
const { exports: server, keep } = load<typeof Server>(file, require, process.env.NABLA_CACHE_DIR);

void server.analysed.then(() => {
  setTimeout(keep, KEEP_AFTER_MS).unref();
  process.once('exit', keep);
});
