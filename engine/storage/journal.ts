/**
 * What a run tells, on disk: events.jsonl for programs, log.txt for people, TensorBoard's file. What a full disk refuses
 * is held back and written when there is room again, in order, so that a run that waits for room loses nothing.
 */
import type { EngineEvent } from '../process/protocol';
import { EventLog } from './event-log';
import { disk, type FileSystem } from './file-system';
import { appendLog } from './log';
import { EventFile } from './tensorboard/event-file';

/** What log.txt leaves to events.jsonl: numbers, many a second. */
const isFrequent = ({ type }: EngineEvent): boolean => type === 'step' || type === 'probe';

/** An event in log.txt: its type and what it carries. */
const describe = ({ type, ...rest }: EngineEvent): string => `${type} ${JSON.stringify(rest)}`;

/** One of the files, and the events that it lacks: no more than come between a refusal and the pause or the end after it. */
class Part {
  readonly #held: EngineEvent[] = [];

  constructor(private readonly write: (event: EngineEvent) => void) {}

  hold(event: EngineEvent): void {
    this.#held.push(event);
  }

  flush(): void {
    for (let [event] = this.#held; event; [event] = this.#held) {
      this.write(event);
      this.#held.shift();
    }
  }
}

export class Journal {
  readonly #log: EventLog;
  readonly #board: EventFile;
  readonly #parts: readonly Part[];

  /** @throws Problem `unwritable-log` */
  constructor(folder: string, files: FileSystem = disk) {
    this.#log = new EventLog(folder, files);
    this.#board = new EventFile(folder, files);
    this.#parts = [
      new Part((event) => {
        this.#log.append(event);
      }),
      new Part((event) => {
        this.#board.append(event);
      }),
      new Part((event) => {
        if (!isFrequent(event)) appendLog(folder, describe(event), files);
      }),
    ];
  }

  /** @throws Problem `unwritable-log`; the event is then held, and written before the next that can be */
  append(event: EngineEvent): void {
    this.hold(event);
    this.flush();
  }

  /** To be written with what follows. */
  hold(event: EngineEvent): void {
    for (const part of this.#parts) part.hold(event);
  }

  /** Writes what is held. @throws Problem `unwritable-log` */
  flush(): void {
    for (const part of this.#parts) part.flush();
  }

  close(): void {
    this.#log.close();
    this.#board.close();
  }
}
