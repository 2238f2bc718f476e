/** Looks at the processes of the running VS Code, through Linux's /proc. */
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  pid: number;
  parent: number;
  /** The command line with its arguments. */
  command: string;
}

/** A process that ends while it is read is left out. */
function read(pid: number): Process[] {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return [{ pid, parent: Number(statistics(pid)[1]), command }];
  } catch {
    return [];
  }
}

/** Every process that `root` started, directly or not. */
export function descendants(root: number): Process[] {
  const all = readdirSync('/proc')
    .filter(Number)
    .flatMap((name) => read(Number(name)));
  const below = (parent: number): Process[] =>
    all.filter((process) => process.parent === parent).flatMap((child) => [child, ...below(child.pid)]);
  return below(root);
}

/** Linux counts processor time in hundredths of a second (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** Seconds of processor time that the process has used so far. */
export function processorSeconds(pid: number): number {
  const fields = statistics(pid);
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** The fields of /proc/PID/stat from the state on: "pid (name) state parent …"; the name may hold anything. */
function statistics(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
}

/** Whether the process has mapped a library whose path holds `name`. */
export function hasLoaded(pid: number, name: string): boolean {
  return readFileSync(`/proc/${pid}/maps`, 'utf8').includes(name);
}
