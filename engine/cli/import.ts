/** `nabla import`: logs of other tools become runs, which `nabla runs` lists and the editor shows. */
import { Problem } from '../process/problem';
import { findLogs, type Log } from '../storage/import/find-logs';
import { importLog, type Import } from '../storage/import/import-log';
import { DEFAULT_RUNS } from '../storage/run-folder';
import { call, exitCodeOf, parse } from './output/call';
import { plain, printProblem } from './output/text';

const usage = '<event file, table or folder> [--runs DIR] [--name NAME] [--json]';

interface Call {
  path: string;
  runs: string;
  name: string | undefined;
  json: boolean;
}

function understand(args: string[]): Call {
  const options = { runs: { type: 'string' }, name: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { values, positionals } = parse({ args, allowPositionals: true, options }, `nabla import ${usage}`);
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) {
    throw new Problem('wrong-call', `give one log, or one folder of logs (usage: nabla import ${usage})`);
  }
  const { runs = DEFAULT_RUNS, name, json = false } = values;
  return { path, runs, name, json };
}

const counted = (count: number): string => count.toLocaleString('en');

function print({ folder, format, series, points, kept, notices }: Import): void {
  const thinned = kept < points ? `, thinned to ${counted(kept)} with every extreme kept` : '';
  process.stdout.write(plain(`run ${folder}: ${counted(series)} series, ${counted(points)} points of ${format}`));
  process.stdout.write(`${thinned}\n`);
  for (const notice of notices) process.stdout.write(`note: ${plain(notice)}\n`);
}

/** Of several logs, those that can be read are imported; each other one says why not. */
function importAll(logs: readonly Log[], { runs, name, json }: Call): Problem[] {
  const problems: Problem[] = [];
  for (const log of logs) {
    const called = name === undefined ? log.name : logs.length === 1 ? name : `${name}-${log.name}`;
    try {
      const done = importLog(log, runs, called);
      if (json) process.stdout.write(`${JSON.stringify({ type: 'imported', ...done })}\n`);
      else print(done);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(error);
    }
  }
  return problems;
}

function run(args: string[]): number {
  const asked = understand(args);
  const logs = findLogs(asked.path);
  const problems = importAll(logs, asked);
  for (const { message } of problems) printProblem(message);
  return problems.length === logs.length ? exitCodeOf(problems[0]!) : 0;
}

export const command = {
  name: 'import',
  summary: 'makes runs of the logs of other tools: TensorBoard event files, CSV',
  usage,
  run: (args: string[]): Promise<number> => call(() => run(args)),
};
