/** A run on disk: `<runs>/<time>-<name>/` with spec.json, signature.json, events.jsonl, checkpoints/, summary.json and log.txt. */
import { basename, isAbsolute, join, resolve } from 'node:path';
import { causeOf, Problem } from '../process/problem';
import { removeQuietly, writeAtomic } from './atomic';
import { makeDirectories } from './directories';
import { codeOf, disk, type FileSystem } from './file-system';

/** Where runs are kept unless `--runs` says otherwise, relative to the working directory. */
export const DEFAULT_RUNS = join('.nabla', 'runs');

/** Runs of one name begun in one second are told apart by a number; a hundred of them is a mistake. */
const MAX_TWINS = 100;

const SPEC = 'spec.json';

/** A specification is some kilobytes; a larger file is none. */
const MAX_JSON = 2 ** 20;

export interface RunFolder {
  /** `<time>-<name>` */
  name: string;
  path: string;
  checkpoints: string;
}

const runFolder = (path: string): RunFolder => ({ name: basename(path), path, checkpoints: join(path, 'checkpoints') });

const unwritable = (path: string, error: unknown) =>
  new Problem(
    'unwritable-runs',
    `no run folder can be made in ${path} (${causeOf(error)}); choose another with --runs`,
  );

/** 20261123-142501, local time: runs sort by it. */
function stamp(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${date}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}

/** Makes a folder that was not there; of two runs begun at once each gets its own. */
function claim(runs: string, name: string, files: FileSystem): string {
  for (let twin = 1; twin <= MAX_TWINS; twin++) {
    const path = join(runs, twin === 1 ? name : `${name}-${twin}`);
    try {
      files.mkdirSync(path);
      return path;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  throw new Error(`${MAX_TWINS} runs named ${name} exist`);
}

/**
 * Makes the folder `<time>-<name>` in the folder of runs and fills it; if that fails nothing is left behind.
 * @returns its path
 * @throws Problem `unwritable-runs`
 */
export function claimFolder(
  runs: string,
  name: string,
  fill: (path: string) => void,
  now = new Date(),
  files: FileSystem = disk,
): string {
  const root = resolve(runs);
  let path: string | undefined;
  try {
    makeDirectories(root, files);
    path = claim(root, `${stamp(now)}-${name}`, files);
    fill(path);
    return path;
  } catch (error) {
    if (path !== undefined) removeQuietly(path, files);
    throw unwritable(root, error);
  }
}

/**
 * Makes the folder of a new run with its specification inside.
 * @throws Problem `unwritable-runs`
 */
export function createRunFolder(
  runs: string,
  name: string,
  specification: object,
  now = new Date(),
  files: FileSystem = disk,
): RunFolder {
  const fill = (path: string) => {
    files.mkdirSync(runFolder(path).checkpoints);
    writeJson({ path }, SPEC, specification, files);
  };
  return runFolder(claimFolder(runs, name, fill, now, files));
}

/** Replaces a JSON file of a run's folder. */
export function writeJson(
  folder: Pick<RunFolder, 'path'>,
  name: string,
  value: object,
  files: FileSystem = disk,
): void {
  writeAtomic(join(folder.path, name), `${JSON.stringify(value, null, 2)}\n`, files);
}

/** One of the run's JSON files; undefined if it is missing, is none, or is larger than `most` bytes. */
export function readJson(
  folder: Pick<RunFolder, 'path'>,
  name: string,
  files: FileSystem = disk,
  most = MAX_JSON,
): unknown {
  try {
    const path = join(folder.path, name);
    const status = files.statSync(path);
    return status.isFile() && status.size <= most ? JSON.parse(files.readFileSync(path, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

export const specificationPath = ({ path }: RunFolder): string => join(path, SPEC);

/** Its specification as it was resolved when the run began; undefined if this is no run's folder. */
export const readSpecification = (folder: RunFolder, files: FileSystem = disk): unknown =>
  readJson(folder, SPEC, files);

/**
 * The folder of an earlier run, by its path or by its name in `runs`.
 * @throws Problem `unknown-run` if there is no run's folder
 */
export function openRunFolder(runs: string, run: string, files: FileSystem = disk): RunFolder {
  const isName = !isAbsolute(run) && basename(run) === run && run !== '.' && run !== '..';
  const candidates = isName ? [resolve(runs, run), resolve(run)] : [resolve(run)];
  const path = candidates.find((candidate) => files.existsSync(join(candidate, SPEC)));
  if (path !== undefined) return runFolder(path);
  throw new Problem('unknown-run', `${candidates[0]!} is no run's folder (it has no spec.json); see "nabla runs"`);
}

const unreadable = (path: string, error: unknown) =>
  new Problem(
    'unreadable-runs',
    `the runs of ${path} cannot be listed (${causeOf(error)}); name their folder with --runs`,
  );

function namesIn(folder: string, files: FileSystem): string[] {
  try {
    return files.readdirSync(folder);
  } catch (error) {
    throw unreadable(folder, error);
  }
}

/**
 * The runs in a folder, latest first; none where there is no folder.
 * @throws Problem `unreadable-runs`
 */
export function listRunFolders(runs: string, files: FileSystem = disk): RunFolder[] {
  const root = resolve(runs);
  if (!files.existsSync(root)) return [];
  const names = namesIn(root, files).filter((name) => files.existsSync(join(root, name, SPEC)));
  return names
    .sort()
    .reverse()
    .map((name) => runFolder(join(root, name)));
}
