/** A log of another tool becomes a run's folder. */
import { join } from 'node:path';
import { causeOf, Problem } from '../../process/problem';
import type { EngineEvent } from '../../process/protocol';
import type { Summary } from '../../training/summary';
import { removeQuietly } from '../atomic';
import { EventLog } from '../event-log';
import { disk, type FileSystem } from '../file-system';
import { Notices } from '../notices';
import { createRunFolder, writeJson, type RunFolder } from '../run-folder';
import { Decimation } from '../series/decimation';
import type { PointSink } from '../series/point';
import { eventsOf, type Origin } from './events-of';
import type { Log } from './find-logs';
import type { Imported } from './imported';

/** What was imported, and what was wrong with the rest. */
export interface Import extends Omit<Imported['imported'], 'source'> {
  run: string;
  folder: string;
  notices: string[];
}

/** Names of runs are names of folders. */
const UNSAFE = /[^\p{L}\p{N}._-]+/gu;
const MAX_NAME = 100;

/** Events in one write: some 100 kB. */
const BATCH = 1000;

/** A log of one file goes by that; what was found damaged is why nothing could be read. */
function noScalars({ home, files: [first, ...more] }: Log, { lines: [damage] }: Notices): Problem {
  const where = first && more.length === 0 ? first.path : home;
  const next = damage === undefined ? '; name another log' : `: ${damage}`;
  return new Problem('no-log', `${where} holds no numbers over steps (scalars)${next}`);
}

const unreadable = (path: string, error: unknown) =>
  new Problem('unreadable-log', `${path} cannot be read (${causeOf(error)}); check the path`);

const folderName = (name: string): string => name.replace(UNSAFE, '-').replace(/^[.-]+/, '').slice(0, MAX_NAME) || 'log'; // prettier-ignore

/** Series under a prefix. */
const prefixed = (sink: PointSink, prefix: string): PointSink => ({
  point: (series, point) => {
    sink.point(prefix + series, point);
  },
  restart: (step) => {
    sink.restart(step);
  },
});

/**
 * A log's series in bounded memory.
 * @throws Problem where a file cannot be read, or none holds a point
 */
export function readLog(log: Log, notices: Notices, files: FileSystem = disk): Decimation {
  const points = new Decimation();
  for (const { path, prefix } of log.files) {
    try {
      log.format.read(path, prefix === '' ? points : prefixed(points, prefix), notices, files);
    } catch (error) {
      throw error instanceof Problem ? error : unreadable(path, error);
    }
  }
  if (points.count === 0) throw noScalars(log, notices);
  return points;
}

/** Counts of what was read and of what is kept. */
function countsOf({ segments, count }: Decimation): { series: number; points: number; kept: number } {
  const all = segments.flatMap(({ series }) => [...series]);
  const kept = all.reduce((sum, [, one]) => sum + one.points().length, 0);
  return { series: new Set(all.map(([name]) => name)).size, points: count, kept };
}

/** Many in one write; returns the last. */
function writeEvents(folder: RunFolder, events: Iterable<EngineEvent>, files: FileSystem): EngineEvent | undefined {
  const log = new EventLog(folder.path, files);
  let batch: EngineEvent[] = [];
  try {
    for (const event of events) {
      if (batch.length === BATCH) {
        log.append(...batch);
        batch = [];
      }
      batch.push(event);
    }
    log.append(...batch);
  } finally {
    log.close();
  }
  return batch.at(-1);
}

function summaryOf(event: EngineEvent | undefined, { run, title, format }: Origin): Summary {
  if (event?.type !== 'done') throw new Error('an import ends with "done"');
  const { epochs, steps, seconds, metrics } = event;
  const ended = { epochs, steps, seconds, metrics };
  return { run, title, device: `imported from ${format}`, status: 'imported', parameters: 0, message: null, ...ended };
}

/**
 * Makes a run's folder of a log, or nothing.
 * @param name what to call the run
 * @throws Problem where the log cannot be read or the folder cannot be written
 */
export function importLog(log: Log, runs: string, name: string, files: FileSystem = disk): Import {
  const notices = new Notices();
  const points = readLog(log, notices, files);
  const { title: format } = log.format;
  const counts = countsOf(points);
  const specification: Imported = { name, imported: { format, source: log.home, ...counts } };
  const folder = createRunFolder(runs, folderName(name), specification, new Date(), files);
  try {
    const origin = { run: folder.name, folder: folder.path, title: name, format };
    const last = writeEvents(folder, eventsOf(points, origin), files);
    writeJson(folder, 'summary.json', summaryOf(last, origin), files);
  } catch (error) {
    removeQuietly(folder.path, files);
    throw error instanceof Problem ? error : unwritable(join(folder.path, 'summary.json'), error);
  }
  return { run: folder.name, folder: folder.path, format, ...counts, notices: notices.lines };
}

const unwritable = (path: string, error: unknown) =>
  new Problem('unwritable-runs', `${path} cannot be written (${causeOf(error)}); free space, then import again`);
