import * as vscode from 'vscode';
import type { ShownModel } from '../../language-server/protocol';
import type { Nabla } from '../nabla';
import type { Command } from './command';

async function pickModel({ languageServer }: Nabla): Promise<ShownModel | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const models = document ? await languageServer.models(document.uri) : [];
  if (models.length === 0) throw new Error('the active editor shows no model; open a file that makes one');
  if (models.length === 1) return models[0];
  const items = models.map((model) => ({ label: model.title, detail: model.detail, model }));
  return (await vscode.window.showQuickPick(items, { placeHolder: 'Which model?' }))?.model;
}

const isModel = (target: unknown): target is ShownModel =>
  typeof target === 'object' && target !== null && 'table' in target && typeof target.table === 'string';

/** Puts a model's layers on the clipboard as a Markdown table. */
export const command: Command = {
  id: 'nabla.copyModel',
  title: 'Copy Model as Table…',
  icon: '$(copy)',
  async run(nabla, target) {
    const model = isModel(target) ? target : await pickModel(nabla);
    if (model) await vscode.env.clipboard.writeText(model.table);
  },
};
