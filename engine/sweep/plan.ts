/** A sweep before it begins, and one that goes on: all that can be wrong with it has been found by then. */
import { availableParallelism } from 'node:os';
import { dirname, resolve as resolvePath } from 'node:path';
import * as v from 'valibot';
import { metrics } from '../metrics/metrics.generated';
import { Problem } from '../process/problem';
import { createSweepFolder, openSweepFolder, readSweepJson, type SweepFolder } from '../storage/sweep-folder';
import { decode } from '../training/decode';
import { checkTrust } from '../training/load-model';
import { dataSeedOf, prepare } from '../training/prepare';
import { readObject, resolve, written } from '../training/resolve';
import type { Specification } from '../training/specification/specification';
import { checkComparable } from './comparable';
import { due, revived, rungsOf, type Better, type Rung } from './rungs';
import { settingsOf, type Settings } from './settings';
import { sweepSchema, type Sweep } from './sweep';
import { resultsSchema, type Trial } from './trial';

export interface Plan {
  sweep: Sweep;
  folder: SweepFolder;
  rungs: Rung[];
  trials: Trial[];
  objective: string;
  better: Better;
  /** Processes at once, and the threads of each. */
  parallel: number;
  threads: number;
  /** Of training in earlier calls. */
  seconds: number;
}

const SEED = 'training.seed';
const DATA_SEED = 'data.seed';

const refused = (cause: string) => new Problem('wrong-value', cause);

/** Reads a `*.sweep.json`; its source is relative to it. */
export function readSweep(path: string): Record<string, unknown> {
  const file = readObject(path);
  const { source } = file;
  const isPath = typeof source === 'string' && /[/\\]|\.json$/.test(source);
  return isPath ? { ...file, source: resolvePath(dirname(path), source) } : file;
}

/** @throws Problem naming what is wrong */
export const decodeSweep = (value: unknown, where: string): Sweep => decode(sweepSchema, value, where);

/** What a sweep may not vary, and why. */
function checkVaried({ vary, method, seeds }: Sweep): void {
  if ('name' in vary) throw refused('name cannot be varied: it names the runs');
  if (seeds > 1 && SEED in vary) throw refused(`${SEED} is varied and there are several seeds; leave out one of them`);
  if (method.type === 'halving' && 'training.epochs' in vary) {
    throw refused('training.epochs cannot be varied by halving, which itself decides how long a trial trains');
  }
  if (Object.keys(vary).length === 0 && seeds === 1) throw refused('nothing is varied; add vary, or several seeds');
}

/** Each configuration's full specification: what the schema refuses is found before anything is trained. */
function specificationsOf(base: string, all: readonly Settings[]): Specification[] {
  return all.map((settings, index) => {
    try {
      return resolve(base, settings);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw new Problem(error.code, `trial ${index + 1} with ${JSON.stringify(settings)}: ${error.message}`);
    }
  });
}

/** The objective, checked against what the first trial measures, and to be the same in all. */
async function objectiveOf({ objective, vary }: Sweep, specifications: readonly Specification[]): Promise<string> {
  const { objective: measured, validation } = await prepare(specifications[0]!);
  const parts = validation.count > 0 ? ['train', 'validation'] : ['train'];
  const names = ['loss', ...measured.metrics.map(({ id }) => id)];
  const possible = parts.flatMap((part) => names.map((name) => `${part}.${name}`));
  const isComparing = Object.keys(vary).length > 0;
  const chosen = objective ?? (parts.length > 1 || isComparing ? 'validation.loss' : 'train.loss');
  if (!possible.includes(chosen)) throw unmeasured(chosen, possible, parts.length > 1);
  checkComparable(chosen, specifications, possible);
  return chosen;
}

function unmeasured(chosen: string, possible: readonly string[], isValidated: boolean): Problem {
  const hint = isValidated ? '' : ' (there are no validation samples; set data.validation)';
  return refused(`the objective ${chosen} is not measured${hint}; there is: ${possible.join(', ')}`);
}

