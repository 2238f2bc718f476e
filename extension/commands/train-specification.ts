import * as vscode from 'vscode';
import { requireTrust } from '../trust';
import type { Command } from './command';

/** Trains a `*.nabla.json`: the one that it is called for, else the one in the active editor, saved first. */
export const command: Command = {
  id: 'nabla.trainSpecification',
  title: 'Train This Specification',
  icon: '$(play)',
  enablement: 'isWorkspaceTrusted',
  async run({ catalogue, training }, target) {
    if (!(await requireTrust('Training'))) return;
    const document = vscode.window.activeTextEditor?.document;
    const uri = target instanceof vscode.Uri ? target : document?.uri;
    if (!uri) throw new Error('No specification is open: open a *.nabla.json, or call "Nabla: Train…".');
    if (document?.uri.toString() === uri.toString()) await document.save();
    const source = await catalogue.find(uri.fsPath);
    if (!source) throw new Error(`"${uri.fsPath}" is no *.nabla.json of this workspace: call "Nabla: Train…".`);
    await training.start(source);
  },
};
