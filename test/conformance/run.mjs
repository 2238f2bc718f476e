/**
 * Runs tfjs-core's own specs, as its npm package carries them, against the onnxruntime backend.
 *
 *   node test/conformance/run.mjs eager|compiled [pattern of spec names]
 *
 * The last line of output is JSON: { passed, failed: [{ name, message }], pending }.
 */
import { build } from 'esbuild';
import Jasmine from 'jasmine';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [way = 'eager', pattern = ''] = process.argv.slice(2);
const here = fileURLToPath(new URL('.', import.meta.url));
const modules = join(here, '../../node_modules');
const core = '@tensorflow/tfjs-core';

/** The specs read the list of environments when they are loaded, so that comes first. */
const entry = `
import { register } from './backends';
import '${core}/dist/public/chained_ops/register_all_chained_ops';
import '${core}/dist/register_all_gradients';
import { setTestEnvs } from '${core}/dist/jasmine_util';
register('${way}');
setTestEnvs([{ name: 'onnxruntime', backendName: 'onnxruntime', flags: {}, isDataSync: true }]);
require('${core}/dist/tests');
`;

// In node_modules/.cache, so that the bundle finds the packages that stay outside it.
const folder = mkdtempSync(join(modules, '.conformance-'));
const bundle = join(folder, `${way}.cjs`);
await build({
  stdin: { contents: entry, resolveDir: here, loader: 'ts' },
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['module', 'main'],
  logLevel: 'error',
  keepNames: true,
  // package.json's sideEffects would drop the specs.
  ignoreAnnotations: true,
  // One copy of each: the packages' bundles and their dist/ folders must not mix.
  alias: Object.fromEntries(
    [core, '@tensorflow/tfjs-backend-cpu', '@tensorflow/tfjs-layers'].map((name) => [name, join(modules, name)]),
  ),
  external: ['node-fetch', 'string_decoder', 'onnxruntime-node'],
});

const runner = new Jasmine({ projectBaseDir: here });
runner.loadConfig({ random: false });
const suite = globalThis.jasmine.getEnv();
const wanted = new RegExp(pattern);
suite.configure({ random: false, specFilter: (spec) => wanted.test(spec.getFullName()) });
const result = { passed: 0, failed: [], pending: 0 };
suite.clearReporters();
suite.addReporter({
  specDone({ fullName, status, failedExpectations }) {
    if (status === 'passed') result.passed++;
    else if (status === 'pending') result.pending++;
    else if (status === 'failed') {
      result.failed.push({ name: fullName, message: failedExpectations[0]?.message ?? '' });
    }
  },
  jasmineDone() {
    rmSync(folder, { recursive: true });
    console.log(JSON.stringify(result));
  },
});
createRequire(import.meta.url)(bundle);
runner.execute();
