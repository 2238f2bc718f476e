/**
 * The training loop: epochs of shuffled batches, validations, checkpoints, a stop or a pause between any two steps.
 *
 * All that a run is in the middle of follows from the number of steps done, a few counters, the running sums of the
 * epoch and the network's state; with these a resumed run goes on bit for bit as if it had never ended.
 */
import { setImmediate } from 'node:timers/promises';
import type { Feed } from '../data/feed';
import { Bundle } from '../diagnosis/watch/bundle';
import { Watch } from '../diagnosis/watch/watch';
import type { EngineEvent } from '../process/protocol';
import type { Checkpoint } from '../storage/checkpoint';
import type { Latest } from '../storage/checkpoints';
import { Agenda } from './agenda';
import type { Control } from './control';
import { evaluate } from './evaluate';
import { Meter } from './meter';
import type { Network, NextStep, TrainOutcome } from './network';
import { NotFinite } from './not-finite';
import type { PreparedData } from './prepare';
import { Saving } from './saving';
import type { Specification } from './specification/specification';
import { Standing } from './standing';
import { Sums, type Measures } from './sums';
import { trainingFeed } from './training-feed';
import { beginOf } from './beginning';

/** What the loop needs from the world. */
export interface LoopHost {
  emit(event: EngineEvent): void;
  control: Control;
  /** Commits a checkpoint and tells of it; false where it could not, and the run is paused until someone has seen to it. */
  save(checkpoint: Checkpoint): boolean;
  /** The best of the checkpoints that were committed, and what is wrong with better ones; null where none was scored. */
  best(): Latest | null;
}

export interface LoopResult {
  reason: 'finished' | 'stopped';
  epochs: number;
  steps: number;
  seconds: number;
  metrics: { train: Measures; validation: Measures; test: Measures };
}

export class TrainingLoop {
  private readonly agenda: Agenda;
  private readonly feed: Feed;
  private readonly meter: Meter;
  private readonly saving: Saving;
  private readonly standing: Standing;
  /** Null before the first step. */
  private watch: Bundle | null = null;

  constructor(
    private readonly specification: Specification,
    private readonly data: PreparedData,
    private readonly network: Network,
    private readonly host: LoopHost,
  ) {
    const { objective } = data;
    const { training } = specification;
    this.feed = trainingFeed(specification, data, training.epochs);
    this.meter = new Meter(new Sums(objective), (event) => {
      host.emit(event);
    });
    this.saving = new Saving(training, data, network, host);
    this.standing = new Standing(specification, objective, this.stepsPerEpoch);
    this.agenda = new Agenda(training, this.stepsPerEpoch);
  }

  get stepsPerEpoch(): number {
    return this.feed.stepsPerEpoch;
  }

  get totalSteps(): number {
    return this.stepsPerEpoch * this.specification.training.epochs;
  }

  /** What the schedule multiplies. */
  get learningRate(): number {
    return this.standing.rate.base;
  }

  /** Goes on where a checkpoint was taken. */
  restore(checkpoint: Checkpoint, from: string): void {
    this.saving.restore(checkpoint, this.standing, from);
  }

  /** @throws Problem where loss, gradient or weights are not finite, or data cannot be read; the last checkpoint is as it was */
  async run(): Promise<LoopResult> {
    try {
      await this.beginWatch();
      return await this.trainAll();
    } catch (error) {
      if (error instanceof NotFinite) this.watch?.observe({ type: 'notFinite', ...error.finding });
      throw error;
    } finally {
      this.watch?.open();
      await this.feed.close();
    }
  }

  private async beginWatch(): Promise<void> {
    const { standing } = this;
    const { specification, data, network, feed, totalSteps: steps } = this;
    const { step } = standing;
    if (step >= steps && !standing.isDue) return;
    const first = await feed.ready(Math.min(step, steps - 1));
    const begin = beginOf({ step, steps, batchSize: feed.batchSize, data, layers: network.anatomy, first });
    const tell = (event: EngineEvent) => {
      this.host.emit(event);
    };
    this.watch = new Bundle(new Watch(specification, begin, tell, standing.progress));
    this.watch.open().setLearningRate(standing.rate.base);
  }

  private async trainAll(): Promise<LoopResult> {
    const { standing } = this;
    if (standing.isDue) await this.lookAround();
    while (standing.isDue || (standing.step < this.totalSteps && !standing.stopping.isOver)) {
      await this.obey();
      if (standing.isDue || this.host.control.stopsAt(standing.epoch)) return this.stop();
      await this.trainNext();
      await this.lookAround();
    }
    await this.saving.restoreBest(this.standing);
    const test = await this.evaluate(this.data.test);
    return test ? this.result('finished', test) : this.stop();
  }

  /** A pause that was asked for since the last step, with everything saved. */
  private async obey(): Promise<void> {
    if (!this.host.control.paused) return;
    this.meter.flush(this.standing.position());
    await this.save(null);
    await this.rest();
  }

  /** Another learning rate that was asked for; it counts from the step that comes now, and is saved with what follows. */
  private takeLearningRate(): void {
    const learningRate = this.host.control.takeLearningRate();
    if (learningRate === null) return;
    this.standing.rate.set(learningRate);
    this.watch?.open().setLearningRate(learningRate);
    this.host.emit({ type: 'learningRate', step: this.standing.step, learningRate });
  }

  /** Until a pause ends, if there is one. */
  private async rest(): Promise<void> {
    const { control } = this.host;
    if (!control.paused) return;
    this.host.emit({ type: 'paused', step: this.standing.step, reason: control.reason });
    const start = performance.now();
    await control.paused;
    this.meter.skip((performance.now() - start) / 1000);
    if (!control.isStopped) this.host.emit({ type: 'resumed', step: this.standing.step });
  }

