/** Where this system keeps what can be made, or fetched, again. */
import { homedir } from 'node:os';
import { join } from 'node:path';

const directories: Partial<Record<NodeJS.Platform, () => string>> = {
  darwin: () => join(homedir(), 'Library/Caches'),
  win32: () => process.env.LOCALAPPDATA ?? join(homedir(), 'AppData/Local'),
};

const cacheHome = (): string =>
  directories[process.platform]?.() ?? process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');

/** A folder of the user's cache: in NABLA_CACHE_DIR, where that is set. */
export const cacheFolder = (name: string): string =>
  join(process.env.NABLA_CACHE_DIR ?? join(cacheHome(), 'nabla'), name);
