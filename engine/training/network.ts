/** A model that trains: its weights and optimizer on a device, and its steps, each compiled when it is first asked for. */
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import type { CompiledStep, Device, StepResults } from '../backends/device';
import type { Batch, Wanted } from '../data/batches';
import type { LayerAnatomy } from '../diagnosis/watch/observation';
import { Noise, noiseInputs } from '../layers/random';
import { PENALTY } from '../optimizers/gradients/differentiate';
import { importWeights } from '../storage/exchange/import';
import { slotsOf } from '../storage/exchange/slots';
import { LossScale } from '../optimizers/gradients/loss-scale';
import { createOptimizer, type Optimizer } from '../optimizers/optimizer';
import { anatomyOf } from './anatomy';
import { initialize } from './initialize';
import { NetworkVariables, variableOf, writeWeights, type NetworkState } from './network-state';
import { NotFinite } from './not-finite';
import type { Objective } from './objective';
import { join, mixedShare, sharesOf, split, type Outcome } from './parts';
import { penaltyOf } from './penalty';
import { badNumbersProbe, firstBad, type BadNumbersProbe, type Place } from './probes/first-bad';
import { statisticsProbe, type Report, type StatisticsProbe } from './probes/statistics';
import { architectureOf } from './resolve';
import type { Specification } from './specification/specification';
import { tentatively } from '../backends/tentatively';
import { Accumulation, Update, type Part, type Training } from './update';

/** What a training step gives. */
export interface TrainOutcome extends Outcome {
  /** Of the gradient by all weights, before clipping. */
  gradientNorm: number;
  /** Null unless it was asked for. */
  report: Report | null;
  /** In mixed precision, where a gradient overflowed and nothing was changed: the loss scale from now on; else null. */
  loweredScale: number | null;
}

/** How a step is called. */
export interface StepCall {
  /** Counts from 1. */
  step: number;
  learningRate: number;
  /** With a look inside, which takes longer and changes nothing. */
  isProbed?: boolean;
}

/** A batch and the call that trains on it. */
export interface NextStep {
  batch: Batch;
  call: StepCall;
}

/** Inputs of a step whose samples are mixed of two: the other targets, and the share of the first. */
const [SECOND, SHARE] = ['mixed/targets', 'mixed/share'] as const;

/** Names its counters in a checkpoint. */
const LOSS_SCALE = 'lossScale';

export class Network {
  private readonly variables: NetworkVariables;
  private readonly statistics: StatisticsProbe;
  private readonly badNumbers: BadNumbersProbe;
  private readonly accumulation: Accumulation;
  private readonly update: Update;
  private readonly probedUpdate: Update;
  /** Compiled where numbers are not finite, to look for where that began. */
  private readonly searchingUpdate: Update;
  private readonly evaluation: CompiledStep;
  /** Null in float32. */
  private readonly lossScale: LossScale | null;

  private constructor(
    private readonly model: layers.LayersModel,
    private readonly optimizer: Optimizer,
    private readonly specification: Specification,
    private readonly objective: Objective,
    device: Device,
  ) {
    const { precision } = specification.training;
    this.lossScale = precision === 'mixed' ? new LossScale() : null;
    this.variables = new NetworkVariables(model, optimizer);
    const training: Training = {
      precision,
      variables: model.trainableWeights.map(variableOf),
      forward: (inputs) => ({
        ...this.forward(inputs, { training: true, noise: new Noise(inputs) }),
        ...this.penalty(),
      }),
      update: (gradients, inputs) => ({ gradientNorm: optimizer.apply(gradients, inputs).norm }),
    };
    this.statistics = statisticsProbe(model, training);
    this.badNumbers = badNumbersProbe(model, training);
    this.accumulation = new Accumulation(device, training);
    this.update = new Update(device, training, this.accumulation);
    this.probedUpdate = new Update(device, this.statistics.training, this.accumulation);
    this.searchingUpdate = new Update(device, this.badNumbers.training, this.accumulation);
    // What runs the weights later, runs them in float32.
    this.evaluation = device.compile((inputs) => this.forward(inputs, { training: false }));
  }

  /**
   * Builds a specification's model with initial weights drawn from its seed.
   * @throws Problem if the model does not fit the task
   */
  static create(specification: Specification, objective: Objective, device: Device): Network {
    const model = architectureOf(specification).build(specification.model.params, objective.task);
    initialize(model, specification.training.seed);
    return Network.of(model, specification, objective, device);
  }

