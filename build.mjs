/**
 * Builds dist/: what the extension ships and what `node dist/nabla.js` runs.
 *
 *   node build.mjs [--watch]
 */
import { build, context } from 'esbuild';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importsNothing } from './extension/development/imports-nothing.mjs';
import { renderEquations } from './language-server/equations/render.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const require = createRequire(import.meta.url);
const dist = join(root, 'dist');

const watching = process.argv.includes('--watch');

/** Of every file that decides what the engine writes into a graph. */
function engineHash() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const files = readdirSync(join(root, 'engine'), { recursive: true }).filter((file) => file.endsWith('.ts'));
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(root, 'engine', file)));
  return hash.digest('hex');
}

const shared = { absWorkingDir: root, bundle: true, sourcemap: 'linked', logLevel: 'warning' };

/** What the protocol's library needs for other channels than those that are used; loading them is part of a start. */
const importsLate = {
  name: 'imports-late',
  setup: ({ onLoad }) =>
    onLoad({ filter: /vscode-languageserver[\\/]lib[\\/]node[\\/]files\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replace(/^const child_process_1 = .*$/m, '')
        .replaceAll('child_process_1', "require('child_process')"),
    })),
};

/** Programs of Node: the native packages stay outside the bundle and are loaded when a device is started. */
const node = {
  ...shared,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // tfjs's gradients come as modules only: with its packed `main` beside them there would be two copies of tfjs-core.
  mainFields: ['module', 'main'],
  external: ['vscode', 'onnxruntime-node', '@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-backend-wasm'],
  // Error messages name the op and the line of user code, so names of functions stay. (Shortened with `keepNames`, each
  // closure would be named anew whenever it is made: a third of the time to the first step.)
  minifySyntax: true,
  minifyWhitespace: true,
  // The grammars lie beside the bundle; only the tests look for them in the package.
  logOverride: { 'require-resolve-not-external': 'silent' },
  entryPoints: {
    nabla: 'launch.ts',
    'nabla-code': 'nabla.ts',
    extension: 'extension/activate.ts',
    engine: 'engine/process/main.ts',
    'data-worker': 'engine/data/loader/data-worker.ts',
    'check-worker': 'language-server/report/check-worker.ts',
    'check-code': 'language-server/report/check-code.ts',
    server: 'language-server/start.ts',
    'server-code': 'language-server/serve.ts',
    'server-snapshot': 'language-server/process/snapshot.ts',
    'keep-snapshot': 'language-server/process/kept-snapshot.ts',
  },
  plugins: [importsNothing, importsLate],
  outdir: dist,
  // Compiled graphs are kept on disk for the code that made them; code that is being edited makes its own each time.
  define: { NABLA_BUILD: JSON.stringify(watching ? String(Date.now()) : engineHash()) },
};

const views = readdirSync(join(root, 'webviews')).filter((view) => existsSync(join(root, 'webviews', view, 'main.ts')));

const browser = {
  ...shared,
  minify: true,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  entryPoints: Object.fromEntries(views.map((view) => [view, `webviews/${view}/main.ts`])),
  outdir: join(dist, 'webviews'),
};

const treeSitterFiles = ['', '-python', '-javascript', '-typescript', '-tsx'].map((part) => `tree-sitter${part}.wasm`);

/** JSON schemas for editors: where the generator writes them. */
const schemas = { specification: 'engine/training/specification', sweep: 'engine/sweep' };

function copyAssets() {
  const grammars = join(require.resolve('@vscode/tree-sitter-wasm/package.json'), '..', 'wasm');
  for (const file of treeSitterFiles) cpSync(join(grammars, file), join(dist, file));
  cpSync(join(root, 'engine/benchmarks/pytorch.py'), join(dist, 'pytorch.py'));
  for (const [name, folder] of Object.entries(schemas)) {
    cpSync(join(root, folder, `${name}.generated.json`), join(dist, `${name}.schema.json`));
  }
}

mkdirSync(dist, { recursive: true });
if (watching) {
  await Promise.all([node, browser].map(async (options) => (await context(options)).watch()));
} else {
  await Promise.all([build(node), build(browser)]);
}
copyAssets();
writeFileSync(join(dist, 'equations.json'), JSON.stringify(await renderEquations()));
