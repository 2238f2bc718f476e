import { CrashLimit } from './crash-limit';

/** A server that crashes on what is open crashes again: two more attempts tell an accident from that. */
const MOST_RESTARTS = 2;

/** What to do about a server that has ended by itself. */
export interface Ended {
  action: 'restart' | 'stay';
  /** For the user. */
  message?: string;
}

/** Decides whether the language server is started again; with which code it exited is all the same. */
export class Restarts {
  readonly #limit = new CrashLimit(MOST_RESTARTS + 1);

  /** The server has ended at this time (milliseconds, monotonic), and nobody asked it to. */
  closed(at: number): Ended {
    this.#limit.crashed(at);
    if (!this.#limit.isReached(at)) return { action: 'restart' };
    const times = `${MOST_RESTARTS + 1} times in 3 minutes`;
    return {
      action: 'stay',
      message: `The language server has ended by itself ${times}, so it stays off; see the log, then run "Nabla: Restart Language Server".`,
    };
  }
}
