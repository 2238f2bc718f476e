/**
 * The training loop: epochs of shuffled batches, validation after each, checkpoints, a stop between any two steps.
 *
 * All that a run is in the middle of follows from the number of steps done, the running sums of the epoch and the
 * network's state; with these a resumed run goes on bit for bit as if it had never ended.
 */
import { setImmediate } from 'node:timers/promises';
import { batch, shuffled } from '../data/batches';
import type { Samples } from '../data/samples';
import type { EngineEvent } from '../process/protocol';
import type { Checkpoint } from '../storage/checkpoint';
import { Meter } from './meter';
import type { Network, NextStep, TrainOutcome } from './network';
import { notFinite } from './not-finite';
import type { PreparedData } from './prepare';
import { learningRateAt } from './schedule';
import type { Specification } from './specification';
import { Sums, type Measures } from './sums';

/** Evaluation keeps no activations for a gradient, so that its batches may be larger. */
const EVALUATION_BATCH = 256;

/** What the loop needs from the world. */
export interface LoopHost {
  emit(event: EngineEvent): void;
  /** Aborted when someone asks to stop. */
  signal: AbortSignal;
  /** Commits a checkpoint and tells of it. */
  save(checkpoint: Checkpoint): void;
}

export interface LoopResult {
  reason: 'finished' | 'stopped';
  epochs: number;
  steps: number;
  seconds: number;
  metrics: { train: Measures; validation: Measures; test: Measures };
}

export class TrainingLoop {
  /** Of the epoch that is running. */
  private readonly epochSums: Sums;
  private readonly meter: Meter;
  private step = 0;
  private lastSaved = -1;
  private validation: Measures = {};
  private train: Measures = {};

  constructor(
    private readonly specification: Specification,
    private readonly data: PreparedData,
    private readonly network: Network,
    private readonly host: LoopHost,
  ) {
    const { metrics } = specification;
    this.epochSums = new Sums(metrics, data.task.classes);
    this.meter = new Meter(new Sums(metrics, data.task.classes), (event) => {
      host.emit(event);
    });
  }

  get stepsPerEpoch(): number {
    return Math.ceil(this.data.train.count / this.specification.training.batchSize);
  }

  get totalSteps(): number {
    return this.stepsPerEpoch * this.specification.training.epochs;
  }

  /** Goes on where a checkpoint was taken. */
  restore({ step, progress, measures, weights, optimizer }: Checkpoint, from: string): void {
    this.network.write({ weights, optimizer, counters: progress }, from);
    this.epochSums.restore(progress);
    this.train = measures.train;
    this.validation = measures.validation;
    this.step = step;
    this.lastSaved = step;
  }

  /** @throws Problem where loss, gradient or weights are not finite; the last checkpoint is as it was */
  async run(): Promise<LoopResult> {
    while (this.step < this.totalSteps) {
      if (await this.epoch()) return this.result('stopped', {});
    }
    const test = await this.evaluate(this.data.test);
    return this.result('finished', test);
  }

  /** Trains to the end of the current epoch; true if it was stopped before. */
  private async epoch(): Promise<boolean> {
    const { seed } = this.specification.training;
    const epoch = Math.floor(this.step / this.stepsPerEpoch);
    const order = shuffled(this.data.train.count, seed, epoch);
    while (this.step < (epoch + 1) * this.stepsPerEpoch) {
      if (this.host.signal.aborted) return this.stop(epoch);
      await this.trainNext(order, epoch);
    }
    await this.endEpoch(epoch);
    return false;
  }

  /** The next step, or several that are short. */
  private async trainNext(order: Uint32Array, epoch: number): Promise<void> {
    const steps: NextStep[] = [];
    const outcomes = await this.network.trainSeveral((ahead) => {
      const next = this.nextStep(order, epoch, ahead);
      if (next) steps.push(next);
      return next;
    });
    for (const [index, outcome] of outcomes.entries()) this.account(steps[index]!, outcome, epoch);
    await this.saveIfDue();
    await setImmediate(); // lets messages of the host in: stop, ping
  }

  /** The step that comes after `ahead` others; null where something else comes before it. */
  private nextStep(order: Uint32Array, epoch: number, ahead: number): NextStep | null {
    const { batchSize } = this.specification.training;
    const done = this.step + ahead;
    const index = done - epoch * this.stepsPerEpoch;
    const isProbed = this.isProbeDue(done);
    if (index >= this.stepsPerEpoch || (ahead > 0 && (isProbed || this.isSaveDue(done)))) return null;
    const indices = order.subarray(index * batchSize, (index + 1) * batchSize);
    const learningRate = learningRateAt(this.specification.optimizer, done, this.totalSteps);
    const samples = batch(this.data.train, indices, this.data.normalization);
    return { batch: samples, call: { step: done + 1, learningRate, isProbed } };
  }

