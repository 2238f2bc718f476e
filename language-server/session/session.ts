import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type NotebookDocument,
  type NotebookDocuments,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createAnalyzer, NOTHING, type Analysis, type Analyzer, type Followed } from '../analysis';
import type { Wanted } from '../analyze';
import { loadPictures, type Pictures } from '../hovers/pictures';
import { decodeSettings, type Settings, type StartOptions, type Theme } from '../protocol';
import type { Document } from '../syntax/parse';
import type { Language } from '../syntax/program';
import type { Steps } from '../steps';
import { Disk, type OpenText } from '../project/disk';
import { Pause } from './pause';
import { Recent } from './recent';
import { FIRST } from './grammars-first';
import { inTurns, Late, Left } from './turns';
import { cellViews, fileView, pathOf, type View } from './view';

/** Until the editor tells its theme: VS Code's own default is dark. */
const DEFAULT_THEME: Theme = 'dark';

/**
 * Cells of all documents that are followed, some 400 MB: of a thousand lines of models 35,000. Others that are open are
 * analysed afresh when they are looked at again.
 */
const MAX_FOLLOWED = 1_000_000;

/** How long a hover or a completion waits in milliseconds before it does without the analysis: until it is felt as late. */
export const SOON = 500;

/** A document that the analyzer follows, with what it said last. */
interface Analysed {
  language: Language;
  followed: Followed;
  text?: string;
  analysis: Analysis;
  /** The analysis under way, and the text that it is of. */
  underWay?: { text: string; analysis: Promise<Analysis> } | undefined;
}

/** A question of the editor about a document. */
interface Question {
  /** What is asked for. */
  what: string;
  uri: string;
  token: CancellationToken;
}

/**
 * What would be known if the text asked about were another. Nothing is kept of it. `most`: milliseconds that it may take.
 * @throws {Late} where it takes longer, {Left} where the text that is shown changes meanwhile.
 */
export type Suppose = (text: string, wanted: Wanted, most?: number) => Promise<Analysis>;

