/** Training as a trajectory does, and what it differs in from PyTorch's. */
import * as tf from '@tensorflow/tfjs-core';
import { createOptimizer } from '../../engine/optimizers/optimizer';
import { relativeError } from './closeness';
import { hostTensor } from './goldens';
import type { Network, networks } from './networks';
import { hostTensors, settingsOf, type Run, type Trajectory } from './trajectories';
import type { Prepare } from './ways';

/** Relative to the loss, and to a weight's largest magnitude: float32's rounding, grown over ten steps. */
const TOLERANCE = 1e-4;

/** A way to write a trajectory's network. */
type Build = (typeof networks)[string][string];

/** Trains on every batch; the losses before each step. */
async function train({ averages, batches }: Trajectory, run: Run, network: Network, prepare: Prepare) {
  const settings = settingsOf(run);
  const trained = Object.entries(network.weights).flatMap(([name, weight]) =>
    averages.includes(name) ? [] : [weight],
  );
  const optimizer = createOptimizer(settings, trained);
  const step = prepare((inputs) => {
    const { value, grads } = tf.variableGrads(() => network.loss(inputs), trained);
    optimizer.apply(grads, inputs);
    return { loss: value };
  });
  const losses = [];
  try {
    for (const [i, batch] of batches.entries()) {
      const inputs = { ...hostTensors(batch), ...optimizer.inputs(i + 1, settings.learningRate) };
      losses.push((await step.run(inputs)).loss!.values[0]!);
    }
  } finally {
    step.dispose();
    optimizer.dispose();
  }
  return losses;
}

/** How far losses and final weights are from PyTorch's, each thing that is too far in a line. */
export async function deviations(trajectory: Trajectory, run: Run, build: Build, prepare: Prepare): Promise<string[]> {
  const network = build(hostTensors(trajectory.weights));
  try {
    return compare(trajectory, run, network, await train(trajectory, run, network, prepare));
  } finally {
    network.dispose();
  }
}

function compare(trajectory: Trajectory, run: Run, network: Network, losses: number[]): string[] {
  const late = losses.flatMap((loss, i) =>
    Math.abs(loss - run.losses[i]!) <= TOLERANCE * Math.abs(run.losses[i]!)
      ? []
      : [`step ${i + 1}: loss ${loss}, PyTorch's ${run.losses[i]!}`],
  );
  const off = Object.entries(run.weights).flatMap(([name, values]) => {
    const weight = network.weights[name]!;
    const actual = { shape: weight.shape, dtype: 'float32', values: weight.dataSync<'float32'>() } as const;
    const error = relativeError(actual, hostTensor({ shape: trajectory.weights[name]!.shape, values }));
    return error <= TOLERANCE ? [] : [`${name} is off by ${error.toExponential(1)}`];
  });
  return [...late, ...off];
}
