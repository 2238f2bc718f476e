/** `nabla sweep`: trains a specification with varied settings, several trials at once. */
import { basename } from 'node:path';
import { Problem } from '../process/problem';
import { DEFAULT_RUNS } from '../storage/run-folder';
import { Conductor } from '../sweep/conduct';
import { begin, decodeSweep, goOn, readSweep, type Plan } from '../sweep/plan';
import { MOST_NAME, type Sweep } from '../sweep/sweep';
import { parseVary } from '../sweep/vary';
import { parseOverrides } from '../training/overrides';
import { written } from '../training/resolve';
import { call, parse } from './output/call';
import { stopOnSignals } from './output/signals';
import { jsonSweepReport, textSweepReport } from './output/sweep-report';

const usage =
  '<recipe, spec.nabla.json or file.sweep.json> [--vary path=values …] [--method grid/random/halving] [--trials N] [--eta N] [--least-epochs N] [--seeds N] [--seed N] [--objective validation.loss] [--parallel P] [--name NAME] [--set key=value …] [--backend B] [--runs DIR] [--resume SWEEP] [--trust] [--json]';

const SWEEP_FILE = '.sweep.json';

const options = {
  vary: { type: 'string', multiple: true },
  method: { type: 'string' },
  trials: { type: 'string' },
  eta: { type: 'string' },
  'least-epochs': { type: 'string' },
  seeds: { type: 'string' },
  seed: { type: 'string' },
  objective: { type: 'string' },
  parallel: { type: 'string' },
  name: { type: 'string' },
  set: { type: 'string', multiple: true },
  backend: { type: 'string' },
  runs: { type: 'string' },
  resume: { type: 'string' },
  trust: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Flags = ReturnType<typeof parse<{ args: string[]; options: typeof options; allowPositionals: true }>>['values'];

/** A text that is no number is left for the sweep's schema to refuse. */
export const number = (text: string | undefined): unknown =>
  text === undefined || text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);

/** Without the keys that are undefined. */
const given = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const noDraws = () =>
  new Problem(
    'wrong-call',
    'a grid has as many trials as its values make: leave out --trials, --eta and --least-epochs, or choose --method random or halving',
  );

/** The flags' method, on top of the file's where it is the same one. */
function methodOf(flags: Flags, file: unknown): Record<string, unknown> | undefined {
  const own = given({
    type: flags.method,
    trials: number(flags.trials),
    eta: number(flags.eta),
    leastEpochs: number(flags['least-epochs']),
  });
  if (Object.keys(own).length === 0) return undefined;
  const before = asObject(file);
  if ((flags.method ?? before.type) === 'grid' && Object.keys(own).length > 1) throw noDraws();
  const isOther = flags.method !== undefined && flags.method !== before.type;
  // Draws are what needs a number of trials and nothing else.
  const type = 'eta' in own || 'leastEpochs' in own ? 'halving' : 'random';
  return isOther ? own : { type, ...before, ...own };
}

/** After the recipe, or the file. */
export const sweepName = (source: string): string =>
  source.endsWith(SWEEP_FILE) ? basename(source, SWEEP_FILE) : String(written(source, {}).name).slice(0, MOST_NAME);

/** The sweep that a call asks for: a file's, or a recipe's or specification's, with the flags on top. */
function sweepOf(source: string, flags: Flags): Sweep {
  const isFile = source.endsWith(SWEEP_FILE);
  const file: Record<string, unknown> = { name: sweepName(source), ...(isFile ? readSweep(source) : { source }) };
  const { set = [], backend, vary = [], objective, name } = flags;
  const settings = { ...asObject(file.set), ...parseOverrides(set), ...(backend !== undefined && { backend }) };
  const more = given({
    ...{ objective, name, method: methodOf(flags, file.method) },
    ...{ seed: number(flags.seed), seeds: number(flags.seeds), parallel: number(flags.parallel) },
  });
  const varied = { ...asObject(file.vary), ...parseVary(vary) };
  return decodeSweep({ ...file, set: settings, vary: varied, ...more }, isFile ? source : 'the sweep');
}

/** What a sweep that goes on may be told. */
const WHEN_RESUMED = new Set(['resume', 'parallel', 'runs', 'trust', 'json']);

function planOf(positionals: string[], flags: Flags): Promise<Plan> | Plan {
  const { runs = DEFAULT_RUNS, resume, parallel } = flags;
  const [source, ...more] = positionals;
  if (more.length > 0 || (source === undefined) === (resume === undefined)) {
    throw new Problem(
      'wrong-call',
      `give one recipe, specification or sweep, or --resume SWEEP (usage: nabla sweep ${usage})`,
    );
  }
  if (resume === undefined) return begin(sweepOf(source!, flags), runs, flags.trust ?? false);
  const foreign = Object.keys(flags).find((name) => !WHEN_RESUMED.has(name));
  if (foreign !== undefined) {
    throw new Problem('wrong-call', `--resume goes on with the sweep as it was: leave out --${foreign}`);
  }
  return goOn(runs, resume, given({ parallel: number(parallel) }), flags.trust ?? false);
}

/** The exit code of a sweep of which no trial came to an end that can be compared. */
const NOTHING_TRAINED = 1;

/** Conducts a sweep to its end, or to Ctrl-C. */
export async function conduct(plan: Plan, json: boolean, trusted = false): Promise<number> {
  const conductor = new Conductor(plan, trusted, json ? jsonSweepReport : textSweepReport(process.stdout.isTTY));
  const release = stopOnSignals(conductor);
  try {
    const { status, standings } = await conductor.run();
    const isEmpty = standings.every(({ objective }) => objective === null);
    return status === 'finished' && isEmpty ? NOTHING_TRAINED : 0;
  } finally {
    release();
  }
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parse({ args, options, allowPositionals: true }, `nabla sweep ${usage}`);
  return conduct(await planOf(positionals, values), values.json ?? false, values.trust);
}

export const command = {
  name: 'sweep',
  summary: 'trains with varied settings or seeds, several runs at once, and compares them; Ctrl-C saves and stops',
  usage,
  run: (args: string[]): Promise<number> => call(() => run(args)),
};
