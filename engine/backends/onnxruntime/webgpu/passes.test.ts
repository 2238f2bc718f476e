import assert from 'node:assert/strict';
import { differences } from '../../../../test/golden/closeness';
import { cases } from '../../../../test/webgpu/cases';
import { evaluate, write } from '../../../../test/webgpu/evaluate';
import { machineOf } from '../machine';
import { nodesOf } from '../graph';
import { optimize } from '../passes/pass';
import { loadRuntime, type Runtime } from '../session';
import { webgpuPasses } from './passes';

/** Sums may be taken in another order. */
const TOLERANCE = 1e-6;

describe('passes for WebGPU', () => {
  let runtime: Runtime;
  before(async () => {
    runtime = await loadRuntime();
  });

  for (const one of cases) {
    it(`${one.pass} says the same in other operators: ${one.title}`, () => {
      const pass = webgpuPasses.find(({ id }) => id === `webgpu-${one.pass}`)!;
      const written = write(one, runtime);
      const better = optimize(written.graph, [pass], machineOf(runtime));
      const operators = (graph: typeof better): string[] => nodesOf(graph.reachable()).map(({ op }) => op);
      assert.notDeepEqual(operators(better), operators(written.graph), 'nothing was rewritten');
      const [y, expected] = [evaluate(runtime, written, [pass]), evaluate(runtime, written)];
      assert.deepEqual(differences({ y }, { y: expected }, TOLERANCE), []);
    });
  }

  it('all have a case', () => {
    const untried = webgpuPasses.filter(({ id }) => !cases.some(({ pass }) => id === `webgpu-${pass}`));
    assert.deepEqual(untried, []);
  });
});
