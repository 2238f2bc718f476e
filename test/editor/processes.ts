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
    // "pid (name) state parent …", where the name may hold spaces and parentheses.
    const parent = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1]);
    return [{ pid, parent, command }];
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

/** Whether the process has mapped a library whose path holds `name`. */
export function hasLoaded(pid: number, name: string): boolean {
  return readFileSync(`/proc/${pid}/maps`, 'utf8').includes(name);
}
