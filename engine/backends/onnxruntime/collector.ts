/**
 * What V8's collector is told. A step's results are new ArrayBuffers, a megabyte or more each time, and all are garbage
 * after the next step. Minor collections free them, one for every 32 MB. But two of V8's rules bring on major ones, up to
 * one every ten steps, which can double the time of a step:
 *
 * - Another thread frees the memory, and what it has not freed yet counts: of the 64 MB beyond which a major collection
 *   begins, two rounds of garbage are all.
 * - A major collection moves what is young, garbage as well, to the old generation, which only the next one cleans; and
 *   the slower the program went in between, the smaller the limit for old and external memory is set, down to 1.1 of
 *   what lives: one major collection brings on the next.
 */
import { setFlagsFromString } from 'node:v8';

/** Up to which multiple of what lives the old generation grows: V8 itself chooses between 1.1 and 4. */
const GROWTH = 3;

const FLAGS = ['--no-concurrent-array-buffer-sweeping', `--heap-growing-percent=${(GROWTH - 1) * 100}`];

/** For all of the process, from now on. */
export function calmCollector(): void {
  for (const flag of FLAGS) setFlagsFromString(flag);
}
