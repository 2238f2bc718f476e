/** The logs below a path: which of its files make a run together, and whose format they have. */
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { causeOf, Problem } from '../../process/problem';
import { disk, type FileSystem } from '../file-system';
import { formats, type Format } from './formats';

/** A folder of more is a disk, not logs. */
const MAX_FILES = 100_000;
/** Logs lie some five folders deep; links are not followed, so that there are no circles. */
const MAX_DEPTH = 32;

export interface LogFile {
  path: string;
  /** Before the names of its series: "validation/" for what Keras keeps in a folder of that name. */
  prefix: string;
}

export interface Log {
  name: string;
  /** The folder that is the run's; a table's own path. */
  home: string;
  format: Format;
  files: LogFile[];
}

const unreadable = (path: string, error: unknown) =>
  new Problem('unreadable-log', `${path} cannot be read (${causeOf(error)}); check the path`);

const noLog = (path: string) =>
  new Problem(
    'no-log',
    `${path} holds no log: no TensorBoard event file (*tfevents*), no .csv or .tsv, no events.jsonl; name another path`,
  );

const tooMany = (path: string) =>
  new Problem('too-many-files', `${path} holds more than ${MAX_FILES} files; name the folder of the logs themselves`);

/** Folders in which tools keep a part of a run, and what its series are then called. */
const parts: Partial<Record<string, string>> = {
  train: 'train/',
  training: 'train/',
  validation: 'validation/',
  val: 'validation/',
  eval: 'validation/',
  test: 'test/',
};

/** Names of files that say nothing of the run: its folder does. */
const COMMON = /^(metrics|logs?|history|progress|results|events)$/i;

/** All regular files below a folder, those of a folder in order. */
function* filesBelow(folder: string, files: FileSystem, depth = 0): Generator<string> {
  if (depth > MAX_DEPTH) return;
  const entries = files.readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isFile()) yield path;
    else if (entry.isDirectory()) yield* filesBelow(path, files, depth + 1);
  }
}

/** Of each folder the files of the first format that it has: our runs hold event files too. */
function byFolder(root: string, files: FileSystem): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  let count = 0;
  for (const path of filesBelow(root, files)) {
    if (++count > MAX_FILES) throw tooMany(root);
    if (!formatOf(path)) continue;
    const known = folders.get(dirname(path));
    if (known) known.push(path);
    else folders.set(dirname(path), [path]);
  }
  return folders;
}

const formatOf = (path: string): Format | undefined => formats.find(({ owns }) => owns(basename(path)));

/** The way from the root, and the root itself, as a name: "lightning_logs-version_0". */
const nameOf = (place: string, root: string): string =>
  [basename(root), ...relative(root, place).split(sep)].filter(Boolean).join('-');

/** The logs of one folder: event files are one run, each table is one. */
function logsIn(folder: string, paths: readonly string[], root: string): Log[] {
  const format = formats.find(({ owns }) => paths.some((path) => owns(basename(path))))!;
  const own = paths.filter((path) => format.owns(basename(path)));
  if (!format.joins) return own.map((path) => tableLog(path, root, format));
  const part = folder === root ? undefined : parts[basename(folder).toLowerCase()];
  const home = part === undefined ? folder : dirname(folder);
  return [{ name: nameOf(home, root), home, format, files: own.map((path) => ({ path, prefix: part ?? '' })) }];
}

function tableLog(path: string, root: string, format: Format): Log {
  const stem = basename(path, extname(path));
  const place = COMMON.test(stem) ? dirname(path) : join(dirname(path), stem);
  return { name: nameOf(place, root), home: path, format, files: [{ path, prefix: '' }] };
}

/** Folders of parts come together in the run that they are parts of. */
function joined(logs: readonly Log[]): Log[] {
  const runs = new Map<string, Log>();
  for (const log of logs) {
    const known = runs.get(log.home);
    if (known?.format === log.format) known.files.push(...log.files);
    else runs.set(log.home, log);
  }
  return [...runs.values()];
}

function oneFile(path: string): Log[] {
  const format = formatOf(path);
  if (!format) throw noLog(path);
  return logsIn(dirname(path), [path], dirname(path));
}

/**
 * The logs of a file, or of a folder and those below it.
 * @throws Problem naming the path: unreadable, or without a log
 */
export function findLogs(at: string, files: FileSystem = disk): Log[] {
  const path = resolve(at);
  try {
    if (!files.statSync(path).isDirectory()) return oneFile(path);
    const logs = joined([...byFolder(path, files)].flatMap(([folder, paths]) => logsIn(folder, paths, path)));
    if (logs.length > 0) return logs;
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(path, error);
  }
  throw noLog(path);
}
