/** Ten training steps in mixed precision, from identical weights and batches, follow PyTorch's losses in float32. */
import assert from 'node:assert/strict';
import type { Device } from '../../engine/backends/device';
import { differentiate } from '../../engine/optimizers/gradients/differentiate';
import { allUnscaled, LossScale } from '../../engine/optimizers/gradients/loss-scale';
import { createOptimizer } from '../../engine/optimizers/optimizer';
import { tentatively } from '../../engine/backends/tentatively';
import { type Network, networks } from '../golden/networks';
import { hostTensors, settingsOf, trajectories, type Run, type Trajectory } from '../golden/trajectories';
import { startRounding } from './rounding';

/** Relative: four times what rounding one number to float16 changes at most. */
const TOLERANCE = 2 ** -9;

/** How far float32's own rounding takes a loss at most. */
const FLOAT32 = 1e-6;

/** Plain gradient descent shows rounding as it is; Adam makes whole steps of whatever a gradient's sign is. */
const OPTIMIZERS = ['sgd', 'adam'];

/** Trains on every batch, again with a lower scale where a gradient overflows. */
async function train({ averages, batches }: Trajectory, run: Run, network: Network, device: Device) {
  const settings = settingsOf(run);
  const trained = Object.entries(network.weights).flatMap(([name, weight]) =>
    averages.includes(name) ? [] : [weight],
  );
  const optimizer = createOptimizer(settings, trained);
  const step = device.compile(
    (inputs) => {
      const { results, gradients } = differentiate(() => ({ loss: network.loss(inputs) }), trained, inputs);
      return { ...results, norm: optimizer.apply(allUnscaled(gradients, inputs), inputs).norm };
    },
    { precision: 'mixed' },
  );
  const state = [...Object.values(network.weights), ...Object.values(optimizer.slots)];
  const scale = new LossScale();
  const losses: number[] = [];
  while (losses.length < batches.length) {
    const scalars = { ...optimizer.inputs(losses.length + 1, settings.learningRate), ...scale.inputs() };
    const inputs = { ...hostTensors(batches[losses.length]!), ...scalars };
    const isTaken = ({ norm }: Awaited<ReturnType<typeof step.run>>) => Number.isFinite(norm!.values[0]);
    const results = await tentatively(state, () => step.run(inputs), isTaken);
    if (isTaken(results)) losses.push(results.loss!.values[0]!);
    else assert.ok(scale.lower());
  }
  step.dispose();
  optimizer.dispose();
  return { losses, overflows: scale.skipped };
}

describe('training in mixed precision, rounded to float16', () => {
  let device: Device;
  before(async () => {
    device = await startRounding();
  });

  /** By network. */
  const overflows = new Map<string, number>();

  for (const trajectory of trajectories) {
    for (const [style, build] of Object.entries(networks[trajectory.network]!)) {
      for (const type of OPTIMIZERS) {
        it(`${trajectory.network} (${style}) with ${type}`, async () => {
          const run = trajectory.runs.find(({ optimizer }) => optimizer.type === type)!;
          const network = build(hostTensors(trajectory.weights));
          const { losses, overflows: count } = await train(trajectory, run, network, device);
          network.dispose();
          overflows.set(trajectory.network, count);
          const errors = losses.map((loss, i) => Math.abs(loss / run.losses[i]! - 1));
          const worst = Math.max(...errors);
          assert.ok(worst <= TOLERANCE, `step ${errors.indexOf(worst) + 1}: the loss is off by ${worst}`);
          assert.ok(worst > FLOAT32, 'nothing was rounded to float16');
        });
      }
    }
  }

  it('met overflows at the first scale in some networks, and none in others', () => {
    assert.deepEqual(new Set([...overflows.values()].map((count) => count > 0)), new Set([true, false]));
  });
});
