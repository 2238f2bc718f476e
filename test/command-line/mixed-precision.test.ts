/** Mixed precision where a GPU is not enough: what the doctor finds out and a run is refused for, in the same words. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nabla, tiny } from './nabla';

/** Debian's Chromium has SwiftShader, a GPU in software, which has no float16 in shaders. */
const CHROMIUM = '/usr/lib/chromium';
const DRIVER = join(CHROMIUM, 'vk_swiftshader_icd.json');

const env = { LD_LIBRARY_PATH: CHROMIUM, VK_ICD_FILENAMES: DRIVER };

describe('mixed precision on a GPU without float16', () => {
  const reason = /its GPU or driver has no float16 \(.*requires f16 but the device does not support it\.?\)/;
  let runs: string;
  before(function () {
    if (!existsSync(DRIVER)) this.skip();
    runs = mkdtempSync(join(tmpdir(), 'nabla-precision-'));
  });
  after(() => {
    if (runs) rmSync(runs, { recursive: true });
  });

  it('is what the doctor says, and that float32 works', async () => {
    const { code, stdout } = await nabla(['doctor', '--examine', 'webgpu'], { env });
    assert.equal(code, 0);
    const { available, whyNoMixedPrecision } = JSON.parse(stdout) as Record<string, unknown>;
    assert.equal(available, true);
    assert.match(String(whyNoMixedPrecision), reason);
  });

  it('is refused before anything is written, in one line with what to do', async () => {
    const settings = [...tiny, '--set', 'training.precision=mixed', '--backend', 'webgpu', '--runs', runs];
    const { code, stdout, stderr } = await nabla(['train', 'digits-cnn', ...settings], { env });
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
    assert.match(stderr, reason);
    assert.match(
      stderr,
      /^nabla: training\.precision cannot be "mixed" on onnxruntime WebGPU: .*"float32".*doctor.*\n$/,
    );
    assert.deepEqual(readdirSync(runs), []);
  });
});
