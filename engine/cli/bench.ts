/** `nabla bench engine`: every workload on the engine, on PyTorch and on tfjs's wasm backend, in one call. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { startBenchmarkDevice } from '../benchmarks/device';
import { measure } from '../benchmarks/measure';
import { rivals, type Outcome } from '../benchmarks/rivals';
import { workloads } from '../benchmarks/workloads/workloads.generated';

const options = {
  only: { type: 'string', multiple: true },
  rival: { type: 'string', multiple: true },
  seconds: { type: 'string', default: '4' },
  threads: { type: 'string', default: String(Math.min(2, availableParallelism())) },
  json: { type: 'boolean', default: false },
  // How a child process of the benchmark is told what to measure.
  measure: { type: 'string' },
  on: { type: 'string', default: 'cpu' },
} as const;

const parse = (args: string[]) => parseArgs({ args, options, allowPositionals: true });

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
  return `engine / PyTorch: geometric mean ${mean.toFixed(2)}, worst ${Math.max(...ratios).toFixed(2)}\n`;
}

/** Measures one workload in this process and prints it: what a rival's child does. */
async function measureHere(id: string, on: string, seconds: number): Promise<number> {
  const workload = workloads.find((workload) => workload.id === id);
  if (!workload) return refuse(`no workload "${id}"; one of: ${workloads.map(({ id }) => id).join(', ')}`);
  process.stdout.write(`${JSON.stringify(await measure(workload, await startBenchmarkDevice(on), seconds))}\n`);
  return 0;
}

function refuse(problem: string): number {
  process.stderr.write(`nabla bench: ${problem}\n`);
  return 2;
}

async function compare({ only, rival, seconds, threads, json }: ReturnType<typeof parse>['values']): Promise<number> {
  const unknown = only?.find((id) => !workloads.some((workload) => workload.id === id));
  if (unknown) return refuse(`no workload "${unknown}"; one of: ${workloads.map(({ id }) => id).join(', ')}`);
  if (!json) process.stdout.write(HEADER);
  const rows: Row[] = [];
  for (const { id, title } of workloads.filter(({ id }) => !only || only.includes(id))) {
    const row: Row = { workload: id, title, outcomes: {} };
    for (const { name, run } of rivals) {
      if (rival && name !== 'engine' && !rival.includes(name)) continue;
      row.outcomes[name] = await run(id, Number(seconds), Number(threads));
    }
    rows.push(row);
    process.stdout.write(
      json ? `${JSON.stringify({ ...row, ratio: ratio(row) })}\n` : `${line(row)}\n${complaints(row)}`,
    );
  }
  if (!json) process.stdout.write(summary(rows));
  return rows.every(({ outcomes }) => outcomes.engine?.ok) ? 0 : 1;
}

const complaints = ({ outcomes }: Row): string =>
  Object.entries(outcomes)
    .map(([name, outcome]) => (outcome.ok ? '' : `    ${name}: ${outcome.reason}\n`))
    .join('');

export const command = {
  name: 'bench',
  summary: 'Times training steps on the engine, PyTorch (where installed) and tfjs-wasm (where installed).',
  usage: '[engine] [--only WORKLOAD …] [--rival pytorch|wasm …] [--threads N] [--seconds S] [--json]',
  async run(args: string[]): Promise<number> {
    let parsed;
    try {
      parsed = parse(args);
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error));
    }
    const { values, positionals } = parsed;
    if (positionals.some((name) => name !== 'engine'))
      return refuse(`no benchmark "${positionals[0]}"; one of: engine`);
    if (values.measure) return measureHere(values.measure, values.on, Number(values.seconds));
    return compare(values);
  },
};
