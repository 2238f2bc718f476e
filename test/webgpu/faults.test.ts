/** A GPU that vanishes in the middle of a run, and one without memory: typed errors, and what was saved stays. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { HostTensor } from '../../engine/backends/device';
import { lines, nabla, tiny } from '../command-line/nabla';
import { compileFor, startWebgpu } from './way';

/** The driver that this suite runs on, and that a faulty one hands on to; null where Vulkan's loader looks for it. */
function driver(): string | null {
  const description = process.env.VK_ICD_FILENAMES;
  if (!description) return null;
  const { ICD } = JSON.parse(readFileSync(description, 'utf8')) as { ICD: { library_path: string } };
  // A path is one from the description on; a name alone is looked for where libraries are.
  return ICD.library_path.includes('/') ? resolve(dirname(description), ICD.library_path) : ICD.library_path;
}

describe('a GPU that vanishes', () => {
  let folder: string;
  let env: Record<string, string>;

  before(function () {
    folder = mkdtempSync(join(tmpdir(), 'nabla-lost-'));
    const whole = driver();
    if (whole === null) this.skip();
    const library = join(folder, 'libfaulty-driver.so');
    try {
      execFileSync('cc', ['-shared', '-fPIC', '-o', library, join(__dirname, 'faulty-driver.c'), '-ldl']);
    } catch {
      // A driver is native code: it takes a compiler.
      this.skip();
    }
    const description = join(folder, 'faulty.json');
    writeFileSync(
      description,
      JSON.stringify({ file_format_version: '1.0.0', ICD: { library_path: library, api_version: '1.1.0' } }),
    );
    env = { VK_ICD_FILENAMES: description, NABLA_DRIVER: whole, NABLA_LOST: join(folder, 'lost') };
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('ends a run in one line, and the run goes on from its last checkpoint', async () => {
    const runs = join(folder, 'runs');
    const call = ['train', 'digits-cnn', ...tiny, '--backend', 'webgpu', '--json', '--runs', runs];
    const lost = await nabla([...call, '--set', 'training.epochs=1000'], {
      env,
      watch: (_child, stdout) => {
        if (stdout.includes('"checkpoint"')) writeFileSync(env.NABLA_LOST!, '');
      },
    });
    assert.equal(lost.code, 1);
    const { type, code, message } = lines(lost.stdout).at(-1)!;
    assert.deepEqual([type, code], ['error', 'device-lost']);
    assert.match(String(message), /^onnxruntime WebGPU has lost its device \(.*\): .*resume.*--backend cpu$/);

    unlinkSync(env.NABLA_LOST!);
    const [run] = readdirSync(runs);
    const resumed = await nabla(['train', '--resume', run!, '--json', '--runs', runs], {
      env,
      watch: (child, stdout) => {
        if (stdout.includes('"epoch"')) child.kill('SIGINT');
      },
    });
    assert.equal(resumed.code, 0, resumed.stderr);
    assert.ok(Number(lines(resumed.stdout)[0]!.step) > 0);
  });
});

describe('a GPU without memory', () => {
  it('fails the step with its largest tensors, and computes what is smaller', async () => {
    const backend = await startWebgpu();
    const step = compileFor(backend)(({ x }) => ({ sum: tf.sum(tf.exp(tf.mul(tf.reshape(x!, [-1, 1]), x!))) }));
    const zeros = (size: number): Record<string, HostTensor> => ({
      x: { shape: [size], dtype: 'float32', values: new Float32Array(size) },
    });
    await assert.rejects(step.run(zeros(2 ** 15)), {
      kind: 'out-of-memory',
      message: /^onnxruntime WebGPU is out of memory, .*float32\[32768,32768\] \(4295\.0 MB\).*training\.batchSize/,
    });
    const { sum } = await step.run(zeros(3));
    assert.deepEqual([...sum!.values], [9]);
    step.dispose();
  });
});
