/** How long `nabla train` takes from its call to its first step: an empty cache of graphs first, then a full one. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of the calls with a full cache, in milliseconds, at most. */
export const START_BAR_MS = 2000;

/** Calls with a full cache: the quickest is the one that other programs disturbed least. */
const CALLS = 3;

const RECIPE = 'digits-cnn';

/** The kernel counts a process's time in hundredths of a second (USER_HZ). */
const TICK_MS = 10;

export interface StartTime {
  cache: 'empty' | 'full';
  /** From the call to the first line of type "step". */
  milliseconds: number;
  /** Of all cores until then; null where the system does not say. */
  cpuMilliseconds: number | null;
}

/** The 14th and 15th field of /proc/<pid>/stat are user and system time; the 2nd may hold spaces, in brackets. */
function cpuTime(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
}

/** Trains until the first step is told. @throws Error with what the process said where there is none */
function firstStep(child: ChildProcess): Promise<Omit<StartTime, 'cache'>> {
  const start = performance.now();
  let [output, complaint] = ['', ''];
  child.stderr?.on('data', (text) => (complaint += String(text)));
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      output += String(text);
      if (!output.includes('"type":"step"')) return;
      resolve({ milliseconds: performance.now() - start, cpuMilliseconds: cpuTime(child.pid!) });
      child.kill('SIGKILL');
    });
    child.on('close', () => {
      reject(new Error(complaint.trim() || 'no step was told'));
    });
  });
}

/** This program once more, as a user calls it. */
export async function* measureStart(): AsyncGenerator<StartTime> {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-start-'));
  const train = ['train', RECIPE, '--backend', 'cpu', '--runs', join(folder, 'runs'), '--json'];
  const env = { ...process.env, NABLA_CACHE_DIR: folder };
  try {
    for (let call = 0; call <= CALLS; call++) {
      const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, ...train], { env });
      yield { cache: call === 0 ? 'empty' : 'full', ...(await firstStep(child)) };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
