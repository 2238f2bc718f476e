import { readdir, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RunSummary } from '../../webviews/monitor/contract';
import { readEvents } from './log';
import { hasEnded, RunModel } from './model';

/** Older runs stay on disk but are not listed: a tree of more is no overview. */
const MOST_LISTED = 200;

/** A run's folder holds its events under this name. */
const LOG = 'events.jsonl';

/** A run on disk. */
export class PastRun {
  constructor(
    readonly folder: string,
    readonly summary: RunSummary,
  ) {}

  /** The name of its folder: it begins with the time. */
  get name(): string {
    return basename(this.folder);
  }
}

async function fold(folder: string, wanted?: (line: string) => boolean): Promise<RunModel> {
  const model = new RunModel('');
  for await (const event of readEvents(join(folder, LOG), wanted)) model.apply(event);
  if (!hasEnded(model.summary.status)) model.end('interrupted', 'The run ended without being stopped.');
  return model;
}

/** A run rebuilt from its log, curves included. */
export const loadRun = (folder: string): Promise<RunModel> => fold(folder);

const isMilestone = (line: string): boolean => !line.includes('"type":"step"');

async function listed(folder: string): Promise<PastRun | undefined> {
  try {
    return new PastRun(folder, (await fold(folder, isMilestone)).summary);
  } catch {
    // No log: another program's folder, or a run whose first event is still to come.
    return undefined;
  }
}

/**
 * The runs in a folder, newest first (their names begin with the time); links are not followed out of it.
 * A folder that is not there holds none.
 */
export async function listRuns(runs: string): Promise<PastRun[]> {
  const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  const newest = folders.map(({ name }) => name).sort().reverse().slice(0, MOST_LISTED); // prettier-ignore
  const root = newest.length ? await realpath(runs) : runs;
  const found = await Promise.all(newest.map((name) => listed(join(root, name))));
  return found.filter((run) => run !== undefined);
}
