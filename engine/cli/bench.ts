/**
 * `nabla bench engine`: every workload on the engine, on PyTorch and on tfjs's wasm backend, in one call.
 * `nabla bench data`: what training waits for its input.
 * `nabla bench start`: how long `nabla train` takes to its first step.
 * `nabla bench watch`: what probes and symptoms add to a step.
 * (`nabla bench lsp` is the language server's own command.)
 */
import { availableParallelism } from 'node:os';
import { startBenchmarkDevice } from '../benchmarks/device';
import { measureInput, WAIT_BAR, type InputWait } from '../benchmarks/input-wait';
import { measure, type Measurement } from '../benchmarks/measure';
import { rivals, type Outcome, type Rival } from '../benchmarks/rivals';
import { measureStart, START_BAR_MS, type StartTime } from '../benchmarks/start-time';
import { measureWatching, WATCH_BAR, WATCH_STEPS, type Watching } from '../benchmarks/watching';
import type { Workload } from '../benchmarks/workload';
import { workloads } from '../benchmarks/workloads/workloads.generated';
import { Problem } from '../process/problem';
import { suggestion } from '../training/nearest';
import { call, parse } from './output/call';

const options = {
  only: { type: 'string', multiple: true },
  rival: { type: 'string', multiple: true },
  seconds: { type: 'string', default: '4' },
  threads: { type: 'string', default: String(Math.min(2, availableParallelism())) },
  json: { type: 'boolean', default: false },
  path: { type: 'string' },
  steps: { type: 'string', default: String(WATCH_STEPS) },
  // How a child process of the benchmark is told what to measure.
  measure: { type: 'string' },
  on: { type: 'string', default: 'cpu' },
} as const;

const USAGE =
  '[engine] [--only WORKLOAD …] [--rival pytorch|wasm …] [--threads N] | data [--path MNIST] | start | watch [--steps N]; [--seconds S] [--json]';

/** What the engine aims for beside PyTorch, as ratios of its figures, and in milliseconds of compiling. */
const BARS = { slowest: 1.25, mean: 0.85, memory: 1, compile: 1500 };

interface Row {
  workload: string;
  title: string;
  outcomes: Record<string, Outcome>;
}

const milliseconds = (outcome: Outcome | undefined): number | null => (outcome?.ok ? outcome.value.milliseconds : null);

/** Engine's step over PyTorch's: below 1 is faster. */
function ratio({ outcomes }: Row): number | null {
  const [ours, theirs] = [milliseconds(outcomes.engine), milliseconds(outcomes.pytorch)];
  return ours !== null && theirs !== null ? ours / theirs : null;
}

function line(row: Row): string {
  const show = (name: string): string => {
    const time = milliseconds(row.outcomes[name]);
    return (time === null ? '–' : time.toFixed(2)).padStart(10);
  };
  const engine = row.outcomes.engine;
  const compile = engine?.ok
    ? [engine.value.compileMilliseconds, engine.value.recompileMilliseconds].map((time) => (time ?? 0).toFixed(0))
    : ['–'];
  const memory = ['engine', 'pytorch'].map((name) => {
    const outcome = row.outcomes[name];
    return outcome?.ok ? (outcome.value.peakMegabytes ?? 0).toFixed(0) : '–';
  });
  const relative = ratio(row)?.toFixed(2) ?? '–';
  return `${row.title.padEnd(56)}${show('engine')}${show('pytorch')}${show('wasm')}${relative.padStart(8)}${compile.join('/').padStart(12)}${memory.join('/').padStart(10)}`;
}

const HEADER = `${'milliseconds a step'.padEnd(56)}${['engine', 'pytorch', 'wasm'].map((name) => name.padStart(10)).join('')}${'ratio'.padStart(8)}${'compile'.padStart(12)}${'MB'.padStart(10)}\n`;

