import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome, Source } from './run';

/** Runs programs one after the other in a process of their own, which loads tfjs once. */
export function record(sources: readonly Source[], seen: (source: Source, outcome: Outcome) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'run.ts'), { execArgv: ['--require', 'tsx/cjs'], stdio: 'inherit' });
    let count = 0;
    child.on('message', (outcome: Outcome) => {
      seen(sources[count]!, outcome);
      count += 1;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (count === sources.length) resolve();
      else reject(new Error(`recording ended with ${code} after ${count} of ${sources.length} programs`));
    });
    child.send(sources);
  });
}
