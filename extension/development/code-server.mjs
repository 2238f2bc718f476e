/**
 * A real VS Code for machines that have no desktop one: the npm package code-server, built once into a cache folder
 * outside the checkout. Plain Node 20, no dependency.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** code-server 4.139.1 is VS Code 1.139.1; it runs on Node 24 only, which comes as a package of its own. */
const VERSION = '4.139.1';
const NODE_MAJOR = '24';
const nodePackage = `node-${process.platform}-${process.arch}`;

/** What its postinstall compiles with: a way to see that it is there, and the Debian package that has it. */
const buildParts = [
  { name: 'libkrb5-dev', probe: ['c++', ['-E', '-include', 'gssapi/gssapi.h', '-x', 'c++', '/dev/null']] },
  { name: 'g++', probe: ['c++', ['--version']] },
  { name: 'make', probe: ['make', ['--version']] },
  { name: 'python3', probe: ['python3', ['--version']] },
];

const cacheFolder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'nabla');

/** Where the parts lie in an installation. */
const parts = (folder) => ({
  node: join(folder, 'node_modules', nodePackage, 'bin', 'node'),
  entry: join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
  serverMain: join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
});

/** The Debian packages that a first installation needs and this machine lacks. */
export function missingBuildParts() {
  if (process.platform !== 'linux') return [];
  return buildParts
    .filter(({ probe: [command, args] }) => spawnSync(command, args, { stdio: 'ignore' }).status !== 0)
    .map(({ name }) => name);
}

/** What an outer npm tells its scripts; an inner one would take it for its own (the postinstall reads user_agent). */
const OUTER_NPM = /^npm_(package|lifecycle)_|^npm_config_(user_agent|local_prefix|global_prefix|prefix|node_gyp)$/i;

function environment(node) {
  const kept = Object.entries(process.env).filter(([name]) => !OUTER_NPM.test(name));
  return { ...Object.fromEntries(kept), PATH: [dirname(node), process.env.PATH].join(delimiter) };
}

/** The npm program of this machine, to be run by another Node. */
function npmScript() {
  const running = process.env.npm_execpath;
  if (running?.endsWith('npm-cli.js')) return running;
  const root = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim();
  return join(root, 'npm', 'bin', 'npm-cli.js');
}

/** Installs `packages` into `folder` with `node`'s own npm; throws with npm's last words. */
function install(folder, node, packages) {
  const nodedir = dirname(dirname(node));
  const args = [npmScript(), 'install', '--no-fund', '--no-audit', `--nodedir=${nodedir}`, ...packages];
  const done = spawnSync(node, args, { cwd: folder, env: environment(node), encoding: 'utf8' });
  if (done.status === 0) return;
  const words = (done.stderr || done.error?.message || '').trim().split('\n').slice(-8).join('\n');
  throw new Error(`cannot install ${packages.join(' ')}: npm failed:\n${words}`);
}

/** A half-made installation never carries the final name, so that one that exists is whole. */
function build(target) {
  const folder = mkdtempSync(`${target}-building-`);
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    install(folder, process.execPath, [`${nodePackage}@${NODE_MAJOR}`]);
    install(folder, parts(folder).node, [`code-server@${VERSION}`]);
    renameSync(folder, target);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    // Another process may have finished the same installation first.
    if (!existsSync(parts(target).entry)) throw error;
  }
}

/**
 * Finds code-server in the cache or builds it there (about three minutes).
 * @returns absolute paths: `node` to run it with, `entry` (code-server), `serverMain` (VS Code's own server in it).
 * @throws an Error of one clear line where the machine cannot build it.
 */
export function codeServer(tell = console.log) {
  const target = join(cacheFolder(), `code-server-${VERSION}`);
  const found = parts(target);
  if (existsSync(found.entry)) return found;
  if (process.platform === 'win32')
    throw new Error('code-server does not run on Windows: install VS Code so that `code` is on the PATH');
  const missing = missingBuildParts();
  if (missing.length)
    throw new Error(
      `cannot build code-server: ${missing.join(', ')} missing; sudo apt-get install ${missing.join(' ')}`,
    );
  tell(`Building code-server ${VERSION} (VS Code in the browser) in ${target}: once, about three minutes …`);
  mkdirSync(cacheFolder(), { recursive: true });
  build(target);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(codeServer().entry);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
