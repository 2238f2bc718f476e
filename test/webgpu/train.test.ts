/** `nabla train` on WebGPU: it learns what the CPU learns, and `auto` prefers the CPU to software. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastestGpu } from '../../engine/backends/choose';
import { startDevice } from '../../engine/backends/devices';
import { examineApart } from '../../engine/backends/examine-apart';
import { measureSpeed } from '../../engine/backends/speed';
import { lines, nabla, tiny } from '../command-line/nabla';

interface Summary {
  device: string;
  metrics: Record<string, { loss: number; accuracy: number }>;
}

/** Losses are sums over classes and batches in another order, over 14 steps. */
const TOLERANCE = 1e-4;

describe('nabla train on WebGPU', () => {
  let runs: string;
  beforeEach(() => {
    runs = mkdtempSync(join(tmpdir(), 'nabla-webgpu-'));
  });
  afterEach(() => {
    rmSync(runs, { recursive: true });
  });

  const summaries = (): Summary[] =>
    readdirSync(runs)
      .sort()
      .map((run) => JSON.parse(readFileSync(join(runs, run, 'summary.json'), 'utf8')) as Summary);

  const train = async (...settings: string[]) => {
    const { code, stdout, stderr } = await nabla([
      'train',
      'digits-cnn',
      ...tiny,
      '--json',
      '--runs',
      runs,
      ...settings,
    ]);
    return { code, events: lines(stdout), stderr };
  };

  it('learns what the CPU learns', async () => {
    const onGpu = await train('--backend', 'webgpu', '--set', 'name=gpu');
    assert.deepEqual([onGpu.code, onGpu.stderr], [0, '']);
    assert.equal((await train('--backend', 'cpu', '--set', 'name=cpu')).code, 0);
    const [cpu, gpu] = summaries().sort((a, b) => a.device.localeCompare(b.device)) as [Summary, Summary];
    assert.equal(gpu.device, 'onnxruntime WebGPU');
    for (const part of ['train', 'validation', 'test']) {
      const [actual, expected] = [gpu.metrics[part]!, cpu.metrics[part]!];
      assert.ok(Math.abs(actual.loss - expected.loss) <= TOLERANCE * expected.loss, `${part}: ${actual.loss}`);
      assert.equal(actual.accuracy, expected.accuracy);
    }
  });
});

describe('auto', () => {
  it('prefers the CPU to a GPU in software, which starts and computes right', async () => {
    const finding = await examineApart('webgpu');
    assert.ok(finding.available && finding.speed! > 0, finding.detail);
    const { device } = await startDevice('cpu');
    const contest = { supported: ['webgpu'] as const, examine: () => Promise.resolve(finding) };
    assert.equal(await fastestGpu({ ...contest, cpuSpeed: () => measureSpeed(device) }), null);
  });
});
