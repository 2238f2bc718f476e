import type { Connection, NotebookDocuments, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createAnalyzer, type Analysis, type Analyzer, type Finding } from '../analysis';
import { loadPictures, type Pictures } from '../hovers/pictures';
import { decodeSettings, type Settings, type StartOptions, type Theme } from '../protocol';
import type { Document } from '../syntax/parse';
import { cellView, fileView, pathOf, type View } from './view';

/** Until the editor tells its theme: VS Code's own default is dark. */
const DEFAULT_THEME: Theme = 'dark';

const NOTHING: Analysis = { findings: [], claims: [], layers: [] };

interface Analysed {
  text: string;
  analysis: Analysis;
}

/** What the features share: the open documents with their analyses, the theme and the settings. */
export class Session {
  theme: Theme = DEFAULT_THEME;
  settings: Settings = decodeSettings({});
  pictures: Pictures = {};
  private analyzer: Analyzer | undefined;
  private readonly analyses = new Map<string, Analysed>();
  private readonly reported = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly documents: TextDocuments<TextDocument>,
    private readonly notebooks: NotebookDocuments<TextDocument>,
  ) {
    documents.onDidClose(({ document }) => this.analyses.delete(pathOf(document.uri)));
    notebooks.onDidClose((notebook) => this.analyses.delete(pathOf(notebook.uri)));
  }

  /** Loads what takes time: grammars and images. */
  async start({ theme, equations }: StartOptions): Promise<void> {
    this.theme = theme ?? DEFAULT_THEME;
    this.pictures = loadPictures(equations);
    this.analyzer = await createAnalyzer();
  }

  /** The document as the analyzer sees it; undefined where it is not open or in another language. */
  view(uri: string): View | undefined {
    const shown = this.documents.get(uri);
    if (!shown) return undefined;
    const notebook = this.notebooks.findNotebookDocumentForCell(uri);
    return notebook ? cellView(shown, notebook, (cell) => this.documents.get(cell)) : fileView(shown);
  }

  /** Findings and claims of what a view shows a part of; analysed anew only when its text has changed. */
  analysis({ document }: View): Analysis {
    const known = this.analyses.get(document.path);
    if (known?.text === document.text) return known.analysis;
    const analysis = this.attempt('analysis', NOTHING, () => this.analyzer?.analyze(document) ?? NOTHING);
    this.analyses.set(document.path, { text: document.text, analysis });
    return analysis;
  }

  /** Findings of a text that is not shown: what would be, if. Nothing is kept of it. */
  findings(document: Document): readonly Finding[] {
    return this.analyzer?.analyze(document).findings ?? [];
  }

  /** What the name at an offset of the analysed text refers to. */
  qualifiedNameAt({ document }: View, offset: number): ReturnType<Analyzer['qualifiedNameAt']> {
    return this.analyzer?.qualifiedNameAt(document, offset);
  }

  /** Runs a feature's work: one that throws is silent in the editor and logged once, so that the server lives on. */
  attempt<T>(what: string, fallback: T, work: () => T): T {
    try {
      return work();
    } catch (error) {
      const message = `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
      if (!this.reported.has(message)) this.connection.console.error(message);
      this.reported.add(message);
      return fallback;
    }
  }
}
