import { readdir, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RunSummary } from '../../webviews/monitor/contract';
import { holderOf } from './holder';
import { EventLog } from './log';
import { hasEnded, RunModel } from './model';

/** Older runs stay on disk but are not listed: a tree of more is no overview. */
const MOST_LISTED = 200;

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

/**
 * Folds into a model what its log holds beyond the last reading, and says of a run without an end who still trains it,
 * or that nobody does.
 * @throws what the file system says when the log cannot be read
 */
export async function catchUp(model: RunModel, log: EventLog, wanted?: (line: string) => boolean): Promise<void> {
  // Asked before the log is read: who lets go of a run has written its end before.
  const holder = await holderOf(log.folder);
  if (await log.isAnother()) model.startOver();
  for await (const event of log.read(wanted)) model.apply(event);
  if (hasEnded(model.summary.status)) return;
  if (holder === undefined) model.cutOff('interrupted', 'The run was cut off.');
  else model.say(`Trained by ${holder}, not by this window.`);
}

const isMilestone = (line: string): boolean => !/"type":"(step|probe|measures)"/.test(line);

async function listed(folder: string): Promise<PastRun | undefined> {
  try {
    const model = new RunModel('');
    await catchUp(model, new EventLog(folder), isMilestone);
    return new PastRun(folder, model.summary);
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