function summary(rows: Row[]): string {
  const ratios = rows.map(ratio).filter((value) => value !== null);
  if (ratios.length === 0) return 'no ratio: PyTorch was not measured\n';
  const mean = Math.exp(ratios.reduce((sum, value) => sum + Math.log(value), 0) / ratios.length);
  const compile = Math.max(...rows.map(({ outcomes }) => valueOf(outcomes.engine, 'compileMilliseconds')));
  const memory = Math.max(
    ...rows.map(({ outcomes }) => {
      return valueOf(outcomes.engine, 'peakMegabytes') / valueOf(outcomes.pytorch, 'peakMegabytes');
    }),
  );
  return [
    `engine / PyTorch: geometric mean ${against(mean, BARS.mean)}, worst ${against(Math.max(...ratios), BARS.slowest)}`,
    `most memory ${against(memory, BARS.memory)}; longest compile ${against(compile, BARS.compile, 0)} ms\n`,
  ].join('; ');
}

/** A figure beside the bar that it should not pass. */
const against = (value: number, bar: number, digits = 2): string =>
  `${value.toFixed(digits)} (bar ${bar}: ${value <= bar ? 'met' : 'missed'})`;

const valueOf = (outcome: Outcome | undefined, name: keyof Measurement): number =>
  (outcome?.ok ? outcome.value[name] : undefined) ?? NaN;