  /** The next step, or several that are short. */
  private async trainNext(): Promise<void> {
    this.takeLearningRate();
    const [start, { waited }] = [performance.now(), this.feed];
    await this.feed.ready(this.standing.step);
    const steps: NextStep[] = [];
    const outcomes = await this.network.trainSeveral((ahead) => {
      const next = this.nextStep(ahead);
      if (next) steps.push(next);
      return next;
    });
    const { epoch } = this.standing;
    const seconds = (performance.now() - start) / 1000;
    const waiting = this.feed.waited - waited;
    this.meter.wait(waiting);
    const each = { seconds: seconds / outcomes.length, waiting: waiting / outcomes.length };
    for (const [index, outcome] of outcomes.entries()) {
      this.account(steps[index]!, outcome, epoch + 1);
      this.show(steps[index]!, outcome, each);
    }
    await setImmediate(); // lets messages of the host in: stop, ping
  }

  /** The step that comes after `ahead` others; null where something else comes before it. */
  private nextStep(ahead: number): NextStep | null {
    const done = this.standing.step + ahead;
    if (ahead > 0 && this.agenda.parts(done)) return null;
    const batch = this.feed.at(done);
    const isProbed = this.agenda.probes(done);
    return batch && { batch, call: { step: done + 1, learningRate: this.standing.rate.at(done), isProbed } };
  }

  private account({ batch, call }: NextStep, outcome: TrainOutcome, epoch: number): void {
    const { gradientNorm, report, loweredScale } = outcome;
    const { step, learningRate } = call;
    this.standing.step = step;
    if (loweredScale !== null) this.host.emit({ type: 'notice', message: skipped(step, loweredScale) });
    this.standing.epochSums.add(outcome, batch);
    this.meter.step({ step, epoch, learningRate }, outcome, batch);
    if (report) this.host.emit({ type: 'probe', step, epoch, gradientNorm, ...report });
  }

  /** To those who watch for symptoms. */
  private show({ call }: NextStep, outcome: TrainOutcome, time: { seconds: number; waiting: number }): void {
    const { step, learningRate } = call;
    const { loss, gradientNorm, report, loweredScale } = outcome;
    // A step that was taken back has shown nothing.
    if (loweredScale !== null) return;
    this.watch?.observe({ type: 'step', step, loss, gradientNorm, learningRate, ...time });
    if (report) this.watch?.observe({ type: 'probe', step, learningRate, gradientNorm, ...report });
  }

  /** What is due between this step and the next. */
  private async lookAround(): Promise<void> {
    const { agenda, standing } = this;
    standing.isDue = false;
    if (agenda.endsEpoch(standing.step)) return this.endEpoch();
    if (agenda.validates(standing.step)) {
      const isBest = await this.validate();
      if (isBest === null) return;
      this.host.emit({
        type: 'validation',
        step: standing.step,
        epoch: standing.epoch + 1,
        validation: standing.validation,
      });
      if (isBest) await this.save(standing.validation.loss ?? null);
    }
    if (agenda.saves(standing.step)) await this.save(null);
  }

  private async endEpoch(): Promise<void> {
    const { standing } = this;
    const { epoch } = standing;
    this.meter.flush({ ...standing.position(), epoch });
    standing.train = standing.epochSums.measures();
    if ((await this.validate()) === null) return;
    const { step, train, validation } = standing;
    this.host.emit({ type: 'epoch', step, epoch, train, validation, seconds: this.meter.elapsed });
    const losses = { train: train.loss ?? null, validation: validation.loss ?? null };
    this.watch?.observe({ type: 'epoch', step, epoch, ...losses });
    standing.epochSums.reset();
    await this.save(validation.loss ?? null);
  }

  /** @returns whether it is the best so far; null where it was stopped, and stays due */
  private async validate(): Promise<boolean | null> {
    const { standing } = this;
    const validation = await this.evaluate(this.data.validation);
    if (!validation) {
      standing.isDue = true;
      return null;
    }
    standing.validation = validation;
    const { loss } = standing.validation;
    if (loss === undefined) return false;
    standing.rate.observe(loss ?? Infinity);
    return standing.stopping.observe(loss ?? Infinity);
  }

  private async stop(): Promise<LoopResult> {
    const { standing } = this;
    this.meter.flush(standing.position());
    if (standing.epochSums.samples) standing.train = standing.epochSums.measures();
    await this.save(null);
    return this.result('stopped');
  }

  private save(score: number | null): Promise<void> {
    return this.saving.save(this.standing, score, this.watch?.open().save() ?? {}, () => this.rest());
  }

  private evaluate(dataset: PreparedData['test']): Promise<Measures | null> {
    return evaluate(this.network, dataset, this.data, () => this.host.control.isStopped);
  }

  /** How it stands. */
  result(reason: LoopResult['reason'], test: Measures = {}): LoopResult {
    const { standing } = this;
    return {
      reason,
      // One whose end was stopped is not done: whoever asked for so many epochs has no validation of it yet.
      epochs: standing.isDue && this.agenda.endsEpoch(standing.step) ? standing.epoch - 1 : standing.epoch,
      steps: standing.step,
      seconds: this.meter.elapsed,
      metrics: { train: standing.train, validation: standing.validation, test },
    };
  }
}

const skipped = (step: number, scale: number): string =>
  `step ${step} changes nothing: a gradient is beyond float16, so that the loss scale is lowered to ${scale}`;
