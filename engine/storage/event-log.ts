/** The log of a run: one JSON object a line, appended; a line torn by a crash is skipped when it is read. */
import { join } from 'node:path';
import { Problem } from '../process/problem';
import { appendWhole, unwritable } from './append';
import { disk, type FileSystem } from './file-system';
import { lines } from './lines';

/** No event of ours comes near; what does is no event. */
const MAX_LINE = 2 ** 20;
const NEWLINE = 10;

/** Appends events to a file. */
export class EventLog {
  readonly path: string;
  readonly #file: number;

  /** @throws Problem `unwritable-log` when the disk refuses */
  constructor(
    folder: string,
    private readonly files: FileSystem = disk,
  ) {
    this.path = join(folder, 'events.jsonl');
    try {
      this.#file = files.openSync(this.path, 'a+');
      if (endsInMidLine(this.path, files)) appendWhole(this.path, this.#file, '\n', files);
    } catch (error) {
      throw error instanceof Problem ? error : unwritable(this.path, error);
    }
  }

  /** All of them or none. @throws Problem `unwritable-log` when the disk refuses */
  append(...events: readonly object[]): void {
    appendWhole(this.path, this.#file, events.map((event) => `${JSON.stringify(event)}\n`).join(''), this.files);
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
