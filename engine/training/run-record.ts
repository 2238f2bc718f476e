/** What a run leaves in its folder and tells its host: events, summary, checkpoints; and what follows where the disk refuses. */
import { causeOf, Problem, problemOf } from '../process/problem';
import type { EngineEvent } from '../process/protocol';
import { unwritable } from '../storage/append';
import type { Checkpoint } from '../storage/checkpoint';
import { keepCheckpoint, type Retention } from '../storage/checkpoints';
import { Journal } from '../storage/journal';
import { appendLog } from '../storage/log';
import { writeJson, type RunFolder } from '../storage/run-folder';
import type { LoopResult } from './loop';
import type { SessionHost } from './session-host';
import type { Summary } from './summary';

export class RunRecord {
  private readonly journal: Journal;

  /** @throws Problem `unwritable-log` */
  constructor(
    private readonly folder: RunFolder,
    readonly summary: Summary,
    private readonly host: SessionHost,
  ) {
    this.journal = new Journal(folder.path);
  }

  /** Tells of an event, once it is in the log or held back for it. @throws Problem `unwritable-log` where nobody can end a pause */
  emit(event: EngineEvent): void {
    try {
      this.journal.append(event);
    } catch (error) {
      this.pauseFor(error);
    }
    this.host.emit(event);
  }

  /** @throws Problem `unwritable-log` */
  writeSummary(change: Partial<Summary>): void {
    Object.assign(this.summary, change);
    try {
      writeJson(this.folder, 'summary.json', this.summary);
    } catch (error) {
      throw unwritable(`${this.folder.path}/summary.json`, error);
    }
  }

  /** @returns whether it is committed; if not, the run is paused until someone has seen to it */
  save(checkpoint: Checkpoint, retention: Retention): boolean {
    const { checkpoints, path } = this.folder;
    let saved: string;
    try {
      saved = keepCheckpoint(checkpoints, checkpoint, retention);
    } catch (error) {
      this.pauseFor(unsaved(path, error));
      return false;
    }
    this.emit({ type: 'checkpoint', step: checkpoint.step, path: saved });
    return true;
  }

  /** The end is told once all of it is written. @param seconds of training in all processes */
  async finish({ reason, ...result }: LoopResult, seconds: number): Promise<void> {
    const done: EngineEvent = { type: 'done', run: this.summary.run, reason, ...result };
    await this.onceThereIsRoom(() => {
      this.writeSummary({ status: reason, ...result, seconds });
      this.journal.flush();
    });
    this.journal.hold(done);
    await this.onceThereIsRoom(() => {
      this.journal.flush();
    });
    this.host.emit(done);
  }

  /** Writes, again after each pause that a refusal leads to. @throws what the disk refuses where nobody attends */
  private async onceThereIsRoom(write: () => void): Promise<void> {
    for (;;) {
      try {
        write();
        return;
      } catch (error) {
        this.pauseFor(error);
        const { control } = this.host;
        this.host.emit({ type: 'paused', step: this.summary.steps, reason: control.reason });
        await control.paused;
      }
    }
  }

  /** Writes what went wrong. */
  fail(error: unknown): void {
    const { code, message } = problemOf(error);
    try {
      appendLog(this.folder.path, error instanceof Error ? (error.stack ?? message) : message);
      this.journal.append({ type: 'error', code, message });
      this.writeSummary({ status: 'failed', message });
    } catch (second) {
      // The disk that fails the run fails its obituary too: the first cause is what the user must see.
      if (!(error instanceof Problem)) throw new AggregateError([error, second], message, { cause: second });
    }
  }

  close(): void {
    this.journal.close();
  }

  /** Whether nobody could end a pause. */
  get mustEnd(): boolean {
    const { attended = false, control } = this.host;
    return !attended || control.isStopped;
  }

  /**
   * What the disk refuses pauses a run that someone can resume once there is room, before its next step.
   * @throws the error where nobody can, or where the run is to stop
   */
  private pauseFor(error: unknown): void {
    if (this.mustEnd) throw error;
    const { control } = this.host;
    if (control.paused) return;
    const { message } = problemOf(error);
    control.pause(message);
    this.host.emit({ type: 'notice', message });
  }
}

const unsaved = (folder: string, error: unknown) =>
  new Problem(
    'unsaved-checkpoint',
    `checkpoint in ${folder} cannot be saved (${causeOf(error)}); the one before is kept: free space, then resume the run`,
    'run',
  );
