/**
 * `npm start`: opens Nabla in VS Code on a copy of the sample workspace, with a training running.
 * `npm start -- --headless`: that training and the check of the samples in the terminal instead.
 * Installs and builds what it needs; runs on plain Node 20 with nothing installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { codeServer } from './code-server.mjs';
import { install } from './install.mjs';
import { packageExtension } from './package.mjs';
import { startServer } from './server.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const samples = 'test/workspace';
const recipe = 'digits-cnn';
const windows = process.platform === 'win32';

/** The extension reads it when it is activated, and starts that recipe. */
const environment = { NABLA_TRAIN_ON_OPEN: recipe };

/** The fresh profile shows the walk through the samples instead of VS Code's own welcome. */
const settings = { 'workbench.startupEditor': 'readme', 'workbench.secondarySideBar.defaultVisibility': 'hidden' };

/** How long the desktop's VS Code may take to close its window. */
const STOP_LIMIT = 5_000;

/** The exit code of a call that could not be understood, as the command line's. */
const BAD_CALL = 2;

/** `nabla check` exits with 1 where it found errors; the samples hold some on purpose. */
const FOUND_ERRORS = 1;

function node(args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status;
}

function expect(status, wanted, what) {
  if (status === wanted) return;
  throw new Error(`${what} ended with exit code ${status} where ${wanted} was expected: see its message above`);
}

function headless() {
  console.log(`Training ${recipe} on this machine's CPU …`);
  expect(node(['dist/nabla.js', 'train', recipe]), 0, 'the training');
  console.log(`\nChecking ${samples}: the mistakes it finds there are planted, findings are expected.`);
  expect(node(['dist/nabla.js', 'check', samples]), FOUND_ERRORS, 'the check of the samples');
  console.log('\nBoth did what they should. `npm start` shows the same in VS Code.');
}

/** Whether `code` starts a desktop VS Code: not the helper of a remote window, and a display to show it on. */
function hasDesktopCode() {
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!display || process.env.VSCODE_IPC_HOOK_CLI) return false;
  const { status, stdout } = spawnSync('code', ['--version'], { encoding: 'utf8', shell: windows });
  return status === 0 && /^\d+\.\d+\.\d+/.test(stdout);
}

/** The desktop's VS Code, in a profile of its own; its main process writes its id into code.lock. */
function openDesktop(folder, scratch) {
  const data = join(scratch, 'user-data');
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify(settings));
  const flags = ['--new-window', '--wait', '--disable-workspace-trust', '--skip-welcome'];
  const folders = [`--user-data-dir=${data}`, `--extensions-dir=${join(scratch, 'extensions')}`];
  const args = [...flags, ...folders, `--extensionDevelopmentPath=${root}`, folder];
  const quoted = windows ? args.map((arg) => `"${arg}"`) : args;
  const child = spawn('code', quoted, { stdio: 'ignore', shell: windows, env: { ...process.env, ...environment } });
  console.log(`Nabla is open in VS Code on a copy of ${samples}. Ctrl-C closes it.`);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = () => {
    try {
      process.kill(Number(readFileSync(join(data, 'code.lock'), 'utf8')));
    } catch {
      child.kill();
    }
    return Promise.race([ended, delay(STOP_LIMIT, undefined, { ref: false })]);
  };
  return { ended, stop };
}

/** The browser's VS Code, or what else the user can do. */
function findCodeServer() {
  try {
    return codeServer();
  } catch (error) {
    throw new Error(`${error.message}\nOr install VS Code, or see it in the terminal: npm start -- --headless`, {
      cause: error,
    });
  }
}

/** VS Code in the browser; the token keeps other users and other pages of this machine out. */
async function openInBrowser(folder, scratch) {
  const code = findCodeServer();
  const { vsix } = packageExtension({ out: join(scratch, 'nabla.vsix') });
  const token = randomBytes(16).toString('hex');
  const { origin, ended, stop } = await startServer(code, vsix, {
    settings,
    flags: ['--connection-token', token, '--disable-workspace-trust'],
    env: environment,
  });
  console.log(`Nabla is open at ${origin}/?tkn=${token}&folder=${encodeURIComponent(folder)} — Ctrl-C ends it.`);
  return { ended, stop };
}

async function open() {
  const asked = new Promise((resolve) => ['SIGINT', 'SIGTERM'].forEach((name) => process.on(name, resolve)));
  const scratch = mkdtempSync(join(tmpdir(), 'nabla-start-'));
  try {
    const folder = join(scratch, 'workspace');
    cpSync(join(root, samples), folder, { recursive: true });
    const editor = hasDesktopCode() ? openDesktop(folder, scratch) : await openInBrowser(folder, scratch);
    await Promise.race([editor.ended, asked]);
    await editor.stop();
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  const { values } = parseArgs({ options: { headless: { type: 'boolean', default: false } } });
  install(root);
  expect(node(['build.mjs']), 0, 'the build');
  await (values.headless ? headless() : open());
} catch (error) {
  console.error(`start: ${error.message}`);
  process.exitCode = error.code?.startsWith('ERR_PARSE_ARGS') ? BAD_CALL : 1;
}