  private account({ batch: { labels }, call }: NextStep, outcome: TrainOutcome, epoch: number): void {
    const { loss, logits, gradientNorm, report, loweredScale } = outcome;
    const { step, learningRate } = call;
    this.step = step;
    if (loweredScale !== null) this.host.emit({ type: 'notice', message: skipped(step, loweredScale) });
    this.epochSums.add(loss, logits, labels.values);
    this.meter.step({ step, epoch: epoch + 1, learningRate }, [loss, logits, labels.values]);
    if (report) this.host.emit({ type: 'probe', step, epoch: epoch + 1, gradientNorm, ...report });
  }

  /** For the step that comes after `done` others. */
  private isProbeDue(done: number): boolean {
    const { probeEvery } = this.specification.training;
    return probeEvery > 0 && done % probeEvery === 0;
  }

  private async endEpoch(epoch: number): Promise<void> {
    this.meter.flush(this.position(epoch));
    this.train = this.epochSums.measures();
    this.validation = await this.evaluate(this.data.validation);
    this.host.emit({
      type: 'epoch',
      step: this.step,
      epoch: epoch + 1,
      train: this.train,
      validation: this.validation,
      seconds: this.meter.elapsed,
    });
    this.epochSums.reset();
    await this.save(this.validation.loss ?? null);
  }

  private async stop(epoch: number): Promise<true> {
    this.meter.flush(this.position(epoch));
    if (this.epochSums.samples) this.train = this.epochSums.measures();
    if (this.lastSaved !== this.step) await this.save(null);
    return true;
  }

  private position(epoch: number) {
    const learningRate = learningRateAt(this.specification.optimizer, Math.max(0, this.step - 1), this.totalSteps);
    return { step: this.step, epoch: epoch + 1, learningRate };
  }

  private async saveIfDue(): Promise<void> {
    if (this.isSaveDue(this.step)) await this.save(null);
  }

  /** After `done` steps; the end of an epoch saves by itself. */
  private isSaveDue(done: number): boolean {
    const { everySteps } = this.specification.training.checkpoints;
    return everySteps !== null && done % everySteps === 0 && done % this.stepsPerEpoch !== 0;
  }

  private async save(score: number | null): Promise<void> {
    const { fingerprint, normalization } = this.data;
    const { precision } = this.specification.training;
    const { counters, ...state } = await this.network.read();
    const bad = firstNotFinite(state.weights);
    if (bad !== undefined) throw notFinite({ what: 'weights', step: this.step, precision, where: bad });
    const progress = { ...this.epochSums.save(), ...counters };
    const measures = { train: this.train, validation: this.validation };
    this.host.save({ step: this.step, score, progress, measures, data: fingerprint, normalization, ...state });
    this.lastSaved = this.step;
  }

  /** Loss and metrics over all samples; nothing for an empty set. */
  private async evaluate(samples: Samples): Promise<Measures> {
    if (samples.count === 0) return {};
    const sums = new Sums(this.specification.metrics, this.data.task.classes);
    const all = Uint32Array.from({ length: samples.count }, (_, index) => index);
    for (let from = 0; from < samples.count; from += EVALUATION_BATCH) {
      const { inputs, labels } = batch(samples, all.subarray(from, from + EVALUATION_BATCH), this.data.normalization);
      const { loss, logits } = await this.network.evaluate({ inputs, labels });
      sums.add(loss, logits, labels.values);
      await setImmediate();
    }
    return sums.measures();
  }

  private result(reason: LoopResult['reason'], test: Measures): LoopResult {
    return {
      reason,
      epochs: Math.floor(this.step / this.stepsPerEpoch),
      steps: this.step,
      seconds: this.meter.elapsed,
      metrics: { train: this.train, validation: this.validation, test },
    };
  }
}

const skipped = (step: number, scale: number): string =>
  `step ${step} changes nothing: a gradient is beyond float16, so that the loss scale is lowered to ${scale}`;

function firstNotFinite(weights: Checkpoint['weights']): string | undefined {
  for (const [name, { values }] of weights) {
    for (const value of values) if (!Number.isFinite(value)) return name;
  }
  return undefined;
}
