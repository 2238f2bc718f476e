#!/usr/bin/env node
/** What a shell starts: the command line, for a check from code that was compiled in a run before where that was kept. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { cacheFolder } from './engine/storage/cache';
import { load } from './language-server/kept-code';
import { CHECK_FLAGS } from './language-server/report/check-flags';

/** undefined for a user without a home. */
function cache(): string | undefined {
  try {
    return cacheFolder('');
  } catch {
    return undefined;
  }
}

const code = join(__dirname, 'nabla-code.js');

function check(): void {
  for (const flag of CHECK_FLAGS) setFlagsFromString(flag);
  const folder = cache();
  // The thread that the check starts asks for it.
  if (folder !== undefined) process.env.NABLA_CACHE_DIR = folder;
  const { keep } = load(code, require, folder);
  process.once('exit', keep);
}

// Other commands import when they run, for which V8 keeps no code.
if (process.argv[2] === 'check') check();
else createRequire(__filename)(code);
