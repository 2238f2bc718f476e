import { readFileSync, statSync, type Stats } from 'node:fs';
import { tooLarge } from './left-out';
import type { Entry, Workspace } from './workspace';

/** Larger files are data or generated. */
const MAX_BYTES = 2_000_000;

/** No program's text has this character. */
const NUL = '\0';

/** Paths whose state is remembered between two {@link Disk.refresh}: some 20 MB. */
const MAX_REMEMBERED = 100_000;

/** A file as an editor has it, saved or not. */
export interface OpenText {
  text: string;
  version: number;
}

/** The workspace on disk, below what an editor has open. */
export class Disk implements Workspace {
  private readonly remembered = new Map<string, Entry | undefined>();

  constructor(
    readonly roots: readonly string[],
    private readonly opened: (path: string) => OpenText | undefined = () => undefined,
  ) {}

  /** Looks at the disk anew from now on. */
  refresh(): void {
    this.remembered.clear();
  }

  entry(path: string): Entry | undefined {
    const opened = this.opened(path);
    if (opened) return { kind: 'file', version: `open ${opened.version}` };
    if (this.remembered.has(path)) return this.remembered.get(path);
    if (this.remembered.size >= MAX_REMEMBERED) this.refresh();
    const found = entryOf(path);
    this.remembered.set(path, found);
    return found;
  }

  read(path: string): string | undefined {
    const text = this.opened(path)?.text ?? readText(path);
    return typeof text === 'string' ? text : undefined;
  }
}

/** A cycle of links or a folder that is closed to us is nothing. */
function entryOf(path: string): Entry | undefined {
  const stats = statsOf(path);
  if (stats?.isDirectory()) return { kind: 'folder', version: 'folder' };
  return stats?.isFile() ? { kind: 'file', version: `${stats.mtimeMs} ${stats.size}` } : undefined;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The text of a program's file, or why it is left out: `{ reason }` follows the file's name. */
export function readText(path: string, most = MAX_BYTES): string | { reason: string } {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) return { reason: 'does not exist; name a file that does' };
    if (!stats.isFile()) return { reason: 'is left out: it is no regular file' };
    if (stats.size > most) return { reason: tooLarge(stats.size, 'bytes', most) };
    const text = readFileSync(path, 'utf8');
    return text.includes(NUL) ? { reason: "is left out: it holds binary data, not a program's text" } : text;
  } catch (error) {
    return { reason: `cannot be read: ${(error as Error).message}` };
  }
}
