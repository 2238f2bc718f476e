/** `nabla train`: trains in this process, with the code that the engine's process runs. */
import { Problem, problemOf } from '../process/problem';
import { fixesOf } from '../diagnosis/watch/fixes-of-run';
import { refuseImported } from '../storage/import/imported';
import { DEFAULT_RUNS, openRunFolder, readSpecification, specificationPath } from '../storage/run-folder';
import { Control } from '../training/control';
import { parseOverrides } from '../training/overrides';
import type { TrainRequest } from '../training/plan';
import { train } from '../training/session';
import { begin, decodeSweep } from '../sweep/plan';
import type { Sweep } from '../sweep/sweep';
import { conduct, number, sweepName } from './sweep';
import { call, exitCodeOf, parse } from './output/call';
import { jsonReport, textReport } from './output/report';
import { stopOnSignals } from './output/signals';
import { printProblem } from './output/text';

const usage =
  '<recipe or spec.nabla.json> [--like RUN [--fix SYMPTOM …]] [--set key=value …] [--backend auto/cpu/webgpu/cuda/directml/coreml/tensorflow/reference] [--runs DIR] [--resume RUN] [--seeds N] [--trust] [--json]';

interface Call {
  request: TrainRequest;
  /** Runs with one seed each, as text; undefined for a single run. */
  seeds: string | undefined;
  json: boolean;
}

function understand(args: string[]): Call {
  const { values, positionals } = parse(
    {
      args,
      allowPositionals: true,
      options: {
        set: { type: 'string', multiple: true },
        backend: { type: 'string' },
        runs: { type: 'string' },
        resume: { type: 'string' },
        seeds: { type: 'string' },
        like: { type: 'string' },
        fix: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        trust: { type: 'boolean' },
      },
    },
    `nabla train ${usage}`,
  );
  const { runs = DEFAULT_RUNS, resume = null, like, seeds, json = false, trust = false } = values;
  const given = [...positionals, ...[like, resume ?? undefined].filter((one) => one !== undefined)];
  if (given.length !== 1) {
    const choices = 'give one recipe or specification, or --like RUN, or --resume RUN';
    throw new Problem('wrong-call', `${choices} (usage: nabla train ${usage})`);
  }
  const { source, overrides } = wanted(positionals[0] ?? '', runs, values);
  if (resume !== null && Object.keys(overrides).length) {
    throw new Problem('wrong-call', '--resume goes on with the run as it was: leave out --set and --backend');
  }
  if (resume !== null && seeds !== undefined) {
    throw new Problem(
      'wrong-call',
      '--resume goes on with one run; several seeds go on with: nabla sweep --resume SWEEP',
    );
  }
  return { request: { source, overrides, runs, resume, trusted: trust }, seeds, json };
}

/** What changes a specification. */
interface Changes {
  set?: string[];
  backend?: string;
  like?: string;
  fix?: string[];
}

/** The source of a run's specification, and all that is laid over it. */
function wanted(given: string, runs: string, { set = [], backend, like, fix = [] }: Changes) {
  if (like === undefined && fix.length) {
    throw new Problem('wrong-call', '--fix mends what a run showed: add --like RUN');
  }
  const { source, fixes } = like === undefined ? { source: given, fixes: {} } : asThere(runs, like, fix);
  return { source, overrides: { ...fixes, ...parseOverrides(set), ...(backend !== undefined && { backend }) } };
}

/** A run's specification, and what mends the symptoms that it showed. */
function asThere(runs: string, run: string, symptoms: string[]) {
  const folder = openRunFolder(runs, run);
  refuseImported(readSpecification(folder), folder);
  return { source: specificationPath(folder), fixes: fixesOf(folder, symptoms) };
}

/** The sweep that varies nothing but the seed. */
const seedsSweep = ({ source, overrides }: TrainRequest, seeds: string): Sweep =>
  decodeSweep({ name: sweepName(source), source, set: overrides, seeds: number(seeds) }, '--seeds');

async function run(args: string[]): Promise<number> {
  const { request, seeds, json } = understand(args);
  if (seeds !== undefined) {
    const trusted = request.trusted ?? false;
    return conduct(await begin(seedsSweep(request, seeds), request.runs, trusted), json, trusted);
  }
  const report = json ? jsonReport : textReport(process.stdout.isTTY);
  const control = new Control();
  const release = stopOnSignals(control);
  try {
    await train(request, { emit: report, control });
    return 0;
  } catch (error) {
    const problem = problemOf(error);
    if (json) jsonReport({ type: 'error', code: problem.code, message: problem.message });
    else report({ type: 'error', code: problem.code, message: problem.message });
    printProblem(problem.message);
    return exitCodeOf(problem);
  } finally {
    release();
  }
}

export const command = {
  name: 'train',
  summary:
    'trains a recipe, a specification or what a run was asked for, mended, or goes on with a run; Ctrl-C saves and stops',
  usage,
  run: (args: string[]): Promise<number> => call(() => run(args)),
};
