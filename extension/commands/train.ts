import * as vscode from 'vscode';
import type { Source } from '../catalogue';
import { requireTrust } from '../trust';
import type { Command } from './command';

interface SourceItem extends vscode.QuickPickItem {
  source?: Source;
}

/** Sources as quick-pick items, under a heading for each group. */
function items(sources: Source[]): SourceItem[] {
  return sources.flatMap((source, i) => {
    const heading = { label: source.group, kind: vscode.QuickPickItemKind.Separator };
    const { label } = source;
    const item = source.group === 'Recipes' ? { label, description: source.source, source } : { label, source };
    return source.group === sources[i - 1]?.group ? [item] : [heading, item];
  });
}

/** Trains what the user chooses; called with a recipe's id or a specification's path, trains that. */
export const command: Command = {
  id: 'nabla.train',
  title: 'Train…',
  icon: '$(play)',
  enablement: 'isWorkspaceTrusted',
  async run({ catalogue, training }, name) {
    if (!(await requireTrust('Training'))) return;
    if (typeof name === 'string') {
      const source = await catalogue.find(name);
      if (!source) throw new Error(`There is no recipe or specification "${name}": call "Nabla: Train…" to see them.`);
      return training.start(source);
    }
    const placeHolder = 'A recipe, or a specification (*.nabla.json) of this workspace';
    const offered = catalogue.sources().then(items);
    const chosen = await vscode.window.showQuickPick<SourceItem>(offered, { placeHolder, matchOnDescription: true });
    if (chosen?.source) await training.start(chosen.source);
  },
};
