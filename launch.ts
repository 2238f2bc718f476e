#!/usr/bin/env node
/** What a shell starts: the command line, for a check from code that was compiled in a run before where that was kept. */
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { dispatch } from './dispatch';
import { cacheFolder } from './engine/storage/cache';
import { load } from './language-server/kept-code';
import type * as CheckCode from './language-server/report/check-code';
import { CHECK_FLAGS } from './language-server/report/check-flags';
import { SecondThread } from './language-server/report/second-thread';

/** undefined for a user without a home. */
function cache(): string | undefined {
  try {
    return cacheFolder('');
  } catch {
    return undefined;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Both threads load their code at the same time. */
function check(args: string[]): void {
  for (const flag of CHECK_FLAGS) setFlagsFromString(flag);
  const folder = cache();
  // The second thread asks for it.
  if (folder !== undefined) process.env.NABLA_CACHE_DIR = folder;
  const second = args.some(isFolder) ? new SecondThread() : undefined;
  const { exports, keep } = load<typeof CheckCode>(join(__dirname, 'check-code.js'), require, folder);
  process.once('exit', keep);
  const { command } = exports;
  dispatch({ check: () => Promise.resolve({ ...command, run: (words) => command.run(words, second) }) });
}

// Other commands import when they run, for which V8 keeps no code.
const [name, ...args] = process.argv.slice(2);
if (name === 'check') check(args);
else createRequire(__filename)(join(__dirname, 'nabla-code.js'));
