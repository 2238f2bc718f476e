/** Ten training steps from identical weights, batches and noise follow PyTorch's losses and weights. */
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { createOptimizer } from '../../engine/optimizers/optimizer';
import { optimizers } from '../../engine/optimizers/optimizers.generated';
import { relativeError } from './closeness';
import { hostTensor } from './goldens';
import { type Network, networks } from './networks';
import { hostTensors, settingsOf, trajectories, type Run, type Trajectory } from './trajectories';
import { type Prepare, ways } from './ways';

/** Relative to the loss, and to a weight's largest magnitude: float32's rounding, grown over ten steps. */
const TOLERANCE = 1e-4;

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
async function deviations(trajectory: Trajectory, run: Run, network: Network, prepare: Prepare): Promise<string[]> {
  const losses = await train(trajectory, run, network, prepare);
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

for (const way of ways) {
  describe(`training as PyTorch does: ${way.name}`, () => {
    let prepare: Prepare;

    before(async () => {
      prepare = await way.start();
    });

    for (const trajectory of trajectories) {
      for (const [style, build] of Object.entries(networks[trajectory.network]!)) {
        for (const run of trajectory.runs) {
          it(`${trajectory.network} (${style}) with ${JSON.stringify(run.optimizer)}`, async () => {
            const network = build(hostTensors(trajectory.weights));
            try {
              assert.deepEqual(await deviations(trajectory, run, network, prepare), []);
            } finally {
              network.dispose();
            }
          });
        }
      }
    }
  });
}

describe('the trajectories', () => {
  it('try every optimizer', () => {
    const tried = new Set(trajectories.flatMap(({ runs }) => runs.map(({ optimizer }) => optimizer.type)));
    const untried = optimizers.map(({ id }) => id).filter((id) => !tried.has(id));
    assert.deepEqual(untried, [], 'add rows to OPTIMIZERS in make_trajectories.py');
  });
});
