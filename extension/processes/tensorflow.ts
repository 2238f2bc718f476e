/** The optional package tfjs-node-gpu in the extension's storage: what is installed there, and how the engine finds it. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Installation } from './npm-install';
import { stageOf } from './npm-install';

const PACKAGE = '@tensorflow/tfjs-node-gpu';

/** The version of the engine's own tfjs: the engine refuses any other. */
const VERSION = '4.22.0';

/** Where the engine looks for the package first; the user's own value comes before ours. */
const FOLDER_VARIABLE = 'NABLA_TENSORFLOW_DIR';

const folderOf = (storage: string): string => join(storage, 'tensorflow');

/** The variables by which a process of ours finds the package in the extension's storage. */
export const tensorflowVariables = (storage: string): NodeJS.ProcessEnv => ({
  [FOLDER_VARIABLE]: process.env[FOLDER_VARIABLE] ?? folderOf(storage),
});

/** What the command installs into the extension's storage. */
export const tensorflow = (storage: string): Installation => ({
  name: PACKAGE,
  version: VERSION,
  folder: folderOf(storage),
  lack: async (folder) => ((await hasLibrary(folder)) ? undefined : 'its native library was not downloaded'),
});

async function hasLibrary(folder: string): Promise<boolean> {
  const files = await readdir(join(folder, 'node_modules', PACKAGE, 'lib'), { recursive: true }).catch(() => []);
  return files.some((file) => file.endsWith('.node'));
}

/** What the package's install script prints when a part of its work begins. */
const phases: readonly (readonly [RegExp, string])[] = [
  [/^\* Downloading libtensorflow/, 'downloading libtensorflow'],
  [/^\* Building TensorFlow Node\.js bindings/, 'fetching the native library'],
];

/** The part of the work that a line of npm's output begins. */
export const phaseOf = (line: string): string | undefined => phases.find(([pattern]) => pattern.test(line))?.[1];

/** How much of libtensorflow has been unpacked so far, in megabytes; files that come and go meanwhile do not count. */
export async function unpackedMegabytes(storage: string): Promise<number> {
  const folder = join(stageOf(folderOf(storage)), 'node_modules', PACKAGE, 'deps');
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(files.map((file) => sizeOf(join(folder, file))));
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    (found) => (found.isFile() ? found.size : 0),
    () => 0,
  );
