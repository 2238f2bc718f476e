/**
 * The training loop: epochs of shuffled batches, validations, checkpoints, a stop or a pause between any two steps.
 *
 * All that a run is in the middle of follows from the number of steps done, a few counters, the running sums of the
 * epoch and the network's state; with these a resumed run goes on bit for bit as if it had never ended.
 */
import { setImmediate } from 'node:timers/promises';
import type { Feed } from '../data/feed';
import { Watch } from '../diagnosis/watch/watch';
import type { EngineEvent } from '../process/protocol';
import type { Checkpoint } from '../storage/checkpoint';
import type { Latest } from '../storage/checkpoints';
import { Agenda } from './agenda';
import type { Control } from './control';
import { EarlyStopping } from './early-stopping';
import { evaluate } from './evaluate';
import { LearningRate } from './learning-rate';
import { Meter } from './meter';
import type { Network, NextStep, TrainOutcome } from './network';
import { NotFinite, requireFinite } from './not-finite';
import type { PreparedData } from './prepare';
import type { Specification } from './specification/specification';
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

/** Names of counters in a checkpoint. */
const RATE = 'learningRate';
const STOPPING = 'earlyStopping';
const DUE = 'due';

export class TrainingLoop {
  private readonly agenda: Agenda;
  private readonly feed: Feed;
  /** Of the epoch that is running. */
  private readonly epochSums: Sums;
  private readonly meter: Meter;
  private readonly rate: LearningRate;
  private readonly stopping: EarlyStopping;
  /** Null before the first step. */
  private watch: Watch | null = null;
  /** Counters of the checkpoint that is gone on with. */
  private progress: Checkpoint['progress'] = {};
  private step = 0;
  /** Whether what is due after the last step, a validation or an epoch's end, was stopped and is still to come. */
  private isDue = false;
  private lastSaved = -1;
  private validation: Measures = {};
  private train: Measures = {};

  constructor(
    private readonly specification: Specification,
    private readonly data: PreparedData,
    private readonly network: Network,
    private readonly host: LoopHost,
  ) {
    const { objective } = data;
    const { training, optimizer } = specification;
    this.feed = trainingFeed(specification, data, training.epochs);
    this.epochSums = new Sums(objective);
    this.meter = new Meter(new Sums(objective), (event) => {
      host.emit(event);
    });
    this.rate = new LearningRate(optimizer, this.totalSteps, this.stepsPerEpoch);
    this.stopping = new EarlyStopping(training.earlyStopping);
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
    return this.rate.base;
  }

  private get epoch(): number {
    return Math.floor(this.step / this.stepsPerEpoch);
  }

