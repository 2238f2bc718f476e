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
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Feature } from './features/feature';
import { features as allFeatures } from './features/features.generated';
import { decodeSettings, decodeStartOptions, decodeTheme, SETTINGS_SECTION, THEME_NOTIFICATION } from './protocol';
import { grammarsFirst } from './session/grammars-first';
import { Session } from './session/session';
import { pathOf } from './session/view';

const connection = createConnection(ProposedFeatures.all, { messageStrategy: grammarsFirst() });
const documents = new TextDocuments(TextDocument);
const notebooks = new NotebookDocuments(documents);
const session = new Session(connection, documents, notebooks);
const features: readonly Feature[] = allFeatures;

const synchronization: ServerCapabilities = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  notebookDocumentSync: { notebookSelector: [{ cells: [{ language: 'python' }] }] },
};

/** Files that programs import. */
const PROGRAMS = '**/*.{py,pyi,js,mjs,cjs,jsx,ts,mts,cts,tsx}';

/** What the editor can do that not every one can. */
let editor: ClientCapabilities = {};

connection.onInitialize(
  async ({ capabilities, initializationOptions, workspaceFolders }: InitializeParams): Promise<InitializeResult> => {
    editor = capabilities;
    const roots = (workspaceFolders ?? []).map(({ uri }) => pathOf(uri));
    await session.start(decodeStartOptions(initializationOptions), roots);
    return { capabilities: features.reduce((all, feature) => ({ ...all, ...feature.capabilities }), synchronization) };
  },
);

connection.onInitialized(async () => {
  if (editor.workspace?.didChangeConfiguration?.dynamicRegistration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: SETTINGS_SECTION });
  }
  if (editor.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: PROGRAMS }] });
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
  if (editor.workspace?.inlayHint?.refreshSupport) await connection.languages.inlayHint.refresh();
}

connection.onNotification(THEME_NOTIFICATION, (params: unknown) => {
  session.theme = decodeTheme(params) ?? session.theme;
});

/** Resolved once a text has been analysed: by then what that needs is compiled. */
export const { analysed } = session;

for (const feature of features) feature.register(connection, session);
documents.listen(connection);
notebooks.listen(connection);
connection.listen();
