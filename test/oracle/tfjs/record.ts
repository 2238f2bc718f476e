import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome, Source } from './run';

/** A program takes less than a second; after so long a mistake has made a loop endless. */
const SILENCE_MS = 30_000;

const ENDLESS: Outcome = { rows: [], ran: [], endless: true };

/** Runs programs one after the other in a process of their own, which loads tfjs once; after an endless one in another. */
export async function record(
  sources: readonly Source[],
  seen: (source: Source, outcome: Outcome) => void,
): Promise<void> {
  let count = 0;
  const told = (outcome: Outcome): void => {
    seen(sources[count]!, outcome);
    count += 1;
  };
  while (count < sources.length) {
    const code = await runThese(sources.slice(count), told);
    if (code === 'silent') told(ENDLESS);
    else if (count < sources.length)
      throw new Error(`recording ended with ${code} after ${count} of ${sources.length} programs`);
  }
}

/** The process' exit code; `silent` where a program did not end. */
const runThese = (sources: readonly Source[], told: (outcome: Outcome) => void): Promise<number | null | 'silent'> =>
  new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'run.ts'), { execArgv: ['--require', 'tsx/cjs'], stdio: 'inherit' });
    const watch = setTimeout(() => {
      child.removeAllListeners();
      child.kill('SIGKILL');
      resolve('silent');
    }, SILENCE_MS);
    child.on('message', (outcome: Outcome) => {
      told(outcome);
      watch.refresh();
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(watch);
      resolve(code);
    });
    child.send(sources);
  });
