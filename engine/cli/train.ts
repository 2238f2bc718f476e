/** `nabla train`: trains in this process, with the code that the engine's process runs. */
import { Problem, problemOf } from '../process/problem';
import { DEFAULT_RUNS } from '../storage/run-folder';
import { Control } from '../training/control';
import { parseOverrides } from '../training/overrides';
import { train, type TrainRequest } from '../training/session';
import { call, exitCodeOf, parse } from './output/call';
import { jsonReport, textReport } from './output/report';
import { printProblem } from './output/text';

const usage =
  '<recipe or spec.nabla.json> [--set key=value …] [--backend auto/cpu/webgpu/cuda/directml/coreml/tensorflow/reference] [--runs DIR] [--resume RUN] [--json]';

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
        json: { type: 'boolean' },
      },
    },
    `nabla train ${usage}`,
  );
  const { set = [], backend, runs = DEFAULT_RUNS, resume = null, json = false } = values;
  const [source, ...more] = positionals;
  if (more.length > 0 || (source === undefined) === (resume === null)) {
    throw new Problem('wrong-call', `give one recipe or specification, or --resume RUN (usage: nabla train ${usage})`);
  }
  const overrides = { ...parseOverrides(set), ...(backend !== undefined && { backend }) };
  if (resume !== null && Object.keys(overrides).length) {
    throw new Problem('wrong-call', '--resume goes on with the run as it was: leave out --set and --backend');
  }
  return { request: { source: source ?? '', overrides, runs, resume }, json };
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
  summary: 'trains a recipe or a specification, or goes on with a run; Ctrl-C saves and stops',
  usage,
  run: (args: string[]): Promise<number> => call(() => run(args)),
};
