/** A model that trains: its weights and optimizer on a device, one compiled step, and its state as tensors at rest. */
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import type { Task } from '../architectures/architecture';
import type { CompiledStep, Device } from '../backends/device';
import type { Batch } from '../data/batches';
import { crossEntropy } from '../losses/cross-entropy';
import { createOptimizer, type Optimizer } from '../optimizers/optimizer';
import { Problem } from '../process/problem';
import type { StoredTensor, Tensors } from '../storage/tensors';
import { initialize } from './initialize';
import { architectureOf } from './resolve';
import type { Specification } from './specification';

/** What a step or an evaluation of one batch gives. */
export interface Outcome {
  /** Mean over the batch. */
  loss: number;
  /** (B, classes) */
  logits: Float32Array;
}

/** Weights and optimizer slots, by names that are the same in every process. */
export interface NetworkState {
  weights: Tensors;
  optimizer: Tensors;
}

type Variables = Map<string, tf.Variable>;

const losses: Record<Specification['loss'], (logits: tf.Tensor, labels: tf.Tensor) => tf.Scalar> = { crossEntropy };

export class Network {
  private readonly weights: Variables;
  private readonly slots: Variables;
  private readonly trainStep: CompiledStep;
  private readonly evaluateStep: CompiledStep;

  private constructor(
    private readonly model: layers.LayersModel,
    private readonly optimizer: Optimizer,
    private readonly loss: (typeof losses)[Specification['loss']],
    device: Device,
  ) {
    this.weights = stableNames(model);
    this.slots = slotsByStableName(this.weights, optimizer);
    this.trainStep = device.compile((inputs) => this.update(inputs));
    this.evaluateStep = device.compile((inputs) => this.forward(inputs, false));
  }

  /**
   * Builds a specification's model with initial weights drawn from its seed.
   * @throws Problem if the model does not fit the task
   */
  static create(specification: Specification, task: Task, device: Device): Network {
    const { model: settings, optimizer, training, loss } = specification;
    const model = architectureOf(specification).build(settings.params, task);
    initialize(model, training.seed);
    const trainable = model.trainableWeights.map(variableOf);
    return new Network(model, createOptimizer(optimizer, trainable), losses[loss], device);
  }

  /** How many numbers training can change. */
  get parameters(): number {
    return this.model.trainableWeights.reduce(
      (sum, weight) => sum + tf.util.sizeFromShape(weight.shape as number[]),
      0,
    );
  }

  /** One optimizer update; `step` counts from 1. */
  async train({ inputs, labels }: Batch, step: number, learningRate: number): Promise<Outcome> {
    return outcome(await this.trainStep.run({ inputs, labels, ...this.optimizer.inputs(step, learningRate) }));
  }

  /** The loss and logits of a batch, weights untouched. */
  async evaluate({ inputs, labels }: Batch): Promise<Outcome> {
    return outcome(await this.evaluateStep.run({ inputs, labels }));
  }

  async read(): Promise<NetworkState> {
    const [weights, optimizer] = await Promise.all([readAll(this.weights), readAll(this.slots)]);
    return { weights, optimizer };
  }

  /**
   * Replaces weights and slots; on a problem nothing is changed.
   * @throws Problem `other-architecture` naming the differences
   */
  write(state: NetworkState, from: string): void {
    const differences = [...differ(this.weights, state.weights), ...differ(this.slots, state.optimizer)];
    if (differences.length) {
      const shown = differences.slice(0, MAX_SHOWN).join('; ');
      throw new Problem('other-architecture', `${from} belongs to another model: ${shown}; resume with its own run`);
    }
    writeAll(this.weights, state.weights);
    writeAll(this.slots, state.optimizer);
  }

  dispose(): void {
    this.trainStep.dispose();
    this.evaluateStep.dispose();
    this.optimizer.dispose();
    this.model.dispose();
  }

  private update(inputs: Record<string, tf.Tensor>): Record<string, tf.Tensor> {
    let logits: tf.Tensor | undefined;
    const trainable = this.model.trainableWeights.map(variableOf);
    const { value, grads } = tf.variableGrads(() => {
      const forward = this.forward(inputs, true);
      // Kept, since the gradient's scope lets everything go but the loss.
      logits = tf.keep(forward.logits);
      return forward.loss;
    }, trainable);
    this.optimizer.apply(grads, inputs);
    const kept = logits!;
    const released = tf.clone(kept);
    kept.dispose();
    return { loss: value, logits: released };
  }

  /** inputs (B, …), labels (B) → loss (), logits (B, classes) */
  private forward({ inputs, labels }: Record<string, tf.Tensor>, training: boolean) {
    const logits = this.model.apply(inputs!, { training }) as tf.Tensor;
    return { logits, loss: this.loss(logits, labels!) };
  }
}

/** Enough of a list of differences to see what is wrong. */
const MAX_SHOWN = 3;

type Weight = layers.LayersModel['weights'][number];

/** tfjs types what a weight reads as a tensor; it is the variable itself. */
function variableOf(weight: Weight): tf.Variable {
  const variable: tf.Tensor = weight.read();
  if (variable instanceof tf.Variable) return variable as tf.Variable;
  throw new Error(`weight ${weight.name} is no variable`);
}

/** tfjs numbers variables anew in each model of a process; a weight's original name is `<layer>/<weight>`. */
const stableNames = (model: layers.LayersModel): Variables =>
  new Map(model.weights.map((weight) => [weight.originalName, variableOf(weight)]));

/** An optimizer names its slots `<variable>/<slot>`. */
function slotsByStableName(weights: Variables, { slots }: Optimizer): Variables {
  const stable = new Map([...weights].map(([name, variable]) => [variable.name, name]));
  return new Map(
    Object.entries(slots).map(([name, slot]) => {
      const slash = name.lastIndexOf('/');
      return [`${stable.get(name.slice(0, slash))!}${name.slice(slash)}`, slot];
    }),
  );
}

function outcome({ loss, logits }: Awaited<ReturnType<CompiledStep['run']>>): Outcome {
  return { loss: loss!.values[0]!, logits: logits!.values as Float32Array };
}

async function readAll(variables: Variables): Promise<Tensors> {
  const entries = [...variables].map(async ([name, variable]): Promise<[string, StoredTensor]> => {
    const dtype = variable.dtype === 'int32' ? 'int32' : 'float32';
    const values = (await variable.data()) as Float32Array | Int32Array;
    return [name, { shape: [...variable.shape], dtype, values: values.slice() }];
  });
  return new Map(await Promise.all(entries));
}

function writeAll(variables: Variables, tensors: Tensors): void {
  for (const [name, variable] of variables) {
    const { values, shape, dtype } = tensors.get(name)!;
    tf.tidy(() => {
      variable.assign(tf.tensor(values, shape, dtype));
    });
  }
}

/** How stored tensors differ from variables, in words. */
function differ(variables: Variables, tensors: Tensors): string[] {
  const show = (shape: number[] | undefined) => (shape ? `[${shape.join(', ')}]` : 'missing');
  const names = new Set([...variables.keys(), ...tensors.keys()]);
  return [...names].flatMap((name) => {
    const [here, there] = [show(variables.get(name)?.shape), show(tensors.get(name)?.shape)];
    return here === there ? [] : [`${name} is ${there} there, ${here} here`];
  });
}
