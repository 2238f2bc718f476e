import * as vscode from 'vscode';
import { pickRun } from '../run-picker';
import type { Command } from './command';

/** Shows a run's folder: in the explorer when the workspace holds it, else in the system's own. */
export const command: Command = {
  id: 'nabla.openRunFolder',
  title: 'Open Run Folder',
  icon: '$(folder-opened)',
  async run(nabla, target) {
    const run = await pickRun(nabla, target, () => true, 'Whose folder?');
    if (run?.folder === undefined) return;
    const uri = vscode.Uri.file(run.folder);
    const isInWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    await vscode.commands.executeCommand(isInWorkspace ? 'revealInExplorer' : 'revealFileInOS', uri);
  },
};
