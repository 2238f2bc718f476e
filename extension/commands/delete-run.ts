import * as vscode from 'vscode';
import { pickRun } from '../run-picker';
import type { Command } from './command';

/** Moves a run's folder to the trash, after a question. */
export const command: Command = {
  id: 'nabla.deleteRun',
  title: 'Delete Run…',
  icon: '$(trash)',
  async run(nabla, target) {
    const run = await pickRun(nabla, target, () => true, 'Which run is to be deleted?');
    if (run?.folder === undefined) return;
    if (run.isLive) throw new Error(`"${run.model.summary.title}" is training: stop it first, then delete it.`);
    const question = `Delete the run "${run.model.summary.run}" with its checkpoints?`;
    if ((await vscode.window.showWarningMessage(question, { modal: true }, 'Delete')) !== 'Delete') return;
    await vscode.workspace.fs.delete(vscode.Uri.file(run.folder), { recursive: true, useTrash: true });
    nabla.monitors.close(run);
    nabla.runs.forget(run);
  },
};