  /** Trains a model with the weights that it has. */
  static of(model: layers.LayersModel, specification: Specification, objective: Objective, device: Device): Network {
    const { optimizer } = specification;
    return new Network(
      model,
      createOptimizer(optimizer, model.trainableWeights.map(variableOf)),
      specification,
      objective,
      device,
    );
  }

  /**
   * Begins with the weights of a file instead of random ones.
   * @throws Problem naming what of the file is wrong, or does not fit the model
   */
  begin(path: string): void {
    writeWeights(this.model, importWeights(path, slotsOf(this.model)), path);
  }

  /** How many numbers training can change. */
  get parameters(): number {
    return this.model.trainableWeights.reduce((sum, { shape }) => sum + tf.util.sizeFromShape(shape as number[]), 0);
  }

  get anatomy(): LayerAnatomy[] {
    return anatomyOf(this.model);
  }

  /**
   * One optimizer update; on a problem, and where a scaled gradient overflows, nothing is changed.
   * @throws Problem `loss-not-finite` or `gradient-not-finite`, naming where it began
   */
  async train(batch: Batch, call: StepCall): Promise<TrainOutcome> {
    const [parts, scalars] = [this.parts(batch, call.step), this.scalars(call)];
    const move = () => this.move(parts, scalars, call.isProbed ?? false);
    return this.settle(await tentatively(this.variables.all, move, isFinite), batch, call);
  }

  /**
   * The next update and, where steps are short, some of those behind it; the number of outcomes tells how many.
   * @param next the coming batches, 0 the first; null where none follows that may be trained on in the same breath
   * @throws Problem as {@link Network.train}
   */
  async trainSeveral(next: (index: number) => NextStep | null): Promise<TrainOutcome[]> {
    const first = next(0)!;
    if (this.lossScale || this.specification.training.accumulate > 1)
      return [await this.train(first.batch, first.call)];
    const { isProbed = false } = first.call;
    const inputsAt = (index: number) => {
      // A look is at one step.
      const one = index === 0 ? first : isProbed ? null : next(index);
      return one && { ...this.parts(one.batch, one.call.step)[0]!.inputs, ...this.scalars(one.call) };
    };
    const results = await this.updateOf(isProbed).runSeveral(inputsAt, (each) => isFinite(outcomeOf([each])));
    const outcomes = results.map((each) => ({ ...outcomeOf([each]), report: this.reportOf(each, isProbed) }));
    await this.settle(outcomes[0]!, first.batch, first.call);
    return outcomes;
  }

  /** What follows from an update that was tried. */
  private async settle(outcome: TrainOutcome, batch: Batch, call: StepCall): Promise<TrainOutcome> {
    const { lossScale } = this;
    if (isFinite(outcome)) {
      lossScale?.keep();
      return outcome;
    }
    const what = Number.isFinite(outcome.loss) ? 'gradient' : 'loss';
    const scalars = this.scalars(call);
    // The loss itself is not scaled.
    if (what === 'gradient' && lossScale?.lower()) return { ...outcome, report: null, loweredScale: lossScale.value };
    // What is known is said even where the look inside fails, as it may without memory.
    const where = await this.firstBad(this.parts(batch, call.step), scalars).catch(() => undefined);
    throw new NotFinite({ what, step: call.step, precision: this.specification.training.precision, where });
  }

  /** Inputs of a step beside its batch; an optimizer counts the updates that it made. */
  private scalars({ step, learningRate }: StepCall): Record<string, number> {
    const { lossScale, optimizer } = this;
    return { ...optimizer.inputs(step - (lossScale?.skipped ?? 0), learningRate), ...lossScale?.inputs() };
  }

  /** The loss and logits of a batch, weights untouched and without noise. */
  async evaluate({ inputs, targets }: Batch): Promise<Outcome> {
    return join([await this.evaluation.run({ inputs, targets })], [1]);
  }

  async read(): Promise<NetworkState> {
    const counters = this.lossScale ? { [LOSS_SCALE]: this.lossScale.save() } : {};
    return { ...(await this.variables.read()), counters };
  }

