import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createAnalyzer } from '../analysis';
import { Disk } from '../project/disk';
import { checkFile, type Checked } from './check-file';

/** A second thread starts in a tenth of a second and compiles the analysis anew: fewer files are done before. */
const LEAST_SHARED = 40;

/**
 * What two threads work on, one from the first file on and the other from the last one back, until `taken` are all of
 * them. Files that import each other mostly stand together: so few are read by both.
 */
export interface Shared {
  files: readonly string[];
  taken: Int32Array;
}

/** What one thread has checked, each by the place of its file. */
export type Share = [place: number, checked: Checked][];

/** Each file's findings, in the order of the files. A third thread would need more memory than we allow ourselves. */
export async function checkFiles(files: readonly string[]): Promise<Checked[]> {
  const shared = { files, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
  const other = files.length < LEAST_SHARED ? [] : shareOfWorker(shared);
  const checked = new Map([...(await takeShare(shared, 'first')), ...(await other)]);
  // What a thread had taken that died is checked here.
  const left = files.flatMap((_, place) => (checked.has(place) ? [] : [place]));
  for (const [place, each] of left.length > 0 ? await checkPlaces(files, left) : []) checked.set(place, each);
  return files.map((_, place) => checked.get(place)!);
}

/** Checks files until none is left. */
export const takeShare = (shared: Shared, from: 'first' | 'last'): Promise<Share> =>
  checkPlaces(shared.files, untaken(shared, from));

function* untaken({ files, taken }: Shared, from: 'first' | 'last'): Generator<number> {
  for (let own = 0; Atomics.add(taken, 0, 1) < files.length; own++)
    yield from === 'first' ? own : files.length - 1 - own;
}

async function checkPlaces(files: readonly string[], places: Iterable<number>): Promise<Share> {
  const analyzer = await createAnalyzer(undefined, new Disk([process.cwd()]));
  return Array.from(places, (place) => [place, checkFile(analyzer, files[place]!)]);
}

/** Nothing where the thread dies. */
function shareOfWorker(workerData: Shared): Promise<Share> {
  const worker = startWorker(workerData);
  return new Promise((resolve) => {
    worker.once('message', (share: Share) => {
      resolve(share);
    });
    for (const end of ['error', 'exit'])
      worker.once(end, () => {
        resolve([]);
      });
  });
}

/** Lies beside what this file is bundled into, or is run from its source. */
function startWorker(workerData: Shared): Worker {
  const bundled = join(__dirname, 'check-worker.js');
  if (existsSync(bundled)) return new Worker(bundled, { workerData });
  return new Worker(join(__dirname, 'check-code.ts'), { workerData, execArgv: ['--require', 'tsx/cjs'] });
}
