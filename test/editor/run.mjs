/**
 * The suites inside a real VS Code: packs the VSIX, installs it in code-server, runs what drives the window
 * (*.test.ts, by mocha and Chromium) and what runs inside the extension host (host/*.test.ts).
 *
 *   node test/editor/run.mjs [mocha's options: --grep hover]
 *
 * Its last line is `N passed, N failed, N skipped`. Screenshots are kept in test/editor/artifacts/.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeServer } from '../../extension/development/code-server.mjs';
import { install } from '../../extension/development/install.mjs';
import { packageExtension } from '../../extension/development/package.mjs';
import { startServer } from '../../extension/development/server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const hostBundles = join(root, 'dist', 'test-host');

/** The scenes in the window and the suites of the extension host: what is skipped where the machine lacks a part. */
const SUITES = 2;

/** A quiet window: nothing that asks, animates or calls out over what a scene looks at. */
const settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'security.workspace.trust.startupPrompt': 'never',
  'workbench.colorTheme': 'Default Dark Modern',
};

/** Extension hosts whose page is gone end at once instead of waiting three hours for it. */
const flags = ['--without-connection-token', '--enable-smoke-test-driver', '--reconnection-grace-time', '1'];

function chromium() {
  const names = [process.env.NABLA_CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'].filter(Boolean);
  for (const name of names) {
    const { status, stdout } = spawnSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  throw new Error('Chromium is not installed: sudo apt-get install chromium, or name it in NABLA_CHROMIUM');
}

/** What the suites need of the machine; throws with one line that says what is missing. */
function machine() {
  if (process.platform !== 'linux') throw new Error('these suites look into /proc: they run on Linux only');
  return { chromium: chromium(), code: codeServer() };
}

/** The suites of the extension host as plain scripts that its Node can load. */
async function bundleHostSuites() {
  const { build } = await import('esbuild');
  rmSync(hostBundles, { recursive: true, force: true });
  const folder = join(root, 'test/editor/host');
  await build({
    entryPoints: readdirSync(folder).map((file) => join(folder, file)),
    outdir: hostBundles,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** Runs `args` with Node, its output shown; resolves with that output. */
function show(args, env) {
  return new Promise((resolve) => {
    const options = { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] };
    const child = spawn(process.execPath, args, options);
    // Asked to end, this process still stops its servers once the suites are over.
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => child.kill(name));
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on('close', (code) => resolve({ output, code }));
  });
}

/** Mocha's closing lines; a run that died without them is one failure. */
function counts({ output, code }) {
  const last = (word) => Number([...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}`, 'gm'))].at(-1)?.[1] ?? 0);
  const failed = last('failing');
  return { passed: last('passing'), failed: failed || (code === 0 ? 0 : 1), skipped: last('pending') };
}

/** Packs, starts a trusting and a restricted server, and runs both suites against them. */
async function runSuites({ chromium, code }) {
  const scratch = mkdtempSync(join(tmpdir(), 'nabla-editor-'));
  const servers = [];
  try {
    const { vsix, megabytes } = packageExtension({ out: join(scratch, 'nabla.vsix') });
    console.log(`packed ${megabytes.toFixed(1)} MB`);
    await bundleHostSuites();
    const results = join(scratch, 'host.json');
    // The user's settings of npm: a suite that lets the extension call npm writes them.
    const npmrc = join(scratch, 'npmrc');
    const serverEnv = { NABLA_HOST_RESULTS: results, NPM_CONFIG_USERCONFIG: npmrc };
    const start = async (...more) => {
      servers.push(await startServer(code, vsix, { settings, flags: [...flags, ...more], env: serverEnv }));
      return servers.at(-1);
    };
    const trusting = await start('--disable-workspace-trust');
    const restricted = await start();
    const env = {
      NABLA_EDITOR_CHROMIUM: chromium,
      NABLA_EDITOR_ORIGIN: trusting.origin,
      NABLA_EDITOR_SERVER: String(trusting.pid),
      NABLA_EDITOR_RESTRICTED_ORIGIN: restricted.origin,
      NABLA_EDITOR_EXTENSION: trusting.extension,
      NABLA_EDITOR_HOST: hostBundles,
      NABLA_HOST_RESULTS: results,
      NABLA_EDITOR_NPMRC: npmrc,
    };
    const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
    return counts(await show([mocha, '--config', 'test/editor/.mocharc.json', ...process.argv.slice(2)], env));
  } finally {
    for (const server of servers) await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function leftOut(reason) {
  console.log(`left out: the window's scenes and the extension host's suites: ${reason}`);
  return process.env.NABLA_CI === '1'
    ? { passed: 0, failed: SUITES, skipped: 0 }
    : { passed: 0, failed: 0, skipped: SUITES };
}

async function main() {
  install(root);
  execFileSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' });
  let able;
  try {
    able = machine();
  } catch (error) {
    return leftOut(error.message);
  }
  return runSuites(able);
}

const total = await main();
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed ? 1 : 0;
