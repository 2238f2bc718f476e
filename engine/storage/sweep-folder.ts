/** A sweep on disk: `<runs>/<time>-<name>-sweep/` with sweep.json, base.nabla.json and results.json. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { causeOf, Problem } from '../process/problem';
import { claimFolder, writeJson } from './run-folder';

const SWEEP = 'sweep.json';
const RESULTS = 'results.json';

export interface SweepFolder {
  /** `<time>-<name>-sweep` */
  name: string;
  path: string;
  /** The folder of the runs of its trials. */
  runs: string;
  /** The specification that all its trials begin with. */
  base: string;
}

const sweepFolder = (path: string): SweepFolder => ({
  name: basename(path),
  path,
  runs: resolve(path, '..'),
  base: join(path, 'base.nabla.json'),
});

/** Makes the folder of a new sweep. @throws Problem `unwritable-runs` */
export function createSweepFolder(runs: string, name: string, sweep: object, base: object): SweepFolder {
  const path = claimFolder(runs, `${name}-sweep`, (made) => {
    writeJson({ path: made }, SWEEP, sweep);
    writeJson({ path: made }, 'base.nabla.json', base);
  });
  return sweepFolder(path);
}

/**
 * The folder of an earlier sweep, by its path or by its name in `runs`.
 * @throws Problem `unknown-sweep`
 */
export function openSweepFolder(runs: string, sweep: string): SweepFolder {
  const isName = !isAbsolute(sweep) && basename(sweep) === sweep && !/^\.\.?$/.test(sweep);
  const candidates = isName ? [resolve(runs, sweep), resolve(sweep)] : [resolve(sweep)];
  const path = candidates.find((candidate) => existsSync(join(candidate, SWEEP)));
  if (path !== undefined) return sweepFolder(path);
  throw new Problem(
    'unknown-sweep',
    `${candidates[0]!} is no sweep's folder (it has no sweep.json); look into ${runs}`,
  );
}

const unsaved = ({ path, name }: SweepFolder, error: unknown) =>
  new Problem(
    'unwritable-runs',
    `${join(path, RESULTS)} cannot be written (${causeOf(error)}); free space, then go on with nabla sweep --resume ${name}`,
    'run',
  );

/** Replaces what its trials have reached. @throws Problem `unwritable-runs` */
export function writeResults(folder: SweepFolder, results: object): void {
  try {
    writeJson(folder, RESULTS, results);
  } catch (error) {
    throw unsaved(folder, error);
  }
}

/** A thousand trials with their measures after a thousand epochs. */
const MOST_BYTES = 2 ** 28;

const unreadable = (path: string, error: unknown) =>
  new Problem('unreadable-sweep', `${path} cannot be read (${causeOf(error)}); begin the sweep again`);

/** One of its JSON files, not yet decoded. @throws Problem `unreadable-sweep` */
export function readSweepJson(folder: SweepFolder, name: 'sweep.json' | 'results.json'): unknown {
  const path = join(folder.path, name);
  try {
    if (statSync(path).size > MOST_BYTES) throw new Error('larger than any that was written');
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw unreadable(path, error);
  }
}
