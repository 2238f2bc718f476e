/**
 * `npm run package [-- --target linux-x64] [--out FILE]`: makes the VSIX of one platform.
 *
 * onnxruntime lies in dist/node_modules, beside the engine that loads it: vsce leaves out a node_modules at the root,
 * and the packages' own would bring every platform's library (300 MB).
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { install } from './install.mjs';
import { entries, problems } from './vsix.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const here = `${process.platform}-${process.arch}`;

/** VS Code's target → the folder of onnxruntime's library; Intel Macs have none and train with the reference. */
const targets = {
  'linux-x64': 'linux/x64',
  'linux-arm64': 'linux/arm64',
  'win32-x64': 'win32/x64',
  'win32-arm64': 'win32/arm64',
  'darwin-arm64': 'darwin/arm64',
  'darwin-x64': null,
};

/** Beyond this, installing takes noticeably long and the marketplace's norm for native extensions is passed. */
const MAX_MEGABYTES = 70;

/** The library's files: the Mac one comes twice, and the binding asks for the name with the major version only. */
const isNeeded = (file) => !/\.\d+\.\d+\.\d+\.dylib$/.test(file);

function requireKnown(target) {
  if (Object.hasOwn(targets, target)) return;
  throw new Error(`package: unknown target "${target}"; one of: ${Object.keys(targets).join(', ')}`);
}

/** What runs of onnxruntime-node (its other dependencies serve its install script) for `target`. */
function runtimeFiles(target) {
  const folders = ['onnxruntime-node/dist', 'onnxruntime-common/dist/cjs'];
  const scripts = folders.flatMap((folder) => filesOf(folder, (file) => /\.js$|^package\.json$/.test(file)));
  const manifests = ['onnxruntime-node/package.json', 'onnxruntime-common/package.json'];
  const native = targets[target] ? filesOf(`onnxruntime-node/bin/napi-v6/${targets[target]}`, isNeeded) : [];
  return { portable: [...scripts, ...manifests], native };
}

const filesOf = (folder, wanted) =>
  readdirSync(join(root, 'node_modules', folder))
    .filter(wanted)
    .map((file) => `${folder}/${file}`);

const readManifest = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What only the house needs of the manifest: it stays behind. */
const houseKeys = ['scripts', 'devDependencies', 'dependencies', 'optionalDependencies'];

function shippedManifest() {
  const kept = Object.entries(readManifest()).filter(([key]) => !houseKeys.includes(key));
  return `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`;
}

/** Copies what may ship into `stage`; .vscodeignore has the last word on each file. */
function fill(stage, runtime) {
  for (const name of ['README.md', 'LICENSE', 'CHANGELOG.md', '.vscodeignore', 'dist', 'snippets', 'extension/icons'])
    if (existsSync(join(root, name))) cpSync(join(root, name), join(stage, name), { recursive: true });
  for (const file of [...runtime.portable, ...runtime.native])
    cpSync(join(root, 'node_modules', file), join(stage, 'dist/node_modules', file));
  writeFileSync(join(stage, 'package.json'), shippedManifest());
}

function pack(stage, target, out) {
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  const args = [vsce, 'package', '--target', target, '--out', out, ...flags];
  try {
    execFileSync(process.execPath, args, { cwd: stage, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(`vsce could not pack ${target}:\n${error.stdout}${error.stderr}`, { cause: error });
  }
}

/** Judges the packed file; one that may not ship is removed. */
function verify(vsix, native) {
  const megabytes = statSync(vsix).size / 1e6;
  const found = problems(
    entries(vsix),
    native.map((file) => `dist/node_modules/${file}`),
  );
  if (megabytes > MAX_MEGABYTES) found.push(`${megabytes.toFixed(1)} MB is over the norm of ${MAX_MEGABYTES} MB`);
  if (found.length === 0) return megabytes;
  rmSync(vsix);
  throw new Error(`the package for this target may not ship:\n${found.map((line) => `  ${line}`).join('\n')}`);
}

/**
 * Packs what dist/ holds now for `target` (VS Code's name of a platform).
 * @returns the path of the VSIX and its size in megabytes.
 * @throws an Error that lists what may not ship or is missing.
 */
export function packageExtension({ target = here, out } = {}) {
  requireKnown(target);
  const vsix = resolve(out ?? join(root, `nabla-${target}-${readManifest().version}.vsix`));
  const runtime = runtimeFiles(target);
  const stage = mkdtempSync(join(tmpdir(), 'nabla-package-'));
  try {
    mkdirSync(join(stage, 'extension'));
    fill(stage, runtime);
    pack(stage, target, vsix);
    return { vsix, megabytes: verify(vsix, runtime.native) };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function main() {
  const options = { target: { type: 'string', default: here }, out: { type: 'string' } };
  const { target, out } = parseArgs({ options }).values;
  requireKnown(target);
  install(root);
  execFileSync(process.execPath, [join(root, 'build.mjs')], { cwd: root, stdio: 'inherit' });
  const { vsix, megabytes } = packageExtension({ target, out });
  console.log(`${relative(process.cwd(), vsix)} (${megabytes.toFixed(1)} MB)`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
