/** The log of a run: one JSON object a line, appended; a line torn by a crash is skipped when it is read. */
import { join } from 'node:path';
import { causeOf, Problem } from '../process/problem';
import { disk, type FileSystem } from './file-system';
import { lines } from './lines';

/** No event of ours comes near; what does is no event. */
const MAX_LINE = 2 ** 20;
const NEWLINE = 10;

const unwritable = (path: string, error: unknown) =>
  new Problem(
    'unwritable-log',
    `${path} cannot be written (${causeOf(error)}); free space, then resume the run`,
    'run',
  );

/** Appends events to a file. */
export class EventLog {
  readonly path: string;
  readonly #file: number;

  constructor(
    folder: string,
    private readonly files: FileSystem = disk,
  ) {
    this.path = join(folder, 'events.jsonl');
    this.#file = files.openSync(this.path, 'a+');
    if (endsInMidLine(this.path, files)) files.writeSync(this.#file, '\n');
  }

  /** @throws Problem when the disk refuses */
  append(...events: readonly object[]): void {
    try {
      this.files.writeSync(this.#file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    } catch (error) {
      throw unwritable(this.path, error);
    }
  }

  close(): void {
    this.files.closeSync(this.#file);
  }
}

function endsInMidLine(path: string, files: FileSystem): boolean {
  const { size } = files.statSync(path);
  if (size === 0) return false;
  const file = files.openSync(path, 'r');
  try {
    const last = Buffer.alloc(1);
    files.readSync(file, last, 0, 1, size - 1);
    return last[0] !== NEWLINE;
  } finally {
    files.closeSync(file);
  }
}

/** The events of a log, as they were parsed and not yet decoded; lines that are no JSON object are skipped. */
export function* readEvents(folder: string, files: FileSystem = disk): Generator<object> {
  for (const { text } of lines(join(folder, 'events.jsonl'), MAX_LINE, files)) {
    try {
      const event: unknown = JSON.parse(text ?? '');
      if (typeof event === 'object' && event !== null) yield event;
    } catch {
      // A torn line: the crash that tore it also ended its run, and the resumed run logs the step again.
    }
  }
}
