import { execFile, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** pyright takes minutes over PyTorch on a slow machine; a child that takes longer than this has hung. */
const CHILD_LIMIT_MS = 300_000;

/** Findings of a large tree as JSON. */
const MAX_OUTPUT = 256 * 2 ** 20;

/** Between two looks at a child's memory; the kernel keeps the peak, so only what comes in the last one can be missed. */
const LOOK_MS = 20;

export interface Timed {
  seconds: number;
  /** The largest resident set; null where the system does not say. */
  peakMegabytes: number | null;
}

/**
 * Runs node on a program that reports findings by its exit code, 0 or 1, in a folder without settings for it.
 * @returns the last line of its complaint, where it did not end so
 */
export function runChild(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Timed | string> {
  const start = performance.now();
  let peakMegabytes: number | null = null;
  return new Promise((resolve) => {
    const options = { cwd: tmpdir(), timeout: CHILD_LIMIT_MS, maxBuffer: MAX_OUTPUT, env: { ...process.env, ...env } };
    const child: ChildProcess = execFile(process.execPath, args, options, (error, _, complaint) => {
      clearInterval(looking);
      const hasRun = !error || error.code === 1;
      const seconds = (performance.now() - start) / 1000;
      resolve(hasRun ? { seconds, peakMegabytes } : (complaint.trim().split('\n').at(-1) ?? '') || error.message);
    });
    const looking = setInterval(() => (peakMegabytes = peakOf(child.pid) ?? peakMegabytes), LOOK_MS);
  });
}

/** Linux: VmHWM, in kibibytes. */
function peakOf(pid: number | undefined): number | null {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
    return kibibytes === undefined ? null : Number(kibibytes) / 1024;
  } catch {
    return null;
  }
}
