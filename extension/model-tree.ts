import * as vscode from 'vscode';
import { decodePlace, type ShownModel, type ShownRow } from '../language-server/protocol';
import type { LanguageServer } from './processes/language-server';
import { Throttle } from './runs/throttle';

/** While somebody types, the tree need not follow every key. */
const RELOAD_MS = 500;

const isModel = (row: ShownRow): row is ShownModel => 'table' in row;

const count = (value: number | string | null): string =>
  typeof value === 'number' ? value.toLocaleString('en-US') : (value ?? 'not known');

/** The models that the active editor makes, with their layers. */
export class ModelTree implements vscode.TreeDataProvider<ShownRow> {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #reload = new Throttle(() => {
    this.#changed.fire(undefined);
  }, RELOAD_MS);
  /** What is shown, also while the focus is elsewhere than in an editor. */
  #document = vscode.window.activeTextEditor?.document;

  #view: vscode.TreeView<ShownRow> | undefined;

  constructor(private readonly languageServer: LanguageServer) {}

  async getChildren(row?: ShownRow): Promise<ShownRow[]> {
    if (row) return row.children;
    return this.#document ? this.languageServer.models(this.#document.uri) : [];
  }

  /** Only models are revealed, which are within nothing. */
  getParent(): undefined {
    return undefined;
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

  /** Opens the view, with the model chosen that the document has at a place. */
  async show(place: unknown): Promise<void> {
    await vscode.commands.executeCommand('nabla.models.focus');
    const wanted = decodePlace(place);
    const models = await this.getChildren();
    const model = models.find(
      ({ place }) => place && place.line === wanted?.line && place.character === wanted.character,
    );
    if (model) await this.#view?.reveal(model, { select: true, expand: true });
  }

  register(): vscode.Disposable {
    this.#view = vscode.window.createTreeView('nabla.models', { treeDataProvider: this });
    return vscode.Disposable.from(
      this.#view,
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
      this.languageServer.onDidStart(() => {
        this.#reload.request();
      }),
      this.#reload,
      this.#changed,
    );
  }
}
