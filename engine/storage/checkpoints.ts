/** The checkpoints of a run: named by step, the latest whole one found, old ones removed once a new one is committed. */
import { basename, join } from 'node:path';
import { Problem } from '../process/problem';
import { removeQuietly, TEMPORARY } from './atomic';
import { loadCheckpoint, readManifest, saveCheckpoint, type Checkpoint } from './checkpoint';
import { disk, type FileSystem } from './file-system';

export interface Retention {
  /** How many of the latest to keep. */
  keep: number;
  /** Keep also the one with the lowest score. */
  best: boolean;
}

/** Wide enough for ten billion steps, so that names sort as numbers do. */
const DIGITS = 10;
const NAME = /^step-(\d+)$/;
const nameOf = (step: number) => `step-${String(step).padStart(DIGITS, '0')}`;

/** Folders of committed checkpoints, latest first. */
export function listCheckpoints(folder: string, files: FileSystem = disk): string[] {
  if (!files.existsSync(folder)) return [];
  const names = files.readdirSync(folder).filter((name) => NAME.test(name));
  return names.sort((a, b) => stepOf(b) - stepOf(a)).map((name) => join(folder, name));
}

const stepOf = (path: string): number => Number(NAME.exec(basename(path))![1]);

const scoreOf = (path: string, files: FileSystem): number => {
  try {
    return readManifest(path, files).score ?? Infinity;
  } catch {
    return Infinity;
  }
};

/** The one with the lowest score, if any was scored; of equals the latest. */
function bestOf(paths: string[], files: FileSystem): string | undefined {
  const scored = paths.map((path) => ({ path, score: scoreOf(path, files) }));
  const best = Math.min(...scored.map(({ score }) => score));
  return best === Infinity ? undefined : scored.find(({ score }) => score === best)?.path;
}

/** What an earlier checkpoint helps against; one of another format is as its program left it. */
const isDamage = (error: unknown): error is Problem =>
  error instanceof Problem && !['newer-checkpoint', 'older-checkpoint'].includes(error.code);

/** The whole checkpoint with the lowest score, and what was wrong with better ones; null where no whole one was scored. */
export function bestCheckpoint(folder: string, files: FileSystem = disk): Latest | null {
  const damaged: Problem[] = [];
  let paths = listCheckpoints(folder, files);
  for (let path = bestOf(paths, files); path !== undefined; path = bestOf(paths, files)) {
    try {
      return { checkpoint: loadCheckpoint(path, files), damaged };
    } catch (error) {
      if (!isDamage(error)) throw error;
      damaged.push(error);
      const bad = path;
      paths = paths.filter((other) => other !== bad);
    }
  }
  return null;
}

/** Removes what retention does not keep, and temporaries that a killed save left. */
function prune(folder: string, { keep, best }: Retention, files: FileSystem): void {
  const paths = listCheckpoints(folder, files);
  const kept = new Set([...paths.slice(0, keep), best ? bestOf(paths, files) : undefined]);
  for (const path of paths) if (!kept.has(path)) removeQuietly(path, files);
  for (const name of files.readdirSync(folder)) {
    if (name.startsWith(TEMPORARY)) removeQuietly(join(folder, name), files);
  }
}

/**
 * Commits a checkpoint, then lets old ones go.
 * @returns its folder
 * @throws the system's error; what was there before is then still there
 */
export function keepCheckpoint(
  folder: string,
  checkpoint: Checkpoint,
  retention: Retention,
  files: FileSystem = disk,
): string {
  const path = join(folder, nameOf(checkpoint.step));
  saveCheckpoint(path, checkpoint, files);
  prune(folder, retention, files);
  return path;
}

export interface Latest {
  checkpoint: Checkpoint;
  /** What was wrong with later ones. */
  damaged: Problem[];
}

/**
 * The latest checkpoint that is whole.
 * @throws Problem if there is none, or if one is of another format (the one before would silently undo its work)
 */
export function latestCheckpoint(folder: string, files: FileSystem = disk): Latest {
  const paths = listCheckpoints(folder, files);
  if (paths.length === 0) throw new Problem('no-checkpoint', `${folder} holds no checkpoint yet; start the run again`);
  return latestOf(paths, files);
}

/** @param paths the latest first, at least one @throws Problem of the first if none is whole */
function latestOf(paths: string[], files: FileSystem): Latest {
  const damaged: Problem[] = [];
  for (const path of paths) {
    try {
      return { checkpoint: loadCheckpoint(path, files), damaged };
    } catch (error) {
      if (!isDamage(error)) throw error;
      damaged.push(error);
    }
  }
  throw damaged[0]!;
}

/**
 * The latest whole checkpoint before a step; null where there is none.
 * @throws Problem if one is of another format
 */
export function checkpointBefore(folder: string, step: number, files: FileSystem = disk): Latest | null {
  const paths = listCheckpoints(folder, files).filter((path) => stepOf(path) < step);
  return paths.length === 0 ? null : latestOf(paths, files);
}

/** Removes those after a step: what goes on from there supersedes them. */
export function dropCheckpointsAfter(folder: string, step: number, files: FileSystem = disk): void {
  for (const path of listCheckpoints(folder, files)) if (stepOf(path) > step) removeQuietly(path, files);
}

/** Which checkpoint: the one with the lowest validation loss (of none the latest), the latest, or that of a step. */
export type Which = 'best' | 'last' | number;

const noSuchStep = (folder: string, step: number, paths: string[]) => {
  const steps = paths.map(stepOf);
  return new Problem('no-checkpoint', `${folder} has none of step ${step}; there is: ${steps.join(', ')}`);
};

/** @throws Problem if there is none, or if it is damaged */
export function chosenCheckpoint(folder: string, which: Which, files: FileSystem = disk): Checkpoint {
  if (which === 'last') return latestCheckpoint(folder, files).checkpoint;
  const paths = listCheckpoints(folder, files);
  const path = which === 'best' ? bestOf(paths, files) : paths.find((one) => basename(one) === nameOf(which));
  if (path !== undefined) return loadCheckpoint(path, files);
  if (which === 'best' || paths.length === 0) return latestCheckpoint(folder, files).checkpoint;
  throw noSuchStep(folder, which, paths);
}
