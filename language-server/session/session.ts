import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type NotebookDocuments,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createAnalyzer, NOTHING, type Analysis, type Analyzer, type Finding, type Followed } from '../analysis';
import { loadPictures, type Pictures } from '../hovers/pictures';
import { decodeSettings, type Settings, type StartOptions, type Theme } from '../protocol';
import type { Document } from '../syntax/parse';
import type { Language } from '../syntax/program';
import { Disk, type OpenText } from '../project/disk';
import { Pause } from './pause';
import { Recent } from './recent';
import { FIRST } from './grammars-first';
import { cellView, fileView, pathOf, type View } from './view';

/** Until the editor tells its theme: VS Code's own default is dark. */
const DEFAULT_THEME: Theme = 'dark';

/**
 * Cells of all documents that are followed, some 400 MB: of a thousand lines of models 35,000. Others that are open are
 * analysed afresh when they are looked at again.
 */
const MAX_FOLLOWED = 1_000_000;

/** A document that the analyzer follows, with what it said last. */
interface Analysed {
  language: Language;
  followed: Followed;
  text?: string;
  analysis: Analysis;
}

/** What the features share: the open documents with their analyses, the theme and the settings. */
export class Session {
  theme: Theme = DEFAULT_THEME;
  settings: Settings = decodeSettings({});
  /** Resolved once a text has been analysed. */
  readonly analysed: Promise<void>;
  private equations: string | undefined;
  private drawn: Pictures | undefined;
  private announce: () => void = () => undefined;
  private analyzer: Analyzer | undefined;
  private disk = new Disk([]);
  private readonly analyses = new Recent<Analysed>(
    MAX_FOLLOWED,
    ({ followed }) => followed.size,
    ({ followed }) => {
      followed.dispose();
    },
  );
  private readonly pause = new Pause();
  private readonly reported = new Set<string>();
  /** Addresses of the open documents by their paths. */
  private readonly openPaths = new Map<string, string>();

  constructor(
    private readonly connection: Connection,
    private readonly documents: TextDocuments<TextDocument>,
    private readonly notebooks: NotebookDocuments<TextDocument>,
  ) {
    this.analysed = new Promise((resolve) => (this.announce = resolve));
    documents.onDidClose(({ document }) => {
      this.forget(document.uri);
      this.openPaths.delete(pathOf(document.uri));
    });
    documents.onDidChangeContent(() => {
      this.pause.change();
    });
    documents.onDidOpen(({ document }) => this.openPaths.set(pathOf(document.uri), document.uri));
    notebooks.onDidClose((notebook) => {
      this.forget(notebook.uri);
    });
  }

  /** Loads what takes time: the first grammars. `roots`: the folders of the workspace. */
  async start({ theme, equations }: StartOptions, roots: readonly string[]): Promise<void> {
    this.theme = theme ?? DEFAULT_THEME;
    this.equations = equations;
    this.disk = new Disk(roots, (path) => this.openText(path));
    this.analyzer = await createAnalyzer(undefined, this.disk, FIRST);
  }

  /** Read when they are first asked for: no diagnostic waits for them. */
  get pictures(): Pictures {
    return (this.drawn ??= loadPictures(this.equations));
  }

  /** The document as the analyzer sees it; undefined where it is not open or in another language. */
  view(uri: string): View | undefined {
    const shown = this.documents.get(uri);
    if (!shown) return undefined;
    const notebook = this.notebooks.findNotebookDocumentForCell(uri);
    return notebook ? cellView(shown, notebook, (cell) => this.documents.get(cell)) : fileView(shown);
  }

  private openText(path: string): OpenText | undefined {
    const uri = this.openPaths.get(path);
    const document = uri === undefined ? undefined : this.documents.get(uri);
    return document && { text: document.getText(), version: document.version };
  }

  /** Findings and claims of what a view shows a part of; analysed anew when its text or a file that it imports has changed. */
  analysis({ document }: View): Analysis {
    this.disk.refresh();
    const known = this.follow(document);
    if (!known) return NOTHING;
    if (known.text === document.text && this.holds(known.analysis)) return known.analysis;
    const analysis = this.attempt('analysis', NOTHING, () => known.followed.analyze(document.text));
    Object.assign(known, { text: document.text, analysis });
    this.analyses.trim();
    this.announce();
    return analysis;
  }

  private follow({ path, language }: Document): Analysed | undefined {
    const known = this.analyses.get(path);
    if (known?.language === language) return known;
    const followed = this.analyzer?.follow({ path, language });
    if (!followed) return undefined;
    const begun: Analysed = { language, followed, analysis: NOTHING };
    this.analyses.set(path, begun);
    return begun;
  }

  private forget(uri: string): void {
    this.analyses.delete(pathOf(uri));
  }

  private holds({ consulted }: Analysis): boolean {
    return [...consulted].every(([path, version]) => this.disk.entry(path)?.version === version);
  }

  /** What would be known of a text, if. Nothing is kept of it. */
  supposed(document: Document): Analysis {
    return this.analyzer?.analyze(document) ?? NOTHING;
  }

  /** Findings of a text that is not shown: what would be, if. Nothing is kept of it. */
  findings(document: Document): readonly Finding[] {
    return this.analyzer?.findings(document) ?? [];
  }

  /** What the name at an offset of the analysed text refers to. */
  qualifiedNameAt({ document }: View, offset: number): ReturnType<Analyzer['qualifiedNameAt']> {
    return this.follow(document)?.followed.qualifiedNameAt(document.text, offset);
  }

  /** The argument of a call at an offset of the analysed text. */
  argumentAt({ document }: View, offset: number): ReturnType<Followed['argumentAt']> {
    return this.follow(document)?.followed.argumentAt(document.text, offset);
  }

  /** What a feature's work gives once no change of a text waits; nothing is done for who waits no longer. */
  async answer<T>(token: CancellationToken, what: string, fallback: T, work: () => T): Promise<T> {
    await this.pause.come();
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
    return this.attempt(what, fallback, work);
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
