/** A run in its folder, to its end: from the checkpoint that it goes on with, and back to one where training left the finite numbers. */
import type { EngineEvent } from '../process/protocol';
import { bestCheckpoint, dropCheckpointsAfter, type Latest, type Retention } from '../storage/checkpoints';
import type { RunFolder } from '../storage/run-folder';
import { idleHyperparameters } from './idle-hyperparameters';
import { idleSchedule } from './idle-schedule';
import { keepSignature } from './kept-signature';
import { TrainingLoop, type LoopResult } from './loop';
import { NotFinite, pausedAt } from './not-finite';
import type { Plan } from './plan';
import type { Ready } from './ready';
import { architectureOf } from './resolve';
import { RunRecord } from './run-record';
import type { SessionHost } from './session-host';
import { Setback, stepOf } from './setback';
import type { Specification } from './specification/specification';
import { stepsPerEpochOf } from './training-feed';

/** A run with its folder locked, its log open and its network built. */
export class Run {
  private readonly record: RunRecord;
  private readonly setback: Setback;
  /** Of training, before the loop that runs. */
  private seconds: number;

  constructor(
    private readonly folder: RunFolder,
    private readonly plan: Plan,
    private readonly ready: Ready,
    private readonly host: SessionHost,
  ) {
    this.setback = new Setback(folder.checkpoints);
    this.seconds = plan.resumed?.seconds ?? 0;
    const summary = {
      run: folder.name,
      title: architectureOf(plan.specification).title,
      device: ready.device.title,
      status: 'running' as const,
      parameters: ready.network.parameters,
      epochs: 0,
      steps: 0,
      seconds: this.seconds,
      metrics: { train: {}, validation: {}, test: {} },
      message: null,
      sweep: plan.sweep,
    };
    this.record = new RunRecord(folder, summary, host);
  }

  /** Trains to the end; what goes wrong is written into the folder before it is thrown on. */
  async train(): Promise<void> {
    try {
      this.start();
      const result = await this.trainAttended();
      await this.record.finish(result, this.seconds + result.seconds);
    } catch (error) {
      this.record.fail(error);
      throw error;
    } finally {
      this.record.close();
    }
  }

  /** From the checkpoint that is gone on with, and as often as someone asks for it from an earlier one. */
  private async trainAttended(): Promise<LoopResult> {
    for (let from = this.plan.resumed?.latest ?? null; ;) {
      const loop = this.createLoop(from);
      this.record.emit(this.startedEvent(loop, stepOf(from)));
      try {
        return await loop.run();
      } catch (error) {
        if (!(error instanceof NotFinite) || this.record.mustEnd) throw error;
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
    this.record.emit({ type: 'paused', step: loop.result('stopped').steps, reason });
    await control.paused;
    if (!control.isStopped) this.record.emit({ type: 'resumed', step: from });
  }

  private goBack(to: Latest | null): void {
    const { ready, folder } = this;
    for (const { message } of to?.damaged ?? []) this.record.emit({ type: 'notice', message });
    dropCheckpointsAfter(folder.checkpoints, stepOf(to));
    ready.renew();
    if (to === null) ready.begin();
  }

  private start(): void {
    const { specification, data, resumed } = this.plan;
    this.record.writeSummary({});
    keepSignature(this.folder, data.signature);
    const idle = [
      ...idleHyperparameters(specification),
      ...idleSchedule(specification, stepsPerEpochOf(specification, data)),
    ];
    const damaged = (resumed?.latest.damaged ?? []).map(({ message }) => message);
    for (const message of [...this.ready.notices, ...data.notices, ...idle, ...damaged])
      this.record.emit({ type: 'notice', message });
  }

  private createLoop(from: Latest | null): TrainingLoop {
    const { specification, data } = this.plan;
    const { host, folder } = this;
    const loop = new TrainingLoop(specification, data, this.ready.network, {
      emit: (event) => {
        this.record.emit(event);
      },
      control: host.control,
      save: (checkpoint) => this.record.save(checkpoint, retentionOf(specification)),
      best: () => bestCheckpoint(folder.checkpoints),
    });
    if (from) loop.restore(from.checkpoint, folder.checkpoints);
    return loop;
  }

  private startedEvent({ stepsPerEpoch, learningRate }: TrainingLoop, step: number): EngineEvent {
    const { specification } = this.plan;
    return {
      type: 'started',
      run: this.folder.name,
      folder: this.folder.path,
      title: `${specification.name}: ${this.record.summary.title.toLowerCase()}`,
      device: this.ready.device.title,
      epochs: specification.training.epochs,
      stepsPerEpoch,
      parameters: this.ready.network.parameters,
      step,
      learningRate,
    };
  }
}

/** What early stopping goes back to is kept in any case. */
const retentionOf = ({ training: { checkpoints, earlyStopping } }: Specification): Retention => ({
  keep: checkpoints.keep,
  best: checkpoints.best || (earlyStopping?.restoreBest ?? false),
});
