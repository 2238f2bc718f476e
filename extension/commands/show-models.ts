import * as vscode from 'vscode';
import { SHOW_MODELS_COMMAND } from '../../language-server/protocol';
import type { Command } from './command';

/** Opens the view of the models in the active editor. */
export const command: Command = {
  id: SHOW_MODELS_COMMAND,
  title: 'Show Models',
  icon: '$(list-tree)',
  async run() {
    await vscode.commands.executeCommand('nabla.models.focus');
  },
};