  /**
   * Replaces weights, slots and counters; on a problem nothing is changed.
   * @throws Problem `other-architecture` naming the differences
   */
  write(state: NetworkState, from: string): void {
    this.variables.write(state, from);
    this.lossScale?.restore(state.counters[LOSS_SCALE] ?? []);
  }

  dispose(): void {
    const { update, probedUpdate, searchingUpdate, accumulation, evaluation, statistics, badNumbers } = this;
    for (const step of [update, probedUpdate, searchingUpdate, accumulation, evaluation]) step.dispose();
    for (const used of [statistics, badNumbers, this.optimizer, this.model]) used.dispose();
  }

  /** The batch as the step takes it; each part draws noise of its own. */
  private parts(batch: Batch, step: number): Part[] {
    const { accumulate, seed } = this.specification.training;
    const { loss, options } = this.objective;
    const parts = split(batch, accumulate);
    const counts = ({ values }: Wanted, { count }: Batch) => loss.weight(values, count, options);
    const shares = sharesOf(parts.map((part) => counts(part.targets, part)));
    const others = sharesOf(parts.map((part) => counts(part.mixed?.targets ?? part.targets, part)));
    return parts.map(({ inputs, targets, mixed }, part) => {
      const own = { inputs, targets, ...noiseInputs(seed, step, part) };
      if (!mixed) return { inputs: own, weight: shares[part]! };
      const { share, first } = mixedShare(shares[part]!, others[part]!, mixed.weight);
      return { inputs: { ...own, [SECOND]: mixed.targets, [SHARE]: first }, weight: share };
    });
  }

  private async move(parts: Part[], scalars: Record<string, number>, isProbed: boolean): Promise<TrainOutcome> {
    const results = await this.updateOf(isProbed).run(parts, scalars);
    return { ...outcomeOf(results, parts), report: this.reportOf(results.at(-1)!, isProbed) };
  }

  private updateOf(isProbed: boolean): Update {
    return isProbed ? this.probedUpdate : this.update;
  }

  private reportOf(results: StepResults, isProbed: boolean): Report | null {
    return isProbed ? this.statistics.read(results) : null;
  }

  /** Where a step's numbers first stop being finite; it changes nothing. */
  private async firstBad(parts: Part[], scalars: Record<string, number>): Promise<Place | undefined> {
    for (const part of parts) {
      const look = () => this.searchingUpdate.run([part], scalars);
      const [results] = await tentatively(this.variables.all, look, () => false);
      const place = firstBad(this.badNumbers.read(results!));
      if (place !== undefined) return place;
    }
    return undefined;
  }

  /** inputs (B, …), targets (B, …) → loss (), logits (B, …, outputs) */
  private forward(step: Record<string, tf.Tensor>, call: Parameters<layers.LayersModel['apply']>[1]) {
    const { loss, options, task } = this.objective;
    const logits = this.model.apply(step.inputs!, call) as tf.Tensor;
    const lossOf = (targets: tf.Tensor): tf.Scalar => loss.compute(logits, targets, options, task);
    return { logits, loss: mixedLoss(lossOf, step) };
  }

  private penalty(): Record<string, tf.Tensor> {
    const penalty = penaltyOf(this.model, this.specification.regularization);
    return penalty ? { [PENALTY]: penalty } : {};
  }
}

/** λL(y) + (1−λ)L(y′) where samples are mixed of two. */
function mixedLoss(lossOf: (targets: tf.Tensor) => tf.Scalar, step: Record<string, tf.Tensor>): tf.Scalar {
  const first = lossOf(step.targets!);
  const [second, share] = [step[SECOND], step[SHARE]];
  if (!second || !share) return first;
  return tf.add(tf.mul(share, first), tf.mul(tf.sub(1, share), lossOf(second)));
}

/** A norm that overflows counts as infinite: the squares would spoil the averages of most optimizers. */
const isFinite = ({ loss, gradientNorm }: TrainOutcome): boolean =>
  Number.isFinite(loss) && Number.isFinite(gradientNorm);

/** A batch in one part. */
const WHOLE = { weight: 1 };

/** Of a batch, from the results of its parts. */
const outcomeOf = (results: StepResults[], parts: readonly Pick<Part, 'weight'>[] = [WHOLE]): TrainOutcome => ({
  ...join(
    results,
    parts.map(({ weight }) => weight),
  ),
  gradientNorm: results.at(-1)!.gradientNorm!.values[0]!,
  report: null,
  loweredScale: null,
});
