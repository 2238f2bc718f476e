/** Calls the command line as a user does: bundled as it is shipped, in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

export const root = resolve(__dirname, '../..');

/** Below the root, so that the native packages, which stay outside the bundle, are found. */
const bundled = resolve(root, '.cache/test');

/** Small enough for a second, large enough for several steps and an epoch's end. */
export const tiny = [
  ...['--set', 'data.samples=120'],
  ...['--set', 'model.architecture=mlp', '--set', 'model.params={"units":[8]}'],
  ...['--set', 'training.epochs=2', '--set', 'training.batchSize=16'],
];

export interface Result {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Options {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Another copy of the bundled command line. */
  program?: string;
  /** Sees the process, and what it writes, while it runs. */
  watch?: (child: ChildProcess, stdout: string) => void;
}

/** Bundles a program of the house with the options of build.mjs; returns the file. */
export async function bundle(entry: string, name: string): Promise<string> {
  const plugin = resolve(root, 'extension/development/imports-nothing.mjs');
  const { importsNothing } = (await import(plugin)) as { importsNothing: Plugin };
  const outfile = resolve(bundled, `${name}.js`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['vscode', 'onnxruntime-node', '@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-backend-wasm'],
    logLevel: 'error',
    plugins: [importsNothing],
  });
  return outfile;
}

let ordinary: Promise<string> | undefined;

/** The command line, and the threads that it starts, beside each other as they are shipped. */
async function bundleAll(): Promise<string> {
  await bundle('engine/data/loader/data-worker.ts', 'data-worker');
  await bundle('language-server/report/check-worker.ts', 'check-worker');
  await bundle('language-server/report/check-code.ts', 'check-code');
  await bundle('nabla.ts', 'nabla-code');
  return bundle('launch.ts', 'nabla');
}

/** Runs `nabla <args>` and waits for its end. */
export async function nabla(args: string[], options: Options = {}): Promise<Result> {
  const { cwd = root, env = {}, program = await (ordinary ??= bundleAll()), watch } = options;
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...process.env, ...env },
  });
  const result: Result = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    result.stdout += String(chunk);
    watch?.(child, result.stdout);
  });
  child.stderr.on('data', (chunk) => (result.stderr += String(chunk)));
  return new Promise((settle) => {
    child.on('close', (code) => {
      settle({ ...result, code });
    });
  });
}

export interface Line {
  type: string;
  [key: string]: unknown;
}

/** The lines of `--json`. */
export const lines = (stdout: string): Line[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
