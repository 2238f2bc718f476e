/**
 * The suite "webgpu": training on WebGPU, on SwiftShader, the software Vulkan that Debian's chromium brings.
 *
 *   node test/webgpu/run.mjs [--device] [file …] [mocha's arguments]
 *
 * With --device on the machine's own GPU. It runs in one process and one thread: WebGPU in several at once ends them.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where Debian's chromium has SwiftShader, and a loader that finds it. */
const SWIFTSHADER = '/usr/lib/chromium';
const driver = join(SWIFTSHADER, 'vk_swiftshader_icd.json');

const args = process.argv.slice(2);
const own = args.includes('--device');

if (!own && !existsSync(driver)) {
  console.log(`left out: there is no software GPU on this machine (${driver}, of Debian's package chromium)`);
  console.log('  0 passing\n  1 pending');
} else {
  const software = {
    VK_ICD_FILENAMES: driver,
    LD_LIBRARY_PATH: [SWIFTSHADER, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
  };
  const mocha = fileURLToPath(import.meta.resolve('mocha/bin/mocha.js'));
  const child = spawn(
    process.execPath,
    [mocha, '--config', 'test/webgpu/.mocharc.json', ...args.filter((arg) => arg !== '--device')],
    { cwd: root, env: { ...process.env, ...(own ? {} : software) }, stdio: 'inherit' },
  );
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
