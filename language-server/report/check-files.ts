import { createAnalyzer, type Analyzer } from '../analysis';
import { Disk } from '../project/disk';
import { LANGUAGES } from '../syntax/grammars';
import { languageOf } from '../syntax/parse';
import { checkFile, type Checked } from './check-file';
import { SecondThread } from './second-thread';

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

/**
 * Each file's findings, in the order of the files. A third thread would need more memory than we allow ourselves.
 * `second`: where it has been started before.
 */
export async function checkFiles(files: readonly string[], second?: SecondThread): Promise<Checked[]> {
  const shared = { files, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
  if (files.length < LEAST_SHARED) second?.end();
  const other = files.length < LEAST_SHARED ? [] : (second ?? new SecondThread()).share(shared);
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
  const analyzer = await analyzerFor(files);
  return Array.from(places, (place) => [place, checkFile(analyzer, files[place]!)]);
}

/** Each grammar more takes time to load; what Python imports is Python. */
function analyzerFor(files: readonly string[]): Promise<Analyzer> {
  const isPython = files.every((file) => (languageOf(file) ?? 'python') === 'python');
  return createAnalyzer(undefined, new Disk([process.cwd()]), isPython ? ['python'] : LANGUAGES);
}
