/** `nabla runs`: the runs on disk, latest first. */
import { isLocked } from '../storage/lock';
import { DEFAULT_RUNS, listRunFolders, readJson, type RunFolder } from '../storage/run-folder';
import { decodeSummary, type Summary } from '../training/summary';
import { call, parse } from './output/call';
import { formatMeasures, formatSeconds, formatTable, plain } from './output/text';

type Listed = Omit<Summary, 'status'> & { status: Summary['status'] | 'interrupted'; folder: string };

/** A run that says it is running, while no living process holds its lock, was killed. */
function listed(folder: RunFolder): Listed[] {
  const summary = decodeSummary(readJson(folder, 'summary.json'));
  if (!summary) return [];
  const killed = summary.status === 'running' && !isLocked(folder.path);
  return [{ ...summary, status: killed ? 'interrupted' : summary.status, folder: folder.path }];
}

const row = ({ run, status, epochs, steps, seconds, metrics }: Listed): string[] => {
  const { validation, test } = metrics;
  const measured = Object.keys(test).length ? `test ${formatMeasures(test)}` : formatMeasures(validation);
  return [plain(run), status, `${epochs} epochs`, `${steps} steps`, formatSeconds(seconds), plain(measured)];
};

function run(args: string[]): number {
  const options = { json: { type: 'boolean' }, runs: { type: 'string' } } as const;
  const { values } = parse({ args, options }, 'nabla runs [--runs DIR] [--json]');
  const { runs = DEFAULT_RUNS, json = false } = values;
  const found = listRunFolders(runs).flatMap(listed);
  if (json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else if (found.length === 0)
    process.stdout.write(`no runs in ${plain(runs)}; begin one with: nabla train digits-cnn\n`);
  else process.stdout.write(formatTable(found.map(row)));
  return 0;
}

export const command = {
  name: 'runs',
  summary: 'the runs on disk, latest first',
  usage: '[--runs DIR] [--json]',
  run: (args: string[]): Promise<number> => call(() => run(args)),
};
