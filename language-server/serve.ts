/** The language server's wiring: features do the work, the session holds the state. */
import {
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  NotebookDocuments,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type InitializeParams,
  type InitializeResult,
  type MessageReader,
  type MessageWriter,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Feature } from './features/feature';
import { features as allFeatures } from './features/features.generated';
import { decodeSettings, decodeStartOptions, decodeTheme, SETTINGS_SECTION, THEME_NOTIFICATION } from './protocol';
import { FIRST, grammarsFirst } from './session/grammars-first';
import { Session } from './session/session';
import { pathOf } from './session/view';
import { loadGrammars } from './syntax/grammars';

const features: readonly Feature[] = allFeatures;

const synchronization: ServerCapabilities = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  notebookDocumentSync: { notebookSelector: [{ cells: [{ language: 'python' }] }] },
};

/** Files that programs import. */
const PROGRAMS = '**/*.{py,pyi,js,mjs,cjs,jsx,ts,mts,cts,tsx}';

export { givenTrees, warmUp } from './process/warm-up';

/**
 * Serves an editor: the one that the process's arguments lead to, or who is at the other end of what is given. Resolved
 * once a text has been analysed: by then what that needs is compiled.
 */
export function serve(reader?: MessageReader, writer?: MessageWriter): Promise<void> {
  const options = { messageStrategy: grammarsFirst() };
  const connection =
    reader && writer
      ? createConnection(ProposedFeatures.all, reader, writer, options)
      : createConnection(ProposedFeatures.all, options);
  const documents = new TextDocuments(TextDocument);
  const notebooks = new NotebookDocuments(documents);
  const session = new Session(connection, documents, notebooks);
  /** What the editor can do that not every one can. */
  let editor: ClientCapabilities = {};

  connection.onInitialize(
    async ({ capabilities, initializationOptions, workspaceFolders }: InitializeParams): Promise<InitializeResult> => {
      editor = capabilities;
      const roots = (workspaceFolders ?? []).map(({ uri }) => pathOf(uri));
      await session.start(decodeStartOptions(initializationOptions), roots);
      return {
        capabilities: features.reduce((all, feature) => ({ ...all, ...feature.capabilities }), synchronization),
      };
    },
  );

  connection.onInitialized(async () => {
    if (editor.workspace?.didChangeConfiguration?.dynamicRegistration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: SETTINGS_SECTION });
    }
    if (editor.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: PROGRAMS }],
      });
    }
    if (editor.workspace?.configuration) await readSettings(undefined);
  });

  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    if (!session.dependsOn(changes.map(({ uri }) => uri))) return;
    if (editor.workspace?.diagnostics?.refreshSupport) await connection.languages.diagnostics.refresh();
    if (editor.workspace?.inlayHint?.refreshSupport) await connection.languages.inlayHint.refresh();
  });

  connection.onDidChangeConfiguration(({ settings }) => readSettings(settings));

  /** Asks the editor where it can be asked; else takes the settings it sent. */
  async function readSettings(sent: unknown): Promise<void> {
    const settings: unknown = editor.workspace?.configuration
      ? await connection.workspace.getConfiguration(SETTINGS_SECTION)
      : (sent as Partial<Record<string, unknown>> | null | undefined)?.[SETTINGS_SECTION];
    session.settings = decodeSettings(settings);
    if (editor.workspace?.diagnostics?.refreshSupport) await connection.languages.diagnostics.refresh();
    if (editor.workspace?.inlayHint?.refreshSupport) await connection.languages.inlayHint.refresh();
  }

  connection.onNotification(THEME_NOTIFICATION, (params: unknown) => {
    session.theme = decodeTheme(params) ?? session.theme;
  });

  for (const feature of features) feature.register(connection, session);
  documents.listen(connection);
  notebooks.listen(connection);
  connection.listen();
  // Until the editor has said who it is.
  loadGrammars(FIRST).catch(() => undefined);
  return session.analysed;
}
