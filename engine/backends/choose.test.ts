import assert from 'node:assert/strict';
import { fastestGpu, mayHaveGpu, type Contest } from './choose';
import type { Device } from './device';
import { unavailable, type Finding } from './examine-apart';

const CPU_SPEED = 100;

const works = (backend: string, speed: number): Finding => ({
  backend,
  available: true,
  detail: backend,
  whyNoMixedPrecision: null,
  speed,
});

/** Whom a contest examines, and who wins it. */
async function contest(supported: Device['id'][], speeds: Partial<Record<Device['id'], number>>) {
  const examined: string[] = [];
  const rules: Contest = {
    supported,
    examine(backend) {
      examined.push(backend);
      const speed = speeds[backend];
      return Promise.resolve(speed === undefined ? unavailable(backend, 'no driver') : works(backend, speed));
    },
    cpuSpeed: () => Promise.resolve(CPU_SPEED),
  };
  return { winner: await fastestGpu(rules), examined };
}

describe('the device that auto takes', () => {
  it('is a GPU that is faster than the CPU', async () => {
    assert.deepEqual(await contest(['cpu', 'webgpu'], { webgpu: 1000 }), { winner: 'webgpu', examined: ['webgpu'] });
  });

  it('is no GPU that is slower, as software is', async () => {
    assert.equal((await contest(['webgpu'], { webgpu: 0.3 })).winner, null);
  });

  it('is the first that starts, CUDA before the others', async () => {
    const supported: Device['id'][] = ['directml', 'webgpu', 'cuda'];
    assert.equal((await contest(supported, { cuda: 900, webgpu: 5000 })).winner, 'cuda');
    const { winner, examined } = await contest(supported, { directml: 900 });
    assert.deepEqual([winner, examined], ['directml', ['cuda', 'webgpu', 'directml']]);
  });

  it('is looked for where there may be a GPU', () => {
    assert.equal(mayHaveGpu('win32'), true);
    assert.equal(mayHaveGpu('darwin'), true);
    assert.equal(typeof mayHaveGpu('linux'), 'boolean');
  });
});