/** Measures one workload in this process and prints it, or why it cannot be: what a rival's child does. */
async function measureHere(id: string, on: string, seconds: number): Promise<number> {
  const [workload] = chosen([id]);
  try {
    process.stdout.write(`${JSON.stringify(await measure(workload!, await startBenchmarkDevice(on), seconds))}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
    return 1;
  }
}

const oneOf = (kind: string, name: string, names: readonly string[]): Problem =>
  new Problem('wrong-call', `no ${kind} "${name}"${suggestion(name, [...names])}`);

/** The workloads asked for, or all. @throws Problem naming one that there is not */
function chosen(only: readonly string[] | undefined): readonly Workload[] {
  const ids = workloads.map(({ id }) => id);
  const unknown = only?.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw oneOf('workload', unknown, ids);
  return workloads.filter(({ id }) => !only || only.includes(id));
}

/** The engine, and the rivals asked for, or all. @throws Problem naming one that there is not */
function runnersOf(asked: readonly string[] | undefined): readonly Rival[] {
  const names = rivals.map(({ name }) => name as string);
  const unknown = asked?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw oneOf('rival', unknown, names);
  return rivals.filter(({ name }) => name === 'engine' || !asked || asked.includes(name));
}

/** @throws Problem where it is no number above zero */
function positive(name: string, text: string): number {
  const number = Number(text);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new Problem('wrong-call', `--${name} is "${text}", which is no number above 0 (usage: ${USAGE})`);
}

type Values = ReturnType<typeof parse<{ options: typeof options; allowPositionals: true }>>['values'];

async function compare({ only, rival, seconds, threads, json }: Values): Promise<number> {
  const [limit, cores] = [positive('seconds', seconds), positive('threads', threads)];
  const [all, runners] = [chosen(only), runnersOf(rival)];
  if (!json) process.stdout.write(HEADER);
  const rows: Row[] = [];
  for (const { id, title } of all) {
    const row: Row = { workload: id, title, outcomes: {} };
    for (const { name, run } of runners) row.outcomes[name] = await run(id, limit, cores);
    rows.push(row);
    process.stdout.write(
      json ? `${JSON.stringify({ ...row, ratio: ratio(row) })}\n` : `${line(row)}\n${complaints(row)}`,
    );
  }
  if (!json) process.stdout.write(summary(rows));
  return rows.every(({ outcomes }) => outcomes.engine?.ok) ? 0 : 1;
}

const waitLine = ({ title, isAhead, milliseconds, waitMilliseconds, share }: InputWait): string => {
  const times = [milliseconds, waitMilliseconds].map((time) => time.toFixed(2).padStart(9)).join('');
  const where = isAhead ? 'ahead' : 'here';
  return `${title.padEnd(40)}${where.padEnd(6)}${times}${`${(100 * share).toFixed(1)} %`.padStart(9)}\n`;
};

const WAIT_HEADER = `${'batches of 64 digits for a CNN'.padEnd(40)}${'made'.padEnd(6)}${'ms a step'.padStart(9)}${'waiting'.padStart(9)}${'share'.padStart(9)}\n`;

/** Fails where training waits longer for its input than it may. */
async function compareInput({ path, seconds, json }: Values): Promise<number> {
  const limit = positive('seconds', seconds);
  if (!json) process.stdout.write(WAIT_HEADER);
  const rows: InputWait[] = [];
  for await (const row of measureInput(await startBenchmarkDevice('cpu'), path ?? null, limit)) {
    rows.push(row);
    process.stdout.write(json ? `${JSON.stringify(row)}\n` : waitLine(row));
  }
  const shipped = rows.slice(0, -1).map(({ share }) => share);
  const most = Math.max(...shipped);
  if (!json) process.stdout.write(`longest wait as runs make batches: share ${against(most, WAIT_BAR, 3)}\n`);
  return most <= WAIT_BAR ? 0 : 1;
}

const startLine = ({ cache, milliseconds, cpuMilliseconds }: StartTime): string =>
  `${cache.padEnd(16)}${milliseconds.toFixed(0).padStart(9)}${(cpuMilliseconds?.toFixed(0) ?? '–').padStart(9)}\n`;

/** Fails where even the quickest start with a full cache takes longer than it may. */
async function timeStart({ json }: Values): Promise<number> {
  if (!json) process.stdout.write(`${'cache of graphs'.padEnd(16)}${'ms'.padStart(9)}${'of CPU'.padStart(9)}\n`);
  const rows: StartTime[] = [];
  for await (const row of measureStart()) {
    rows.push(row);
    process.stdout.write(json ? `${JSON.stringify(row)}\n` : startLine(row));
  }
  const least = Math.min(...rows.filter(({ cache }) => cache === 'full').map(({ milliseconds }) => milliseconds));
  if (!json) process.stdout.write(`from the call to the first step: ${against(least, START_BAR_MS, 0)} ms\n`);
  return least <= START_BAR_MS ? 0 : 1;
}

const WATCH_HEADER = `${'ms a step (all cores)'.padEnd(32)}${'unwatched'.padStart(18)}${'watched'.padStart(18)}${'share'.padStart(20)}\n`;

function watchLine({ title, alone, watched, share, cpuShare }: Watching): string {
  const times = [alone, watched].map(({ milliseconds, cpuMilliseconds }) => {
    return `${milliseconds.toFixed(3)} (${cpuMilliseconds.toFixed(3)})`.padStart(18);
  });
  const shares = `${(100 * share).toFixed(1)} % (${(100 * cpuShare).toFixed(1)} %)`;
  return `${title.padEnd(32)}${times.join('')}${shares.padStart(20)}\n`;
}

/** Fails where watching costs more than it may. */
async function compareWatching({ steps, json }: Values): Promise<number> {
  const count = positive('steps', steps);
  if (!json) process.stdout.write(WATCH_HEADER);
  const shares: number[] = [];
  for await (const row of measureWatching(await startBenchmarkDevice('cpu'), count)) {
    shares.push(row.share);
    process.stdout.write(json ? `${JSON.stringify(row)}\n` : watchLine(row));
  }
  const most = Math.max(...shares);
  if (!json) process.stdout.write(`what watching adds to a step: share ${against(most, WATCH_BAR, 3)}\n`);
  return most <= WATCH_BAR ? 0 : 1;
}

/** By what stands after `nabla bench`. */
const benchmarks: Readonly<Record<string, (values: Values) => Promise<number>>> = {
  engine: compare,
  data: compareInput,
  start: timeStart,
  watch: compareWatching,
};

/** All that `nabla bench` measures: the language server is measured by a command of its own. */
const NAMES: readonly string[] = [...Object.keys(benchmarks), 'lsp'];

const complaints = ({ outcomes }: Row): string =>
  Object.entries(outcomes)
    .map(([name, outcome]) => (outcome.ok ? '' : `    ${name}: ${outcome.reason}\n`))
    .join('');

export const command = {
  name: 'bench',
  summary: 'Times training steps on the engine, PyTorch (where installed) and tfjs-wasm (where installed).',
  usage: USAGE,
  run: (args: string[]): Promise<number> =>
    call(() => {
      const { values, positionals } = parse({ args, options, allowPositionals: true }, USAGE);
      const [name = 'engine', ...others] = positionals;
      const unknown = Object.hasOwn(benchmarks, name) ? others[0] : name;
      if (unknown !== undefined) throw oneOf('benchmark', unknown, NAMES);
      if (values.measure) return measureHere(values.measure, values.on, Number(values.seconds));
      return benchmarks[name]!(values);
    }),
};
