import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type Diagnostic,
  type FullDocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type InlayHint,
  type MarkupContent,
  type Position,
  type ProtocolConnection,
  type Range,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  decodeModels,
  MODELS_REQUEST,
  type ShownModel,
  type StartOptions,
  type Theme,
} from '../../language-server/protocol';

const SERVER = join(__dirname, '..', '..', 'language-server', 'server.ts');

const WHOLE: Range = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };

/** What an editor such as VS Code can do beyond the least. */
export interface Abilities {
  readonly capabilities: ClientCapabilities;
  readonly settings: () => unknown;
  readonly refresh: () => void;
}

/** A language server as a process of its own, and the editor's side of the conversation with it. */
export class Editor {
  readonly logged: string[] = [];
  private readonly documents = new Map<string, TextDocument>();

  private constructor(
    private readonly process: ChildProcessWithoutNullStreams,
    readonly connection: ProtocolConnection,
    readonly answer: InitializeResult,
  ) {
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
    });
  }

  /** Starts the server over stdio and shakes hands; an editor with `abilities` answers when asked for its settings. */
  static async start(initializationOptions: StartOptions, abilities?: Abilities): Promise<Editor> {
    const server = spawn(process.execPath, ['--require', 'tsx/cjs', SERVER, '--stdio']);
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/configuration', () => [abilities?.settings()]);
    for (const kind of ['inlayHint', 'diagnostic']) {
      connection.onRequest(`workspace/${kind}/refresh`, () => abilities?.refresh() ?? null);
    }
    connection.listen();
    const answer = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: abilities?.capabilities ?? {},
      initializationOptions,
    });
    await connection.sendNotification('initialized', {});
    return new Editor(server, connection, answer);
  }

  async stop(): Promise<number | null> {
    const exit = new Promise<number | null>((resolve) => this.process.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return exit;
  }

  async open(uri: string, text: string, languageId = 'python'): Promise<void> {
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Edits as the editor would: incrementally, from the end to the start. */
  async edit(uri: string, edits: readonly TextEdit[]): Promise<string> {
    const document = this.documents.get(uri)!;
    const version = document.version + 1;
    const contentChanges = [...edits]
      .sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start))
      .map(({ range, newText }) => ({ range, text: newText }));
    this.documents.set(uri, TextDocument.update(document, contentChanges, version));
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
    return this.documents.get(uri)!.getText();
  }

  async apply(uri: string, action: CodeAction): Promise<string> {
    return this.edit(uri, action.edit!.changes![uri]!);
  }

  /** The position where `part` starts in the document, `inside` characters further in. */
  position(uri: string, part: string, inside = 0): Position {
    const document = this.documents.get(uri)!;
    return document.positionAt(document.getText().indexOf(part) + inside);
  }

  /** The text that a range covers. */
  text(uri: string, range: Range): string {
    return this.documents.get(uri)!.getText(range);
  }

  async theme(kind: Theme): Promise<void> {
    await this.connection.sendNotification('nabla/theme', { kind });
  }

  async settings(nabla: unknown): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: { nabla } });
  }

  /** The hover's Markdown; undefined where there is none. */
  async hover(uri: string, position: Position): Promise<string | undefined> {
    const hover = await this.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position,
    });
    return (hover?.contents as MarkupContent | undefined)?.value;
  }

  async models(uri: string): Promise<ShownModel[]> {
    return decodeModels(await this.connection.sendRequest(MODELS_REQUEST, { uri }));
  }

  async lenses(uri: string): Promise<CodeLens[]> {
    return (
      (await this.connection.sendRequest<CodeLens[] | null>('textDocument/codeLens', { textDocument: { uri } })) ?? []
    );
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.connection.sendRequest<FullDocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return report.items;
  }

  async hints(uri: string, range: Range = WHOLE): Promise<InlayHint[]> {
    return this.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri }, range });
  }

  async completions(uri: string, position: Position): Promise<CompletionItem[]> {
    return this.connection.sendRequest<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
  }

  async actions(uri: string, range: Range = WHOLE): Promise<CodeAction[]> {
    const context = { diagnostics: [] };
    return this.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context,
    });
  }
}