  /** Goes on where a checkpoint was taken. */
  restore({ step, progress, measures, weights, optimizer }: Checkpoint, from: string): void {
    this.network.write({ weights, optimizer, counters: progress }, from);
    this.epochSums.restore(progress);
    this.progress = progress;
    this.rate.restore(progress[RATE] ?? []);
    this.stopping.restore(progress[STOPPING] ?? []);
    this.isDue = (progress[DUE] ?? []).length > 0;
    this.train = measures.train;
    this.validation = measures.validation;
    this.step = step;
    this.lastSaved = step;
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
      await this.feed.close();
    }
  }

  private async beginWatch(): Promise<void> {
    const { specification, data, network, feed, step, totalSteps: steps } = this;
    if (step >= steps && !this.isDue) return;
    const first = await feed.ready(Math.min(step, steps - 1));
    const begin = beginOf({ step, steps, batchSize: feed.batchSize, data, layers: network.anatomy, first });
    const tell = (event: EngineEvent) => {
      this.host.emit(event);
    };
    this.watch = new Watch(specification, begin, tell, this.progress);
    this.watch.setLearningRate(this.rate.base);
  }

  private async trainAll(): Promise<LoopResult> {
    if (this.isDue) await this.lookAround();
    while (this.isDue || (this.step < this.totalSteps && !this.stopping.isOver)) {
      await this.obey();
      if (this.isDue || this.host.control.stopsAt(this.epoch)) return this.stop();
      await this.trainNext();
      await this.lookAround();
    }
    await this.restoreBest();
    const test = await this.evaluate(this.data.test);
    return test ? this.result('finished', test) : this.stop();
  }

  /** A pause that was asked for since the last step, with everything saved. */
  private async obey(): Promise<void> {
    if (!this.host.control.paused) return;
    this.meter.flush(this.position());
    await this.save(null);
    await this.rest();
  }

  /** Another learning rate that was asked for; it counts from the step that comes now, and is saved with what follows. */
  private takeLearningRate(): void {
    const learningRate = this.host.control.takeLearningRate();
    if (learningRate === null) return;
    this.rate.set(learningRate);
    this.watch?.setLearningRate(learningRate);
    this.host.emit({ type: 'learningRate', step: this.step, learningRate });
  }

  /** Until a pause ends, if there is one. */
  private async rest(): Promise<void> {
    const { control } = this.host;
    if (!control.paused) return;
    this.host.emit({ type: 'paused', step: this.step, reason: control.reason });
    const start = performance.now();
    await control.paused;
    this.meter.skip((performance.now() - start) / 1000);
    if (!control.isStopped) this.host.emit({ type: 'resumed', step: this.step });
  }

  /** The next step, or several that are short. */
  private async trainNext(): Promise<void> {
    this.takeLearningRate();
    const [start, { waited }] = [performance.now(), this.feed];
    await this.feed.ready(this.step);
    const steps: NextStep[] = [];
    const outcomes = await this.network.trainSeveral((ahead) => {
      const next = this.nextStep(ahead);
      if (next) steps.push(next);
      return next;
    });
    const { epoch } = this;
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
    const done = this.step + ahead;
    if (ahead > 0 && this.agenda.parts(done)) return null;
    const batch = this.feed.at(done);
    const isProbed = this.agenda.probes(done);
    return batch && { batch, call: { step: done + 1, learningRate: this.rate.at(done), isProbed } };
  }

  private account({ batch, call }: NextStep, outcome: TrainOutcome, epoch: number): void {
    const { gradientNorm, report, loweredScale } = outcome;
    const { step, learningRate } = call;
    this.step = step;
    if (loweredScale !== null) this.host.emit({ type: 'notice', message: skipped(step, loweredScale) });
    this.epochSums.add(outcome, batch);
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
    const { agenda } = this;
    this.isDue = false;
    if (agenda.endsEpoch(this.step)) return this.endEpoch();
    if (agenda.validates(this.step)) {
      const isBest = await this.validate();
      if (isBest === null) return;
      this.host.emit({ type: 'validation', step: this.step, epoch: this.epoch + 1, validation: this.validation });
      if (isBest) await this.save(this.validation.loss ?? null);
    }
    if (agenda.saves(this.step)) await this.save(null);
  }

  private async endEpoch(): Promise<void> {
    const { epoch } = this;
    this.meter.flush({ ...this.position(), epoch });
    this.train = this.epochSums.measures();
    if ((await this.validate()) === null) return;
    const { step, train, validation } = this;
    this.host.emit({ type: 'epoch', step, epoch, train, validation, seconds: this.meter.elapsed });
    const losses = { train: train.loss ?? null, validation: validation.loss ?? null };
    this.watch?.observe({ type: 'epoch', step, epoch, ...losses });
    this.epochSums.reset();
    await this.save(validation.loss ?? null);
  }

  /** @returns whether it is the best so far; null where it was stopped, and stays due */
  private async validate(): Promise<boolean | null> {
    const validation = await this.evaluate(this.data.validation);
    if (!validation) {
      this.isDue = true;
      return null;
    }
    this.validation = validation;
    const { loss } = this.validation;
    if (loss === undefined) return false;
    this.rate.observe(loss ?? Infinity);
    return this.stopping.observe(loss ?? Infinity);
  }

  /** The weights of the best validation, where the specification asks for them. */
  private async restoreBest(): Promise<void> {
    if (!this.specification.training.earlyStopping?.restoreBest) return;
    const { checkpoint: best, damaged } = this.host.best() ?? { checkpoint: null, damaged: [] };
    for (const { message } of damaged) this.host.emit({ type: 'notice', message });
    if (!best || best.step === this.step) return;
    const { counters } = await this.network.read();
    this.network.write({ weights: best.weights, optimizer: best.optimizer, counters }, 'the best checkpoint');
    this.train = best.measures.train;
    this.validation = best.measures.validation;
    this.host.emit({ type: 'notice', message: `the weights of step ${best.step} are back: the best validation loss` });
  }

  private async stop(): Promise<LoopResult> {
    this.meter.flush(this.position());
    if (this.epochSums.samples) this.train = this.epochSums.measures();
    await this.save(null);
    return this.result('stopped');
  }

  private position() {
    const learningRate = this.rate.at(Math.max(0, this.step - 1));
    return { step: this.step, epoch: this.epoch + 1, learningRate };
  }

  private async save(score: number | null): Promise<void> {
    if (this.lastSaved === this.step) return;
    const { fingerprint, scale } = this.data;
    const { precision } = this.specification.training;
    const { counters, ...state } = await this.network.read();
    requireFinite(state.weights, this.step, precision);
    const own = { [RATE]: this.rate.save(), [STOPPING]: this.stopping.save() };
    const due = this.isDue ? { [DUE]: [1] } : {};
    const progress = { ...this.epochSums.save(), ...own, ...due, ...counters, ...this.watch?.save() };
    const measures = { train: this.train, validation: this.validation };
    const { step } = this;
    const checkpoint = { step, score, progress, measures, data: fingerprint, normalization: scale, ...state };
    while (!this.host.save(checkpoint)) await this.rest();
    this.lastSaved = step;
  }

  private evaluate(dataset: PreparedData['test']): Promise<Measures | null> {
    return evaluate(this.network, dataset, this.data, () => this.host.control.isStopped);
  }

  /** How it stands. */
  result(reason: LoopResult['reason'], test: Measures = {}): LoopResult {
    return {
      reason,
      // One whose end was stopped is not done: whoever asked for so many epochs has no validation of it yet.
      epochs: this.isDue && this.agenda.endsEpoch(this.step) ? this.epoch - 1 : this.epoch,
      steps: this.step,
      seconds: this.meter.elapsed,
      metrics: { train: this.train, validation: this.validation, test },
    };
  }
}

const skipped = (step: number, scale: number): string =>
  `step ${step} changes nothing: a gradient is beyond float16, so that the loss scale is lowered to ${scale}`;
