/** The event file of a run, which TensorBoard shows: written beside its log, event by event. */
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import type { EngineEvent } from '../../process/protocol';
import { appendWhole, unwritable } from '../append';
import { codeOf, disk, type FileSystem } from '../file-system';
import { scalarsOf } from '../series/scalars-of';
import { restartEvent, scalarEvent, versionEvent } from './event';
import { frame } from './framing';

/** A run resumed within the second of its start takes the next one: files sort by it. */
const MAX_TRIES = 100;

/** Names of hosts have 63 letters at most (RFC 1123). */
const MAX_HOST = 63;

/** The user's name, if it is long enough to be found in another; "" where the system knows none. */
function userName(): string {
  try {
    const { username } = userInfo();
    return username.length > 2 ? username.toLowerCase() : '';
  } catch {
    return '';
  }
}

/** The host's name as a part of a file's name; one that tells its user is left out. */
function hostPart(): string {
  const host = hostname().replace(/[^A-Za-z0-9.-]/g, '-').slice(0, MAX_HOST); // prettier-ignore
  const user = userName();
  return host === '' || (user !== '' && host.toLowerCase().includes(user)) ? 'localhost' : host;
}

export class EventFile {
  readonly path: string;
  readonly #file: number;
  #hasStarted = false;

  /**
   * A new file; those of earlier processes of the run stay as they are.
   * @param now seconds since 1970
   */
  constructor(
    folder: string,
    private readonly files: FileSystem = disk,
    private readonly now = () => Date.now() / 1000,
  ) {
    [this.path, this.#file] = this.#create(folder);
    this.#write(versionEvent(now()));
  }

  /** Adds what the event carries of scalars. @throws Problem `unwritable-log` when the disk refuses */
  append(event: EngineEvent): void {
    const wallTime = this.now();
    if (event.type === 'started') this.#restart({ wallTime, step: event.step });
    const found = scalarsOf(event);
    if (found?.scalars.length) this.#write(scalarEvent({ wallTime, step: found.step }, found.scalars));
  }

  /** What earlier processes, or this one, have written behind that step counts no more. */
  #restart({ wallTime, step }: { wallTime: number; step: number }): void {
    if (this.#hasStarted || step > 0) this.#write(restartEvent({ wallTime, step: step + 1 }));
    this.#hasStarted = true;
  }

  close(): void {
    this.files.closeSync(this.#file);
  }

  #create(folder: string): [string, number] {
    const second = Math.floor(this.now());
    for (let ahead = 0; ; ahead++) {
      const path = join(folder, `events.out.tfevents.${second + ahead}.${hostPart()}.nabla`);
      try {
        return [path, this.files.openSync(path, 'ax')];
      } catch (error) {
        if (codeOf(error) !== 'EEXIST' || ahead === MAX_TRIES) throw unwritable(path, error);
      }
    }
  }

  #write(data: Buffer): void {
    appendWhole(this.path, this.#file, frame(data), this.files);
  }
}
