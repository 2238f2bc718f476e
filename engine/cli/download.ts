/** `nabla download`: public data sets, brought into the user's cache. */
import { download, type Progress } from '../data/download/download';
import { downloadSets, type DownloadSet } from '../data/download/sets';
import { Problem } from '../process/problem';
import { suggestion } from '../training/nearest';
import { call, parse } from './output/call';
import { formatTable, plain } from './output/text';

const USAGE = `[${downloadSets.map(({ id }) => id).join('|')}]`;

const MEGA = 1e6;

/** Bytes between two lines of progress where the output is no terminal. */
const QUIET_STEP = 2e7;

function setOf(id: string): DownloadSet {
  const ids = downloadSets.map((set) => set.id);
  const found = downloadSets.find((set) => set.id === id);
  if (found) return found;
  throw new Problem('wrong-call', `no data set "${id}" to download${suggestion(id, ids)}`);
}

const bytesOf = ({ files }: DownloadSet): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

const megabytes = (bytes: number): string => `${(bytes / MEGA).toFixed(1)} MB`;

/** One line that is written over on a terminal; else a line now and then. */
function printer(): (progress: Progress) => void {
  const { isTTY } = process.stderr;
  let last = { name: '', done: 0 };
  return ({ file, done }) => {
    const isDue =
      done === file.bytes || last.name !== file.name || done - last.done >= (isTTY ? MEGA / 10 : QUIET_STEP);
    if (!isDue) return;
    last = { name: file.name, done };
    const line = `${plain(file.name)}: ${megabytes(done)} of ${megabytes(file.bytes)}`;
    process.stderr.write(isTTY ? `\r\x1b[K${line}${done === file.bytes ? '\n' : ''}` : `${line}\n`);
  };
}

async function run(args: string[]): Promise<number> {
  const { positionals } = parse({ args, options: {}, allowPositionals: true }, `nabla download ${USAGE}`);
  if (positionals.length === 0) {
    const rows = downloadSets.map((set) => [set.id, megabytes(bytesOf(set)), set.title, set.origin]);
    process.stdout.write(formatTable(rows));
    return 0;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      stop.abort();
    });
  for (const set of positionals.map(setOf)) {
    const folder = await download(set, { signal: stop.signal, allowed: [], progress: printer() });
    process.stdout.write(`${set.id} is in ${plain(folder)}; train on it with --set data.source=${set.id}\n`);
  }
  return 0;
}

export const command = {
  name: 'download',
  summary: 'public data sets, brought into the user’s cache',
  usage: USAGE,
  run: (args: string[]): Promise<number> => call(() => run(args)),
};
