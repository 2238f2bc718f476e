import * as vscode from 'vscode';
import type { ShownModel, ShownRow } from '../../language-server/protocol';
import type { Nabla } from '../nabla';
import { Throttle } from '../runs/throttle';
import type { View } from './view';

/** While somebody types, the tree need not follow every key. */
const RELOAD_MS = 500;

const isModel = (row: ShownRow): row is ShownModel => 'table' in row;

const count = (value: number | string | null): string =>
  typeof value === 'number' ? value.toLocaleString('en-US') : (value ?? 'not known');

/** The models that the active editor makes, with their layers. */
class ModelTree implements vscode.TreeDataProvider<ShownRow> {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #reload = new Throttle(() => {
    this.#changed.fire(undefined);
  }, RELOAD_MS);
  /** What is shown, also while the focus is elsewhere than in an editor. */
  #document = vscode.window.activeTextEditor?.document;

  constructor(private readonly nabla: Nabla) {}

  async getChildren(row?: ShownRow): Promise<ShownRow[]> {
    if (row) return row.children;
    return this.#document ? this.nabla.languageServer.models(this.#document.uri) : [];
  }

  getTreeItem(row: ShownRow): vscode.TreeItem {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(row.title, row.children.length === 0 ? None : isModel(row) ? Expanded : Collapsed);
    item.description = row.detail;
    item.tooltip = `${row.title}\nParameters: ${count(row.parameters)}\nMultiply-adds: ${count(row.multiplyAdds)}`;
    item.contextValue = isModel(row) ? 'model' : 'layer';
    const uri = this.#document?.uri;
    if (row.place && uri) {
      const { line, character } = row.place;
      const selection = new vscode.Range(line, character, line, character);
      item.command = { command: 'vscode.open', title: 'Go to Definition', arguments: [uri, { selection }] };
    }
    return item;
  }

  follow(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor) this.#document = editor.document;
        this.#reload.request();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.#document) this.#reload.request();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.#document) this.#document = vscode.window.activeTextEditor?.document;
        this.#reload.request();
      }),
      this.nabla.languageServer.onDidStart(() => {
        this.#reload.request();
      }),
      this.#reload,
      this.#changed,
    );
  }
}

/** The tree of models. */
export const view: View = {
  id: 'nabla.models',
  register(nabla) {
    const tree = new ModelTree(nabla);
    return vscode.Disposable.from(tree.follow(), vscode.window.registerTreeDataProvider('nabla.models', tree));
  },
};
