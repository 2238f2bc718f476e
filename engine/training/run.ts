/** A run in its folder: its log, its summary, its checkpoints, and what the disk refuses. */
import { causeOf, Problem, problemOf } from '../process/problem';
import type { EngineEvent } from '../process/protocol';
import { unwritable } from '../storage/append';
import type { Checkpoint } from '../storage/checkpoint';
import {
  bestCheckpoint,
  dropCheckpointsAfter,
  keepCheckpoint,
  type Latest,
  type Retention,
} from '../storage/checkpoints';
import { Journal } from '../storage/journal';
import { appendLog } from '../storage/log';
import { writeJson, type RunFolder } from '../storage/run-folder';
import type { Control } from './control';
import { idleHyperparameters } from './idle-hyperparameters';
import { keepSignature } from './kept-signature';
import { TrainingLoop, type LoopResult } from './loop';
import { NotFinite, pausedAt } from './not-finite';
import type { Plan } from './plan';
import type { Ready } from './ready';
import { architectureOf } from './resolve';
import { Setback, stepOf } from './setback';
import type { Specification } from './specification/specification';
import type { Summary } from './summary';

/** What a run needs from whoever asked for it. */
export interface SessionHost {
  emit(event: EngineEvent): void;
  /** What is asked of the run while it trains. */
  control: Control;
  /** Whether someone watches who can end a pause: what the disk refuses, and a loss that is not finite, then pause the run. */
  attended?: boolean;
}

/** A run with its folder locked, its log open and its network built. */
export class Run {
  private readonly journal: Journal;
  private readonly summary: Summary;
  private readonly setback: Setback;
  /** Of training, before the loop that runs. */
  private seconds: number;

  constructor(
    private readonly folder: RunFolder,
    private readonly plan: Plan,
    private readonly ready: Ready,
    private readonly host: SessionHost,
  ) {
    this.journal = new Journal(folder.path);
    this.setback = new Setback(folder.checkpoints);
    this.seconds = plan.resumed?.seconds ?? 0;
    this.summary = {
      run: folder.name,
      title: architectureOf(plan.specification).title,
      device: ready.device.title,
      status: 'running',
      parameters: ready.network.parameters,
      epochs: 0,
      steps: 0,
      seconds: this.seconds,
      metrics: { train: {}, validation: {}, test: {} },
      message: null,
      sweep: plan.sweep,
    };
  }

  /** Trains to the end; what goes wrong is written into the folder before it is thrown on. */
  async train(): Promise<void> {
    try {
      this.start(this.ready.notices);
      await this.finish(await this.trainAttended());
    } catch (error) {
      this.fail(error);
      throw error;
    } finally {
      this.journal.close();
    }
  }

  /** From the checkpoint that is gone on with, and as often as someone asks for it from an earlier one. */
  private async trainAttended(): Promise<LoopResult> {
    for (let from = this.plan.resumed?.latest ?? null; ;) {
      const loop = this.createLoop(from);
      this.emit(this.startedEvent(loop, stepOf(from)));
      try {
        return await loop.run();
      } catch (error) {
        if (!(error instanceof NotFinite) || this.mustEnd) throw error;
        from = this.setback.choose(loop.learningRate);
        await this.waitBehind(error, loop, stepOf(from));
        if (this.host.control.isStopped) return loop.result('stopped');
        this.goBack(from);
        this.seconds += loop.result('stopped').seconds;
      }
    }
  }

  /** Until someone has seen to a loss that is not finite. */
  private async waitBehind(error: NotFinite, loop: TrainingLoop, from: number): Promise<void> {
    const { control } = this.host;
    const reason = pausedAt(error, from);
    control.keepLearningRate(loop.learningRate);
    control.pause(reason);
    this.emit({ type: 'paused', step: loop.result('stopped').steps, reason });
    await control.paused;
    if (!control.isStopped) this.emit({ type: 'resumed', step: from });
  }

  private goBack(to: Latest | null): void {
    const { ready, folder } = this;
    for (const { message } of to?.damaged ?? []) this.emit({ type: 'notice', message });
    dropCheckpointsAfter(folder.checkpoints, stepOf(to));
    ready.renew();
    if (to === null) ready.begin();
  }

  private start(notices: string[]): void {
    this.writeSummary({});
    keepSignature(this.folder, this.plan.data.signature);
    const idle = idleHyperparameters(this.plan.specification);
    for (const message of [...notices, ...this.plan.data.notices, ...idle]) this.emit({ type: 'notice', message });
    for (const { message } of this.plan.resumed?.latest.damaged ?? []) this.emit({ type: 'notice', message });
  }

  private createLoop(from: Latest | null): TrainingLoop {
    const { specification, data } = this.plan;
    const { host, folder } = this;
    const loop = new TrainingLoop(specification, data, this.ready.network, {
      emit: (event) => {
        this.emit(event);
      },
      control: host.control,
      save: (checkpoint) => this.save(checkpoint),
      best: () => bestCheckpoint(folder.checkpoints),
    });
    if (from) loop.restore(from.checkpoint, folder.checkpoints);
    return loop;
  }

  /** @returns whether it is committed; if not, the run is paused until someone has seen to it */
  private save(checkpoint: Checkpoint): boolean {
    const { checkpoints, path } = this.folder;
    let saved: string;
    try {
      saved = keepCheckpoint(checkpoints, checkpoint, retentionOf(this.plan.specification));
    } catch (error) {
      this.pauseFor(unsaved(path, error));
      return false;
    }
    this.emit({ type: 'checkpoint', step: checkpoint.step, path: saved });
    return true;
  }

  private startedEvent({ stepsPerEpoch, learningRate }: TrainingLoop, step: number): EngineEvent {
    const { specification } = this.plan;
    return {
      type: 'started',
      run: this.folder.name,
      folder: this.folder.path,
      title: `${specification.name}: ${this.summary.title.toLowerCase()}`,
      device: this.ready.device.title,
      epochs: specification.training.epochs,
      stepsPerEpoch,
      parameters: this.ready.network.parameters,
      step,
      learningRate,
    };
  }

  /** The end is told once all of it is written. */
  private async finish({ reason, ...result }: LoopResult): Promise<void> {
    const done: EngineEvent = { type: 'done', run: this.folder.name, reason, ...result };
    await this.onceThereIsRoom(() => {
      this.writeSummary({ status: reason, ...result, seconds: this.seconds + result.seconds });
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

  private fail(error: unknown): void {
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

  private writeSummary(change: Partial<Summary>): void {
    Object.assign(this.summary, change);
    try {
      writeJson(this.folder, 'summary.json', this.summary);
    } catch (error) {
      throw unwritable(`${this.folder.path}/summary.json`, error);
    }
  }

  private emit(event: EngineEvent): void {
    try {
      this.journal.append(event);
    } catch (error) {
      this.pauseFor(error);
    }
    this.host.emit(event);
  }

  /** Whether nobody could end a pause. */
  private get mustEnd(): boolean {
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

/** What early stopping goes back to is kept in any case. */
const retentionOf = ({ training: { checkpoints, earlyStopping } }: Specification): Retention => ({
  keep: checkpoints.keep,
  best: checkpoints.best || (earlyStopping?.restoreBest ?? false),
});

const unsaved = (folder: string, error: unknown) =>
  new Problem(
    'unsaved-checkpoint',
    `checkpoint in ${folder} cannot be saved (${causeOf(error)}); the one before is kept: free space, then resume the run`,
    'run',
  );
