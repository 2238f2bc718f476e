import * as vscode from 'vscode';
import type { Nabla } from '../nabla';
import { Run } from '../runs/run';
import type { Command } from './command';

async function pickLive({ runs }: Nabla): Promise<Run | undefined> {
  const [only, ...others] = runs.live;
  if (others.length === 0) return only;
  const items = runs.live.map((run) => ({ label: run.model.summary.title, description: run.model.summary.run, run }));
  return (await vscode.window.showQuickPick(items, { placeHolder: 'Which training is to stop?' }))?.run;
}

/** Saves and stops a training; called again for the same one, ends it at once. */
export const command: Command = {
  id: 'nabla.stop',
  title: 'Stop Training',
  icon: '$(debug-stop)',
  enablement: 'nabla.training',
  async run(nabla, target) {
    const run = target instanceof Run ? target : await pickLive(nabla);
    run?.stop();
  },
};
