import * as vscode from 'vscode';
import type { RunSummary } from '../webviews/monitor/contract';
import type { Nabla } from './nabla';
import { describeRun } from './runs/describe';
import { PastRun } from './runs/history';
import { Run } from './runs/run';

function choice({ name, summary }: PastRun): vscode.QuickPickItem & { name: string } {
  return { name, label: summary.title || name, description: describeRun(summary), detail: name };
}

/**
 * The run that a command is about: the one that it was called for, else the user's choice among those on disk.
 * @param fits which runs the command can be about
 */
export async function pickRun(
  { training, runs: known }: Nabla,
  target: unknown,
  fits: (summary: RunSummary) => boolean,
  placeHolder: string,
): Promise<Run | undefined> {
  if (target instanceof Run) return target;
  if (target instanceof PastRun) return training.open(target.name);
  const now = (run: PastRun) => known.find(run.name)?.model.summary ?? run.summary;
  const runs = (await training.past()).filter((run) => fits(now(run))).map(choice);
  if (runs.length === 0) throw new Error(`No run in ${training.folder} fits: call "Nabla: Train…" first.`);
  const chosen = await vscode.window.showQuickPick(runs, { placeHolder, matchOnDetail: true });
  return chosen && training.open(chosen.name);
}

/** The training of this window that a command is about: the one that it was called for, the only one, or the user's choice. */
export async function pickLive(
  { runs }: Nabla,
  target: unknown,
  placeHolder: string,
  fits: (summary: RunSummary) => boolean = () => true,
): Promise<Run | undefined> {
  if (target instanceof Run) return target;
  const [only, ...others] = runs.live.filter(({ model }) => fits(model.summary));
  if (!only || others.length === 0) return only;
  const items = [only, ...others].map((run) => {
    const { title, run: name } = run.model.summary;
    return { label: title, description: name, run };
  });
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.run;
}
