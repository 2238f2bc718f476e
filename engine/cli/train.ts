/** `nabla train`: trains in this process, with the code that the engine's process runs. */
import { Problem, problemOf } from '../process/problem';
import { fixesOf } from '../diagnosis/watch/fixes-of-run';
import { DEFAULT_RUNS, openRunFolder, specificationPath } from '../storage/run-folder';
import { Control } from '../training/control';
import { parseOverrides } from '../training/overrides';
import { train, type TrainRequest } from '../training/session';
import { call, exitCodeOf, parse } from './output/call';
import { jsonReport, textReport } from './output/report';
import { printProblem } from './output/text';

const usage =
  '<recipe or spec.nabla.json> [--like RUN [--fix SYMPTOM …]] [--set key=value …] [--backend auto/cpu/webgpu/cuda/directml/coreml/tensorflow/reference] [--runs DIR] [--resume RUN] [--trust] [--json]';

/** What a shell reports for a program that Ctrl-C ended. */
const INTERRUPTED = 130;

interface Call {
  request: TrainRequest;
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
        like: { type: 'string' },
        fix: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        trust: { type: 'boolean' },
      },
    },
    `nabla train ${usage}`,
  );
  const { runs = DEFAULT_RUNS, resume = null, like, json = false, trust = false } = values;
  const given = [...positionals, ...[like, resume ?? undefined].filter((one) => one !== undefined)];
  if (given.length !== 1) {
    const choices = 'give one recipe or specification, or --like RUN, or --resume RUN';
    throw new Problem('wrong-call', `${choices} (usage: nabla train ${usage})`);
  }
  const { source, overrides } = wanted(positionals[0] ?? '', runs, values);
  if (resume !== null && Object.keys(overrides).length) {
    throw new Problem('wrong-call', '--resume goes on with the run as it was: leave out --set and --backend');
  }
  return { request: { source, overrides, runs, resume, trusted: trust }, json };
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
  return { source: specificationPath(folder), fixes: fixesOf(folder, symptoms) };
}

/** The first Ctrl-C saves and stops; a second one does not wait. */
function stopOnSignals(): { control: Control; release: () => void } {
  const control = new Control();
  const stop = () => {
    if (control.isStopped) process.exit(INTERRUPTED);
    control.stop();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, stop);
  return {
    control,
    release: () => {
      for (const name of signals) process.off(name, stop);
    },
  };
}

async function run(args: string[]): Promise<number> {
  const { request, json } = understand(args);
  const report = json ? jsonReport : textReport(process.stdout.isTTY);
  const { control, release } = stopOnSignals();
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
