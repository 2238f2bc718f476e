/** Ten training steps with the state on WebGPU follow PyTorch's losses and weights, as they do on the CPU. */
import assert from 'node:assert/strict';
import type { OnnxruntimeBackend } from '../../engine/backends/onnxruntime/backend';
import { deviations } from '../golden/follow';
import { networks } from '../golden/networks';
import { trajectories } from '../golden/trajectories';
import { compileFor, startWebgpu } from './way';

describe('training on WebGPU as PyTorch does', () => {
  let backend: OnnxruntimeBackend;

  before(async () => {
    backend = await startWebgpu();
  });

  for (const trajectory of trajectories) {
    const [style, build] = Object.entries(networks[trajectory.network]!)[0]!;
    const run = trajectory.runs.find(({ optimizer }) => optimizer.type === 'adam') ?? trajectory.runs[0]!;
    it(`${trajectory.network} (${style}) with ${run.optimizer.type}`, async () => {
      assert.deepEqual(await deviations(trajectory, run, build, compileFor(backend)), []);
      assert.equal(backend.runtime.memory.count, 0, 'nothing stays on the device');
    });
  }
});