const betterOf = (objective: string): Better =>
  metrics.find(({ id }) => objective.endsWith(`.${id}`))?.better ?? 'lower';

function trialsOf({ seeds }: Sweep, all: readonly Settings[], specifications: readonly Specification[]): Trial[] {
  return all.flatMap((settings, configuration) => {
    const { epochs, seed } = specifications[configuration]!.training;
    return Array.from({ length: seeds }, (_, index) => ({
      ...{ trial: configuration * seeds + index + 1, configuration, settings, seed: seed + index },
      ...{ status: 'waiting' as const, run: null, epochs: 0, of: epochs, steps: 0, seconds: 0, scores: [] },
      ...{ metrics: null, message: null },
    }));
  });
}

/** The cores, or the threads that OMP_NUM_THREADS allows, are shared out among the processes. */
function shared(parallel: number | null): Pick<Plan, 'parallel' | 'threads'> {
  const asked = Number(process.env.OMP_NUM_THREADS);
  const threads = Number.isInteger(asked) && asked > 0 ? asked : availableParallelism();
  const processes = parallel ?? Math.max(1, Math.floor(threads / 2));
  return { parallel: processes, threads: Math.max(1, Math.floor(threads / processes)) };
}

/** All trials train and are tested on the same samples, whatever their own seeds. */
function heldData({ source, set, vary }: Sweep): Record<string, unknown> {
  return DATA_SEED in vary ? {} : { [DATA_SEED]: dataSeedOf(resolve(source, set)) };
}

/**
 * A new sweep, its folder made.
 * @throws Problem of kind "input": nothing was written
 */
export async function begin(sweep: Sweep, runs: string, isTrusted: boolean): Promise<Plan> {
  checkVaried(sweep);
  const all = settingsOf(sweep);
  const specifications = specificationsOf(
    sweep.source,
    all.map((settings) => ({ ...sweep.set, ...settings })),
  );
  for (const specification of specifications) checkTrust(specification, isTrusted);
  const objective = await objectiveOf(sweep, specifications);
  const base = written(sweep.source, { ...heldData(sweep), ...sweep.set });
  const folder = createSweepFolder(runs, sweep.name, { ...sweep, objective }, base);
  return {
    ...{ sweep, folder, objective, better: betterOf(objective), seconds: 0 },
    rungs: rungsOf(sweep.method, all.length, specifications[0]!.training.epochs),
    trials: trialsOf(sweep, all, specifications),
    ...shared(sweep.parallel),
  };
}

/** Of the trials that may go on. */
function checkTrustOf(base: string, trials: readonly Trial[], isTrusted: boolean): void {
  const left = trials.filter(({ status }) => status !== 'finished' && status !== 'failed');
  for (const { settings } of left) checkTrust(resolve(base, settings), isTrusted);
}

/**
 * A sweep that was interrupted, with another number of processes if that was asked for; of one that is over nothing is left to be trained.
 * @throws Problem where its folder is none, or damaged, or its trials run code that nobody vouches for now
 */
export function goOn(runs: string, name: string, changes: Record<string, unknown>, isTrusted: boolean): Plan {
  const folder = openSweepFolder(runs, name);
  const before = readSweepJson(folder, 'sweep.json') as object;
  const sweep = decodeSweep({ ...before, ...changes }, `${folder.path}/sweep.json`);
  const results = v.safeParse(resultsSchema, readSweepJson(folder, 'results.json'));
  if (!results.success) {
    throw new Problem('unreadable-sweep', `${folder.path}/results.json is damaged; begin the sweep again`);
  }
  const { objective, better, trials, seconds } = results.output;
  const waiting = revived(trials);
  const configurations = new Set(trials.map(({ configuration }) => configuration)).size;
  const rungs = rungsOf(sweep.method, configurations, trials[0]!.of);
  const isOver = due(rungs, waiting, better) === null;
  if (!isOver) checkTrustOf(folder.base, waiting, isTrusted);
  return {
    ...{ sweep, folder, objective, better, seconds, rungs },
    trials: waiting,
    ...shared(sweep.parallel),
  };
}