/** What a feature makes of what is asked about. */
type Work<T> = (view: View, suppose: Suppose) => Promise<T> | T;

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
  /** Views of the notebook that was asked about last, in the state that it had. */
  private cells: { state: string; views: ReadonlyMap<string, View> } | undefined;
  private readonly reported = new Set<string>();
  /** Addresses of the open documents by their paths. */
  private readonly openPaths = new Map<string, string>();

  constructor(
    private readonly connection: Connection,
    private readonly documents: TextDocuments<TextDocument>,
    private readonly notebooks: NotebookDocuments<TextDocument>,
  ) {
    this.analysed = new Promise((resolve) => (this.announce = resolve));
    const changed = (): void => {
      this.pause.change();
    };
    documents.onDidClose(({ document }) => {
      this.forget(document.uri);
      this.openPaths.delete(pathOf(document.uri));
    });
    documents.onDidChangeContent(changed);
    documents.onDidClose(changed);
    notebooks.onDidChange(changed);
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
    return notebook ? this.cellViews(notebook).get(uri) : fileView(shown);
  }

  /** Made once for all cells that are asked about between two changes. */
  private cellViews(notebook: NotebookDocument): ReadonlyMap<string, View> {
    // Cells that only change places change the notebook's version alone.
    const state = `${notebook.uri} ${notebook.version} ${this.pause.changes}`;
    if (this.cells?.state !== state) {
      this.cells = { state, views: cellViews(notebook, (cell) => this.documents.get(cell)) };
    }
    return this.cells.views;
  }

  private openText(path: string): OpenText | undefined {
    const uri = this.openPaths.get(path);
    const document = uri === undefined ? undefined : this.documents.get(uri);
    return document && { text: document.getText(), version: document.version };
  }

  /**
   * Findings and claims of what a view shows a part of; analysed anew when its text or a file that it imports has changed.
   * @throws {Left} where the text changes meanwhile.
   */
  async analysis(view: View): Promise<Analysis> {
    const { text } = view.document;
    const known = this.follow(view.document);
    if (!known) return NOTHING;
    if (known.underWay?.text === text) return known.underWay.analysis;
    this.disk.refresh();
    if (known.text === text && this.holds(known.analysis)) return known.analysis;
    const analysis = this.analyze(known, view);
    known.underWay = { text, analysis };
    return analysis;
  }

  private async analyze(known: Analysed, view: View): Promise<Analysis> {
    const { text } = view.document;
    // What the last one holds is free before as much is made anew.
    Object.assign(known, { text: undefined, analysis: { ...NOTHING, consulted: known.analysis.consulted } });
    try {
      const analysis = await this.inTurns(view, known.followed.analysing(text), () => undefined);
      if (!analysis) throw new Left();
      Object.assign(known, { text, analysis });
      this.analyses.trim();
      this.announce();
      return analysis;
    } finally {
      if (known.underWay?.text === text) known.underWay = undefined;
    }
  }

  /** The same, or nothing where it is not there {@link SOON}: a text's last analysis may be wrong of the next. */
  async analysisSoon(view: View): Promise<Analysis> {
    const late = new Promise<Analysis>((resolve) => setTimeout(resolve, SOON, NOTHING).unref());
    const analysis = await Promise.race([this.analysis(view), late]);
    if (!this.isCurrent(view)) throw new Left();
    return analysis;
  }

  /** Work about the text of a view, with others in between: until it changes, or `check` throws. */
  private inTurns<T>(view: View, steps: Steps<T>, check: () => void): Promise<T> {
    let { changes } = this.pause;
    const goesOn = (): boolean => {
      check();
      if (changes === this.pause.changes) return true;
      changes = this.pause.changes;
      return this.isCurrent(view);
    };
    return inTurns(steps, () => this.pause.come(), goesOn);
  }

  private isCurrent({ shown, document }: View): boolean {
    return this.view(shown.uri)?.document.text === document.text;
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

  /** Whether what is shown of some document may be another once these files on the disk are. */
  dependsOn(uris: readonly string[]): boolean {
    const paths = uris.map(pathOf).filter((path) => !this.openPaths.has(path));
    return [...this.analyses.values()].some(({ analysis }) => paths.some((path) => analysis.consulted.has(path)));
  }

  private forget(uri: string): void {
    this.analyses.delete(pathOf(uri));
  }

  private holds({ consulted }: Analysis): boolean {
    return [...consulted].every(([path, version]) => this.disk.entry(path)?.version === version);
  }

  private supposing(view: View, token: CancellationToken): Suppose {
    return async (text, wanted, most = Infinity) => {
      const end = performance.now() + most;
      const steps = this.analyzer?.analysing({ ...view.document, text }, wanted);
      const check = (): void => {
        refuse(token);
        if (performance.now() > end) throw new Late();
      };
      return steps ? this.inTurns(view, steps, check) : NOTHING;
    };
  }

  /** What the name at an offset of the analysed text refers to. */
  qualifiedNameAt({ document }: View, offset: number): ReturnType<Analyzer['qualifiedNameAt']> {
    return this.read(document)?.qualifiedNameAt(document.text, offset);
  }

  /** The argument of a call at an offset of the analysed text. */
  argumentAt({ document }: View, offset: number): ReturnType<Followed['argumentAt']> {
    return this.read(document)?.argumentAt(document.text, offset);
  }

  /** A document whose text has been read. */
  private read(document: Document): Followed | undefined {
    const followed = this.follow(document)?.followed;
    return followed?.hasRead(document.text) ? followed : undefined;
  }

  /**
   * What a feature's work gives once no change of a text waits: done anew where the text changes meanwhile, and not for
   * who waits no longer. Work that throws is silent in the editor and logged once, so that the server lives on.
   */
  async answer<T>({ what, uri, token }: Question, fallback: T, work: Work<T>): Promise<T> {
    for (;;) {
      await this.pause.come();
      refuse(token);
      const view = this.view(uri);
      if (!view) return fallback;
      try {
        return await work(view, this.supposing(view, token));
      } catch (error) {
        if (error instanceof Left) continue;
        if (error instanceof ResponseError) throw error;
        if (!(error instanceof Late)) this.report(what, error);
        return fallback;
      }
    }
  }

  private report(what: string, error: unknown): void {
    const message = `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    if (!this.reported.has(message)) this.connection.console.error(message);
    this.reported.add(message);
  }
}

function refuse(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}
