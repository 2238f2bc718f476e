/** Who a workload is timed on: the engine, PyTorch and tfjs's wasm backend, each in a process of its own. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Measurement } from './measure';

/** A measurement, or why there is none. */
export type Outcome =
  { ok: true; value: Partial<Measurement> & { milliseconds: number } } | { ok: false; reason: string };

export interface Rival {
  name: 'engine' | 'pytorch' | 'wasm';
  run: (workload: string, seconds: number, threads: number) => Promise<Outcome>;
}

/** A step of tfjs's wasm backend takes seconds at worst; a child that takes longer than this has hung. */
const CHILD_LIMIT_MS = 180_000;

const execute = promisify(execFile);

/** PyTorch's own threads and OpenBLAS's are set apart, and either may be faster with one. */
const threadSettings = (threads: number): number[] => (threads === 1 ? [1] : [1, threads]);

async function child(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  try {
    const options = { env: { ...process.env, ...env }, timeout: CHILD_LIMIT_MS };
    const { stdout } = await execute(program, args, options);
    return { ok: true, value: JSON.parse(stdout.trim().split('\n').at(-1)!) as Measurement };
  } catch (error) {
    const lines = (error as { stderr?: string }).stderr?.trim().split('\n') ?? [];
    return { ok: false, reason: lines.at(-1) ?? String(error) };
  }
}

/** This program once more, as the child that measures one workload on one backend. */
const self = (backend: string, workload: string, seconds: number, env: NodeJS.ProcessEnv): Promise<Outcome> => {
  const asked = ['--measure', workload, '--on', backend, '--seconds', String(seconds)];
  return child(process.execPath, [...process.execArgv, process.argv[1]!, 'bench', 'engine', ...asked], env);
};

/** Twice: with an empty cache of graphs, and shortly once more to see how long compiling takes from a full one. */
async function engine(workload: string, seconds: number, threads: number): Promise<Outcome> {
  const cache = mkdtempSync(join(tmpdir(), 'nabla-bench-'));
  const env = { OMP_NUM_THREADS: String(threads), NABLA_CACHE_DIR: cache };
  try {
    const first = await self('cpu', workload, seconds, env);
    const second = first.ok ? await self('cpu', workload, 0, env) : first;
    if (!first.ok || !second.ok) return second;
    return { ok: true, value: { ...first.value, recompileMilliseconds: second.value.compileMilliseconds! } };
  } finally {
    rmSync(cache, { recursive: true });
  }
}

const wasm = (workload: string, seconds: number, threads: number): Promise<Outcome> =>
  self('wasm', workload, seconds, { OMP_NUM_THREADS: String(threads) });

/** Debian's python3 first: another one on PATH may lack torch. */
const PYTHONS = ['/usr/bin/python3', 'python3', 'python'];

async function pytorch(workload: string, seconds: number, threads: number): Promise<Outcome> {
  const script = [join(__dirname, 'pytorch.py'), join(__dirname, '../engine/benchmarks/pytorch.py')].find(existsSync)!;
  const python = PYTHONS.find((path) => !path.startsWith('/') || existsSync(path))!;
  const outcomes: Outcome[] = [];
  for (const count of threadSettings(threads)) {
    const env = { OMP_NUM_THREADS: String(count), OPENBLAS_NUM_THREADS: String(count) };
    outcomes.push(
      await child(python, [script, workload, '--threads', String(count), '--seconds', String(seconds)], env),
    );
  }
  return fastest(outcomes);
}

/** The fastest of several settings, or the first reason why none ran. */
function fastest(outcomes: Outcome[]): Outcome {
  const good = outcomes.filter((outcome) => outcome.ok);
  if (good.length === 0) return outcomes[0]!;
  return good.reduce((best, outcome) => (outcome.value.milliseconds < best.value.milliseconds ? outcome : best));
}

export const rivals: Rival[] = [
  { name: 'engine', run: engine },
  { name: 'pytorch', run: pytorch },
  { name: 'wasm', run: wasm },
];
