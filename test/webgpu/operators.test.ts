/** Every lowering on WebGPU alone: against PyTorch where there are goldens, else against the CPU. */
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import type { CompiledStep, Step } from '../../engine/backends/device';
import { lowerings } from '../../engine/backends/onnxruntime/lowerings/lowerings.generated';
import { providers } from '../../engine/backends/onnxruntime/providers';
import { differences } from '../golden/closeness';
import { expected, fed, forwardAndBackward, goldens, type Golden } from '../golden/goldens';
import { different, imprecise, leftToCpu } from './exceptions';
import { ungolden } from './ungolden';
import { compileFor, startWebgpu } from './way';

/** As on the CPU (test/golden): a few dozen roundings of float32. */
const TOLERANCE = 1e-5;

/** One of each operator: opening a graph on SwiftShader takes up to a second. */
const first = new Map<string, Golden>();
for (const golden of goldens) if (!first.has(golden.op)) first.set(golden.op, golden);

/** Kernels that ran while steps were traced. */
const reached = new Set<string>();

function watchKernels(): void {
  const engine = tf.engine();
  const run = engine.runKernel.bind(engine);
  engine.runKernel = (name, inputs, attributes) => {
    reached.add(name);
    return run(name, inputs, attributes);
  };
}

describe('operators on WebGPU', () => {
  let onWebgpu: (step: Step) => CompiledStep;
  let withHelp: (step: Step) => CompiledStep;
  let onCpu: (step: Step) => CompiledStep;

  before(async () => {
    watchKernels();
    const backend = await startWebgpu();
    onWebgpu = compileFor(backend);
    withHelp = compileFor(backend, { alone: false });
    onCpu = compileFor(backend, { provider: providers.cpu });
  });

  const run = async (compiled: CompiledStep, inputs: Parameters<CompiledStep['run']>[0]) => {
    try {
      return await compiled.run(inputs);
    } finally {
      compiled.dispose();
    }
  };

  for (const [op, golden] of first) {
    it(`${op}, forward and backward`, async () => {
      const actual = await run(onWebgpu(forwardAndBackward(golden)), fed(golden));
      const known = imprecise[op];
      assert.deepEqual(differences(actual, expected(golden), known?.tolerance ?? TOLERANCE), []);
      if (known) assert.notDeepEqual(differences(actual, expected(golden), TOLERANCE), [], 'is precise: no exception');
    });
  }

  for (const [kernel, { step, inputs }] of Object.entries(ungolden)) {
    it(`${kernel} as on the CPU`, async () => {
      const actual = await run(onWebgpu(step), inputs);
      assert.deepEqual(differences(actual, await run(onCpu(step), inputs), TOLERANCE), []);
    });
  }

  for (const [title, { step, inputs, reason }] of Object.entries(leftToCpu)) {
    it(`leave to the CPU ${title}`, async () => {
      await assert.rejects(run(onWebgpu(step), inputs), /fallback to CPU/, `WebGPU takes it, though ${reason}`);
      const actual = await run(withHelp(step), inputs);
      assert.deepEqual(differences(actual, await run(onCpu(step), inputs), 0), []);
    });
  }

  for (const [title, { step, inputs, reason }] of Object.entries(different)) {
    it(`compute otherwise ${title}`, async () => {
      const [actual, expected] = [await run(onWebgpu(step), inputs), await run(onCpu(step), inputs)];
      assert.notDeepEqual(actual, expected, `it is as on the CPU, though ${reason}`);
    });
  }

  it('are all that have a lowering', () => {
    assert.deepEqual(
      Object.keys(lowerings).filter((kernel) => !reached.has(kernel)),
      [],
      'add a case to ungolden.ts',
    );
  });
});
