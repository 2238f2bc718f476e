/** Calls npm as a user would, and says in one line why it failed. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { environment } from './environment';

/** Enough to hold what an install script says last and npm's own summary after it. */
const TAIL_LINES = 200;
/** npm and its scripts are given this long to end by themselves when they are asked to. */
const GRACE_MS = 3000;

/** How a call is watched and ended. */
export interface Watch {
  /** Takes each line that npm and its scripts print. */
  onLine: (line: string) => void;
  /** Ends npm with all that it started. */
  signal: AbortSignal;
  env?: NodeJS.ProcessEnv;
}

const missing = (cause: Error): Error =>
  new Error('npm was not found: install Node.js, which brings it, then reload the window', { cause });

const failed = (code: number | null, lines: readonly string[]): Error =>
  new Error(
    `npm failed (${relevantLine(lines) ?? `exit code ${code ?? 'unknown'}`}): check the network, then try again`,
  );

/**
 * Runs npm in `folder` until it ends.
 * @throws Error of one line; the signal's reason if it was aborted
 */
export function npm(
  args: readonly string[],
  folder: string,
  { onLine, signal, env = environment() }: Watch,
): Promise<void> {
  signal.throwIfAborted();
  const isWindows = process.platform === 'win32';
  const child = spawn('npm', args, {
    cwd: folder,
    env,
    // A group of its own, so that what npm starts can be ended with it. On Windows npm is a script that needs a shell.
    detached: !isWindows,
    shell: isWindows,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      if (lines.push(line) > TAIL_LINES) lines.shift();
      onLine(line);
    });
  }
  const abort = () => {
    end(child);
  };
  signal.addEventListener('abort', abort);
  return new Promise<void>((resolve, reject) => {
    child.on('error', (error) => {
      reject(missing(error));
    });
    child.on('close', (code) => {
      if (signal.aborted) reject(signal.reason as Error);
      else if (code === 0) resolve();
      else reject(failed(code, lines));
    });
  }).finally(() => {
    signal.removeEventListener('abort', abort);
  });
}

/** Ends a process and all that it started. */
function end(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  process.kill(-pid, 'SIGTERM');
  const timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), GRACE_MS);
  child.on('close', () => {
    clearTimeout(timer);
  });
}

/** What a script threw. */
const THROWN = /^\s*(?:\w*Error): .+/;
/** npm's own lines; "ERR!" up to version 9. */
const OWN = /^npm (?:error|ERR!) ?(?<text>.*)$/;
/** Those that say no cause: it stands in another one. */
const NO_CAUSE = /^(?:(?:code|errno|syscall|path|command|enoent|signal)\b|A complete log|\S*debug-\d+\.log|$)/;

/** The line of npm's output that says best why it failed: what an install script threw, else npm's own first cause. */
export function relevantLine(lines: readonly string[]): string | undefined {
  const own = lines.flatMap((line) => OWN.exec(line)?.groups?.text?.trim() ?? []);
  const thrown = lines.findLast((line) => THROWN.test(line));
  return thrown?.trim() ?? own.find((text) => !NO_CAUSE.test(text)) ?? lines.findLast((line) => line.trim())?.trim();
}
