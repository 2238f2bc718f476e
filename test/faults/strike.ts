/**
 * Preloaded into a real process (`--require`), it strikes with a signal at one call that a save makes on the disk, half of
 * a write done. NABLA_STRIKE says when; without `at` it only counts, and says on the error stream how many calls there are.
 */
import fs from 'node:fs';

export interface Strike {
  /** The step whose save is struck. */
  step: number;
  /** The call, from 1. */
  at?: number;
  signal?: NodeJS.Signals;
}

const CALLS = ['openSync', 'writeSync', 'fsyncSync', 'closeSync', 'mkdirSync', 'renameSync', 'rmSync', 'readdirSync', 'readFileSync', 'existsSync'] as const; // prettier-ignore
/** SIGKILL ends the process before this is over. */
const MOMENT_MS = 10_000;

const { step, at, signal = 'SIGKILL' } = JSON.parse(process.env.NABLA_STRIKE ?? '{"step":0}') as Strike;
const temporary = new RegExp(`\\.tmp-\\d+-${step}\\b`);
const files = new Set<unknown>();
let calls = 0;
let isOver = false;

/** Whether a call is one of the save: from the first that names its temporary, to the next step's. */
function counts(target: unknown): boolean {
  if (isOver || !(files.has(target) || String(target).includes('checkpoints'))) return false;
  if (calls === 0) return temporary.test(String(target));
  isOver = /\.tmp-\d+-\d+/.test(String(target)) && !temporary.test(String(target));
  return !isOver;
}

function strike(name: string, real: (...args: unknown[]) => unknown, args: unknown[]): void {
  if (name === 'writeSync') real(args[0], (args[1] as Uint8Array).subarray(0, (args[1] as Uint8Array).length / 2));
  process.kill(process.pid, signal);
  if (signal === 'SIGKILL') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MOMENT_MS);
}

for (const name of CALLS) {
  const real = fs[name] as (...args: unknown[]) => unknown;
  const watched = (...args: unknown[]): unknown => {
    if (counts(args[0]) && ++calls === at) strike(name, real, args);
    const result = real(...args);
    if (name === 'openSync' && String(args[0]).includes('checkpoints')) files.add(result);
    if (name === 'closeSync') files.delete(args[0]);
    return result;
  };
  Object.assign(fs, { [name]: watched });
}

process.on('exit', () => {
  process.stderr.write(`calls: ${calls}\n`);
});
