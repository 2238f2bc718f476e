/** What WebGPU's passes write, WebGPU computes alone, to what the CPU makes of the graph before. */
import assert from 'node:assert/strict';
import { providers } from '../../engine/backends/onnxruntime/providers';
import type { Runtime } from '../../engine/backends/onnxruntime/session';
import { webgpuPasses } from '../../engine/backends/onnxruntime/webgpu/passes';
import { differences } from '../golden/closeness';
import { cases } from './cases';
import { evaluate, write, type Written } from './evaluate';
import { startWebgpu } from './way';

/** A few roundings of float32. */
const TOLERANCE = 2e-6;

/** Whether WebGPU refuses a graph as it was written, or computes something else. */
function isNeeded(runtime: Runtime, written: Written): boolean {
  const expected = { y: evaluate(runtime, written) };
  try {
    return differences({ y: evaluate(runtime, written, [], providers.webgpu) }, expected, TOLERANCE).length > 0;
  } catch {
    return true;
  }
}

describe('passes for WebGPU, on it', () => {
  let runtime: Runtime;

  before(async () => {
    ({ runtime } = await startWebgpu());
  });

  for (const one of cases) {
    it(`${one.pass}: ${one.title}`, () => {
      const written = write(one, runtime);
      const y = evaluate(runtime, written, webgpuPasses, providers.webgpu);
      assert.deepEqual(differences({ y }, { y: evaluate(runtime, written) }, TOLERANCE), []);
    });
  }

  for (const { id } of webgpuPasses) {
    it(`${id} is needed`, () => {
      const tried = cases.filter(({ pass }) => id === `webgpu-${pass}`);
      assert.ok(
        tried.some((one) => isNeeded(runtime, write(one, runtime))),
        'WebGPU computes all its cases as they are',
      );
    });
  }
});
