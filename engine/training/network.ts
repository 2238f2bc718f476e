/** A model that trains: its weights and optimizer on a device, and its steps, each compiled when it is first asked for. */
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import type { Task } from '../architectures/architecture';
import type { CompiledStep, Device } from '../backends/device';
import type { Batch } from '../data/batches';
import { Noise, noiseInputs } from '../layers/random';
import { crossEntropy } from '../losses/cross-entropy';
import { LossScale } from '../optimizers/gradients/loss-scale';
import { createOptimizer, type Optimizer } from '../optimizers/optimizer';
import { initialize } from './initialize';
import { NetworkVariables, variableOf, type NetworkState } from './network-state';
import { notFinite } from './not-finite';
import { join, split, type Outcome } from './parts';
import { firstBad } from './probes/first-bad';
import { Probe, type Report } from './probes/probe';
import { architectureOf } from './resolve';
import type { Specification } from './specification';
import { tentatively } from './tentatively';
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

const losses: Record<Specification['loss'], (logits: tf.Tensor, labels: tf.Tensor) => tf.Scalar> = { crossEntropy };

/** Names its counters in a checkpoint. */
const LOSS_SCALE = 'lossScale';

export class Network {
  private readonly variables: NetworkVariables;
  private readonly probe: Probe;
  private readonly accumulation: Accumulation;
  private readonly update: Update;
  private readonly probedUpdate: Update;
  private readonly evaluation: CompiledStep;
  /** Null in float32. */
  private readonly lossScale: LossScale | null;

  private constructor(
    private readonly model: layers.LayersModel,
    private readonly optimizer: Optimizer,
    private readonly specification: Specification,
    device: Device,
  ) {
    const { precision } = specification.training;
    this.lossScale = precision === 'mixed' ? new LossScale() : null;
    this.variables = new NetworkVariables(model, optimizer);
    const training: Training = {
      precision,
      variables: model.trainableWeights.map(variableOf),
      forward: (inputs) => this.forward(inputs, { training: true, noise: new Noise(inputs) }),
      update: (gradients, inputs) => ({ gradientNorm: optimizer.apply(gradients, inputs).norm }),
    };
    this.probe = new Probe(model, training);
    this.accumulation = new Accumulation(device, training);
    this.update = new Update(device, training, this.accumulation);
    this.probedUpdate = new Update(device, this.probe.training, this.accumulation);
    // What runs the weights later, runs them in float32.
    this.evaluation = device.compile((inputs) => this.forward(inputs, { training: false }));
  }

  /**
   * Builds a specification's model with initial weights drawn from its seed.
   * @throws Problem if the model does not fit the task
   */
  static create(specification: Specification, task: Task, device: Device): Network {
    const { model: settings, optimizer, training } = specification;
    const model = architectureOf(specification).build(settings.params, task);
    initialize(model, training.seed);
    return new Network(
      model,
      createOptimizer(optimizer, model.trainableWeights.map(variableOf)),
      specification,
      device,
    );
  }

  /** How many numbers training can change. */
  get parameters(): number {
    return this.model.trainableWeights.reduce((sum, { shape }) => sum + tf.util.sizeFromShape(shape as number[]), 0);
  }

  /**
   * One optimizer update; on a problem, and where a scaled gradient overflows, nothing is changed.
   * @throws Problem `loss-not-finite` or `gradient-not-finite`, naming where it began
   */
  async train(batch: Batch, { step, learningRate, isProbed = false }: StepCall): Promise<TrainOutcome> {
    const { lossScale } = this;
    const parts = this.parts(batch, step);
    // An optimizer counts the updates that it made.
    const update = step - (lossScale?.skipped ?? 0);
    const scalars = { ...this.optimizer.inputs(update, learningRate), ...lossScale?.inputs() };
    const outcome = await tentatively(this.variables.all, () => this.move(parts, scalars, isProbed), isFinite);
    if (isFinite(outcome)) {
      lossScale?.keep();
      return outcome;
    }
    const what = Number.isFinite(outcome.loss) ? 'gradient' : 'loss';
    // The loss itself is not scaled.
    if (what === 'gradient' && lossScale?.lower()) return { ...outcome, report: null, loweredScale: lossScale.value };
    // What is known is said even where the look inside fails, as it may without memory.
    const where = await this.firstBad(parts, scalars).catch(() => undefined);
    throw notFinite({ what, step, precision: this.specification.training.precision, where });
  }

  /** The loss and logits of a batch, weights untouched and without noise. */
  async evaluate({ inputs, labels }: Batch): Promise<Outcome> {
    return join([await this.evaluation.run({ inputs, labels })]);
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
    const { update, probedUpdate, accumulation, evaluation, probe, optimizer, model } = this;
    for (const one of [update, probedUpdate, accumulation, evaluation, probe, optimizer, model]) one.dispose();
  }

  /** The batch as the step takes it; each part draws noise of its own. */
  private parts(batch: Batch, step: number): Part[] {
    const { accumulate, seed } = this.specification.training;
    return split(batch, accumulate).map(({ inputs, labels }, part) => ({
      inputs: { inputs, labels, ...noiseInputs(seed, step, part) },
      samples: labels.values.length,
    }));
  }

  private async move(parts: Part[], scalars: Record<string, number>, isProbed: boolean): Promise<TrainOutcome> {
    const results = await (isProbed ? this.probedUpdate : this.update).run(parts, scalars);
    const last = results.at(-1)!;
    const report = isProbed ? this.probe.read(last) : null;
    return { ...join(results), gradientNorm: last.gradientNorm!.values[0]!, report, loweredScale: null };
  }

  /** Where a step's numbers first stop being finite, in words; it changes nothing. */
  private async firstBad(parts: Part[], scalars: Record<string, number>): Promise<string | undefined> {
    for (const part of parts) {
      const look = () => this.probedUpdate.run([part], scalars);
      const [results] = await tentatively(this.variables.all, look, () => false);
      const place = firstBad(this.probe.read(results!));
      if (place !== undefined) return place;
    }
    return undefined;
  }

  /** inputs (B, …), labels (B) → loss (), logits (B, classes) */
  private forward({ inputs, labels }: Record<string, tf.Tensor>, call: Parameters<layers.LayersModel['apply']>[1]) {
    const logits = this.model.apply(inputs!, call) as tf.Tensor;
    return { logits, loss: losses[this.specification.loss](logits, labels!) };
  }
}

/** A norm that overflows counts as infinite: the squares would spoil the averages of most optimizers. */
const isFinite = ({ loss, gradientNorm }: TrainOutcome): boolean =>
  Number.isFinite(loss) && Number.isFinite(gradientNorm);
