import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  IPCMessageReader,
  IPCMessageWriter,
  LanguageClient,
  type ErrorHandler,
  type MessageTransports,
} from 'vscode-languageclient/node';
import { startServer } from '../../language-server/process/contract';
import type { StartOptions, Theme, ThemeParams } from '../../language-server/protocol';
import {
  decodeModels,
  LANGUAGE_IDS,
  MODELS_REQUEST,
  THEME_NOTIFICATION,
  type ModelsParams,
  type ShownModel,
} from '../../language-server/protocol';
import { Restarts } from './restarts';

const SCHEMES = ['file', 'untitled', 'vscode-notebook-cell'];

/** What the server draws equations for; high contrast light is light. */
const THEMES: Record<vscode.ColorThemeKind, Theme> = {
  [vscode.ColorThemeKind.Light]: 'light',
  [vscode.ColorThemeKind.Dark]: 'dark',
  [vscode.ColorThemeKind.HighContrast]: 'highContrast',
  [vscode.ColorThemeKind.HighContrastLight]: 'highContrastLight',
};

const theme = (): Theme => THEMES[vscode.window.activeColorTheme.kind];

/** Messages in a row that could not be written or read before the connection counts as broken, as the client's own. */
const MOST_ERRORS = 3;

/** As long as the client gives a server that it started itself. */
const ENDS_WITHIN_MS = 2000;

/** What the client does where the connection fails or the server ends. */
function createErrorHandler(): ErrorHandler {
  const restarts = new Restarts();
  return {
    error: (_error, _message, count = 0) => ({
      action: count <= MOST_ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown,
    }),
    closed: () => {
      const { action, message } = restarts.closed(performance.now());
      return {
        action: action === 'restart' ? CloseAction.Restart : CloseAction.DoNotRestart,
        ...(message !== undefined && { message }),
      };
    },
  };
}

const isOurs = ({ languageId, uri }: vscode.TextDocument): boolean =>
  LANGUAGE_IDS.some((language) => language === languageId) && SCHEMES.includes(uri.scheme);

/**
 * The language server and its client. The server starts with the first document of its languages, not before; it is
 * restarted after a crash as often as {@link Restarts} allows, which then says so.
 */
export class LanguageServer {
  #client: LanguageClient | undefined;
  #process: ChildProcess | undefined;
  readonly #started = new vscode.EventEmitter<void>();
  readonly onDidStart = this.#started.event;

  constructor(
    private readonly extensionPath: string,
    private readonly storage: string,
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

  /** A server that crashes or hangs at its end keeps nobody from closing the window. */
  async stop(): Promise<void> {
    try {
      if (this.#client?.isRunning()) await this.#client.stop();
    } catch (error) {
      this.log.warn(`The language server did not stop by itself: ${String(error)}`);
    } finally {
      this.#endProcess();
    }
  }

  #start(): void {
    if (this.#client) return;
    this.#client = new LanguageClient('nabla', 'Nabla', () => this.#startProcess(), {
      documentSelector: LANGUAGE_IDS.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme }))),
      initializationOptions: { theme: theme() } satisfies StartOptions,
      outputChannel: this.log,
      errorHandler: createErrorHandler(),
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

  async #startProcess(): Promise<MessageTransports> {
    this.#endProcess();
    const module = join(this.extensionPath, 'dist', 'server.js');
    const server = await startServer(module, join(this.storage, 'cache'));
    this.#process = server;
    for (const stream of [server.stdout, server.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.log.append(data.toString());
      });
    }
    return { reader: new IPCMessageReader(server), writer: new IPCMessageWriter(server) };
  }

  /** A server that was asked to end, and hangs. */
  #endProcess(): void {
    const server = this.#process;
    setTimeout(() => server?.kill('SIGKILL'), ENDS_WITHIN_MS).unref();
  }

  async #tellTheme(): Promise<void> {
    const params: ThemeParams = { kind: theme() };
    if (this.#client?.isRunning()) await this.#client.sendNotification(THEME_NOTIFICATION, params);
  }
}
