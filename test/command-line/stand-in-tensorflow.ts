/**
 * A stand-in for @tensorflow/tfjs-node-gpu, whose native library cannot be had on the machines that run these tests.
 *
 * What it shares with the real package is how it is loaded: node-pre-gyp's place of a native library, a library that the
 * dynamic loader really loads, a copy of tfjs of its own, functions of node:util that Node 23 removed, and a backend
 * "tensorflow" that registers itself. Its kernels are those of tfjs's CPU backend: no test here says what a GPU computes.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './nabla';

const PACKAGE = '@tensorflow/tfjs-node-gpu';

/** Node-API by its declarations, so that no headers are needed. */
const ADDON = `
#include <stdbool.h>
#include <stddef.h>
typedef void *value;
extern int napi_get_boolean(void *, bool, value *);
extern int napi_create_function(void *, const char *, size_t, value (*)(void *, void *), void *, value *);
extern int napi_create_string_utf8(void *, const char *, size_t, value *);
extern int napi_set_named_property(void *, value, const char *, value);

static value isUsingGpuDevice(void *env, void *call) {
  value result = NULL;
  napi_get_boolean(env, GPU, &result);
  return result;
}

value napi_register_module_v1(void *env, value exports) {
  value member = NULL;
  napi_create_function(env, "isUsingGpuDevice", (size_t)-1, isUsingGpuDevice, NULL, &member);
  napi_set_named_property(env, exports, "isUsingGpuDevice", member);
  napi_create_string_utf8(env, "0.0.0-stand-in", (size_t)-1, &member);
  napi_set_named_property(env, exports, "TF_Version", member);
  return exports;
}
`;

const CODE = `
const { isArray, isNullOrUndefined } = require('util');
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-core/dist/register_all_gradients');
const { MathBackendCPU } = require('@tensorflow/tfjs-backend-cpu');
const { join } = require('path');

const binding = require(join(__dirname, '../lib/napi-v8/tfjs_binding.node'));

class StandIn extends MathBackendCPU {
  constructor() {
    super();
    this.firstUse = false;
    this.isUsingGpuDevice = binding.isUsingGpuDevice();
  }
}

for (const { kernelName, kernelFunc, setupFunc } of tf.getKernelsForBackend('cpu')) {
  const checked = (call) => {
    if (isNullOrUndefined(call) || isArray(call)) throw new Error('no kernel call');
    return kernelFunc(call);
  };
  tf.registerKernel({ kernelName, backendName: 'tensorflow', kernelFunc: checked, setupFunc });
}
tf.registerBackend('tensorflow', () => new StandIn(), 3);
if (!tf.setBackend('tensorflow')) throw new Error('Could not initialize TensorFlow backend.');
`;

/** How a stand-in differs from one that works and has a GPU. */
interface Variant {
  version?: string;
  gpu?: boolean;
  /** Whether the native library is there, is, needs a library that is not there, or is damaged. */
  addon?: 'whole' | 'absent' | 'needy' | 'damaged';
  /** Replaces the package's code. */
  code?: string;
}

/** The library that a needy stand-in is linked with and does not find. */
export const MISSING_LIBRARY = 'libcudart.so.11.0';

/** Whether stand-ins can be made here: a C compiler, and Linux's way of naming libraries. */
export const canStandIn = (): boolean =>
  process.platform === 'linux' && spawnSync('cc', ['--version'], { stdio: 'ignore' }).status === 0;

function compile(source: string, file: string, flags: string[] = []): void {
  const call = ['-x', 'c', '-', '-shared', '-fPIC', '-o', file, ...flags];
  execFileSync('cc', call, { input: source, stdio: ['pipe', 'ignore', 'inherit'] });
}

function placeAddon(folder: string, { addon = 'whole', gpu = true }: Variant): void {
  const file = join(folder, 'tfjs_binding.node');
  if (addon === 'absent') return;
  mkdirSync(folder, { recursive: true });
  if (addon === 'damaged') {
    writeFileSync(file, 'half a download');
    return;
  }
  const library = join(folder, MISSING_LIBRARY);
  if (addon === 'needy') compile('int cudart;', library, [`-Wl,-soname,${MISSING_LIBRARY}`]);
  compile(ADDON, file, [`-DGPU=${gpu}`, ...(addon === 'needy' ? ['-x', 'none', '-Wl,--no-as-needed', library] : [])]);
  rmSync(library, { force: true });
}

/** The code with the copy of tfjs that it brings, as one file. */
async function bundled(code: string, folder: string): Promise<void> {
  await build({
    stdin: { contents: code, resolveDir: root },
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
}

/** Makes a stand-in in `folder`, which becomes the package's own. */
export async function makeStandIn(folder: string, variant: Variant = {}): Promise<void> {
  const binary = {
    module_name: 'tfjs_binding',
    module_path: './lib/napi-v{napi_build_version}',
    napi_versions: [3, 8],
  };
  const { version = '4.22.0', code = CODE } = variant;
  mkdirSync(folder, { recursive: true });
  const manifest = { name: PACKAGE, version, main: 'dist/index.js', binary };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  await bundled(code, join(folder, 'dist'));
  placeAddon(join(folder, 'lib/napi-v8'), variant);
}

/** Installs a stand-in in the node_modules of a new folder, which it returns. */
export async function installStandIn(variant: Variant = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-tensorflow-'));
  await makeStandIn(join(folder, 'node_modules', PACKAGE), variant);
  return folder;
}
