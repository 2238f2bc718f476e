import { createAnalyzer, logFault, type Analyzer } from '../analysis';
import { Disk } from '../project/disk';
import { LANGUAGES } from '../syntax/grammars';
import { languageOf } from '../syntax/parse';
import { checkFile, type Checked } from './check-file';
import { Facts, type Fact } from './facts';
import { markOfFile } from './files';
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
  /** Whether it is wanted on what findings rest. */
  keeps: boolean;
}

/** What was found in a file, and what that rests on where findings of another run are the same for the same. */
export interface Outcome {
  checked: Checked;
  /** `text`: the mark of its own. */
  rests?: { text: string; facts: readonly Fact[] };
}

/** What one thread has checked, each by the place of its file. */
export type Share = [place: number, outcome: Outcome][];

interface Options {
  /** Where it has been started before. */
  second?: SecondThread | undefined;
  keeps?: boolean;
}

/** What was found in each file, in their order. A third thread would need more memory than we allow ourselves. */
export async function checkFiles(
  files: readonly string[],
  { second, keeps = false }: Options = {},
): Promise<Outcome[]> {
  const shared = { files, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), keeps };
  if (files.length < LEAST_SHARED) second?.end();
  const other = files.length < LEAST_SHARED ? [] : (second ?? new SecondThread()).share(shared);
  const checked = new Map([...(await takeShare(shared, 'first')), ...(await other)]);
  // What a thread had taken that died is checked here.
  const left = files.flatMap((_, place) => (checked.has(place) ? [] : [place]));
  for (const [place, each] of await checkPlaces(shared, left)) checked.set(place, each);
  return files.map((_, place) => checked.get(place)!);
}

/** Checks files until none is left. */
export const takeShare = (shared: Shared, from: 'first' | 'last'): Promise<Share> =>
  checkPlaces(shared, untaken(shared, from));

function* untaken({ files, taken }: Shared, from: 'first' | 'last'): Generator<number> {
  for (let own = 0; Atomics.add(taken, 0, 1) < files.length; own++)
    yield from === 'first' ? own : files.length - 1 - own;
}

async function checkPlaces({ files, keeps }: Shared, places: Iterable<number>): Promise<Share> {
  const share: Share = [];
  const disk = new Disk([process.cwd()]);
  const facts = new Facts(disk);
  let faults = 0;
  const onFault = (fault: unknown): void => {
    faults += 1;
    logFault(fault);
  };
  let analyzer: Analyzer | undefined;
  for (const place of places) {
    analyzer ??= await analyzerFor(files, disk, onFault);
    const before = faults;
    const { checked, document, seen } = checkFile(analyzer, files[place]!);
    const rests = keeps && document && seen && faults === before;
    share.push([place, { checked, ...(rests && { rests: { text: markOfFile(document), facts: facts.of(seen) } }) }]);
  }
  return share;
}

/** Each grammar more takes time to load; what Python imports is Python. */
function analyzerFor(files: readonly string[], disk: Disk, onFault: (fault: unknown) => void): Promise<Analyzer> {
  const isPython = files.every((file) => (languageOf(file) ?? 'python') === 'python');
  return createAnalyzer(onFault, disk, isPython ? ['python'] : LANGUAGES);
}
