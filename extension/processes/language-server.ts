import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { StartOptions, Theme, ThemeParams } from '../../language-server/protocol';
import {
  decodeModels,
  LANGUAGE_IDS,
  MODELS_REQUEST,
  THEME_NOTIFICATION,
  type ModelsParams,
  type ShownModel,
} from '../../language-server/protocol';

const SCHEMES = ['file', 'untitled', 'vscode-notebook-cell'];

/** What the server draws equations for; high contrast light is light. */
const THEMES: Record<vscode.ColorThemeKind, Theme> = {
  [vscode.ColorThemeKind.Light]: 'light',
  [vscode.ColorThemeKind.Dark]: 'dark',
  [vscode.ColorThemeKind.HighContrast]: 'highContrast',
  [vscode.ColorThemeKind.HighContrastLight]: 'highContrastLight',
};

const theme = (): Theme => THEMES[vscode.window.activeColorTheme.kind];

const isOurs = ({ languageId, uri }: vscode.TextDocument): boolean =>
  LANGUAGE_IDS.some((language) => language === languageId) && SCHEMES.includes(uri.scheme);

/**
 * The language server and its client. The server starts with the first document of its languages, not before; the
 * client restarts it after a crash, four times within three minutes, and then says so.
 */
export class LanguageServer {
  #client: LanguageClient | undefined;
  readonly #started = new vscode.EventEmitter<void>();
  readonly onDidStart = this.#started.event;

  constructor(
    private readonly extensionPath: string,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Watches for documents and themes. */
  register(): vscode.Disposable {
    if (vscode.workspace.textDocuments.some(isOurs)) this.#start();
    return vscode.Disposable.from(
      this.#started,
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (isOurs(document)) this.#start();
      }),
      vscode.window.onDidChangeActiveColorTheme(() => this.#tellTheme()),
    );
  }

  async restart(): Promise<void> {
    if (this.#client) await this.#client.restart();
    else this.#start();
    await this.#tellTheme();
  }

  /** The models of a document; none before the server has started. */
  async models(uri: vscode.Uri): Promise<ShownModel[]> {
    if (!this.#client?.isRunning()) return [];
    const params: ModelsParams = { uri: this.#client.code2ProtocolConverter.asUri(uri) };
    return decodeModels(await this.#client.sendRequest<unknown>(MODELS_REQUEST, params));
  }

  async stop(): Promise<void> {
    if (this.#client?.isRunning()) await this.#client.stop();
  }

  #start(): void {
    if (this.#client) return;
    const module = join(this.extensionPath, 'dist', 'server.js');
    const server = { module, transport: TransportKind.ipc };
    this.#client = new LanguageClient('nabla', 'Nabla', server, {
      documentSelector: LANGUAGE_IDS.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme }))),
      initializationOptions: { theme: theme() } satisfies StartOptions,
      outputChannel: this.log,
    });
    this.#client.start().then(
      () => {
        this.#started.fire();
        return this.#tellTheme();
      },
      (error: unknown) => {
        this.log.error(`The language server did not start: ${String(error)}`);
      },
    );
  }

  async #tellTheme(): Promise<void> {
    const params: ThemeParams = { kind: theme() };
    if (this.#client?.isRunning()) await this.#client.sendNotification(THEME_NOTIFICATION, params);
  }
}
