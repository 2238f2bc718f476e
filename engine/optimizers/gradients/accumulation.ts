/**
 * Training on a batch that is too large for the memory, part by part: the gradients are summed up in variables, and the
 * optimizer moves the weights once, by the gradient of the whole batch.
 *
 * With a loss that is a mean over samples, and part i holding a share sᵢ of them, ∂L = Σ sᵢ ∂Lᵢ. What looks at a batch
 * as a whole, such as batch normalization, sees a part.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { CompiledStep, Device, StepInput } from '../../backends/device';
import type { Optimizer } from '../optimizer';
import type { Gradients } from './clipping';

/** What is trained. */
export interface Training {
  variables: readonly tf.Variable[];
  optimizer: Optimizer;
  /** Mean over a part's samples. */
  loss(inputs: Record<string, tf.Tensor>): tf.Scalar;
}

/** A part of a batch. */
export interface Part {
  inputs: Record<string, StepInput>;
  samples: number;
}

/** The step, compiled. */
export interface AccumulatedStep {
  /**
   * One update of the weights.
   * @param update the {@link Optimizer.inputs} of this update
   * @returns the loss, mean over the batch, and the {@link GradientReport} of its gradient
   */
  run(parts: readonly Part[], update: Record<string, number>): Promise<{ loss: number; norm: number; finite: boolean }>;
  dispose(): void;
}

/** Inputs are named so that they cannot meet a batch's. */
const SHARE = 'accumulation/share';

const noParts = (): RangeError => new RangeError('a batch of no parts has no gradient; give at least one');

/** Compiles a training step that takes a batch in parts. */
export function compileAccumulated(device: Device, training: Training): AccumulatedStep {
  const { optimizer } = training;
  const variables = [...training.variables];
  const sums = createSums(variables);
  /** The share of the loss, and the gradients up to and with this part. */
  const withPart = (inputs: Record<string, tf.Tensor>): { value: tf.Scalar; total: Gradients } => {
    const { value, grads } = tf.variableGrads(() => training.loss(inputs), variables);
    const total = Object.entries(grads).map(([name, gradient]) => {
      return [name, tf.add(sums.get(name)!, tf.mul(gradient, inputs[SHARE]!))] as const;
    });
    return { value: tf.mul(value, inputs[SHARE]!), total: Object.fromEntries(total) };
  };
  const add = device.compile((inputs) => {
    const { value, total } = withPart(inputs);
    for (const [name, gradient] of Object.entries(total)) sums.get(name)!.assign(gradient);
    return { loss: value };
  });
  const finish = device.compile((inputs) => {
    const { value, total } = withPart(inputs);
    const report = optimizer.apply(total, inputs);
    for (const sum of sums.values()) sum.assign(tf.zerosLike(sum));
    return { loss: value, ...report };
  });
  return {
    run: (parts, update) => runParts({ add, finish, sums }, parts, update),
    dispose() {
      for (const made of [add, finish, ...sums.values()]) made.dispose();
    },
  };
}

/** Zero between two updates, so that a checkpoint does not need them. */
function createSums(variables: readonly tf.Variable[]): Map<string, tf.Variable> {
  const made = variables.map((weight) => {
    const name = `${weight.name}/gradientSum`;
    return [weight.name, tf.tidy(() => tf.variable(tf.zerosLike(weight), false, name))] as const;
  });
  return new Map(made);
}

interface Steps {
  add: CompiledStep;
  finish: CompiledStep;
  sums: Map<string, tf.Variable>;
}

async function runParts({ add, finish, sums }: Steps, parts: readonly Part[], update: Record<string, number>) {
  if (parts.length === 0) throw noParts();
  const all = parts.reduce((total, { samples }) => total + samples, 0);
  const shared = parts.map(({ inputs, samples }) => ({ ...inputs, [SHARE]: samples / all }));
  const last = shared.pop()!;
  try {
    let total = 0;
    for (const inputs of shared) total += (await add.run(inputs)).loss!.values[0]!;
    const { loss, norm, finite } = await finish.run({ ...last, ...update });
    return { loss: total + loss!.values[0]!, norm: norm!.values[0]!, finite: finite!.values[0] === 1 };
  } catch (error) {
    // The parts of this batch must not count towards the next.
    tf.tidy(() => {
      for (const sum of sums.values()) sum.assign(tf.zerosLike(sum));
    });
    throw error;
  }
}
