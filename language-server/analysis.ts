import { analyzeProgram, type Wanted } from './analyze';
import { Following } from './following';
import type { ElementType } from './domain/element-type';
import type { Shape } from './domain/shape';
import type { LayerCall, Model } from './models/models';
import { History } from './interpreter/history';
import { NOTHING_ELSE } from './naming';
import { loadGrammars, LANGUAGES as ALL_LANGUAGES } from './syntax/grammars';
import { parse, type Document } from './syntax/parse';
import type { Language, Range } from './syntax/program';
import type { NamedArgument } from './syntax/argument-at';
import { NameTable, type QualifiedName } from './syntax/qualified-name';
import { Imports, Sources } from './project/sources';
import { NO_WORKSPACE, type Workspace } from './project/workspace';
import { finish, type Steps } from './steps';

export type Severity = 'error' | 'warning' | 'information';

export interface Fix {
  title: string;
  /** Whether the program means the same afterwards, apart from the fault. */
  safe: boolean;
  edits: { range: Range; newText: string }[];
}

/** What a rule reports. Offsets are UTF-16 code units into the text. */
export interface Finding {
  rule: string;
  severity: Severity;
  message: string;
  range: Range;
  fix?: Fix;
  related?: { range: Range; message: string }[];
  /** The same in other files. */
  elsewhere?: Elsewhere[];
}

/** A place in an imported file; lines and columns from 1. */
export interface Elsewhere {
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  message: string;
}

/** An inferred shape: what one assignment binds in one context. */
export interface Claim {
  /** The target as written; `return` for a returned tensor. */
  name: string;
  /** First line of the statement, from 1. */
  line: number;
  /** Of the target. */
  range: Range;
  /** null where the shape is not known. */
  shape: Shape | null;
  /** What the target held until then, where the statement has several lines or a scope inside: what a debugger shows on the way. */
  before?: Shape;
  /** What its entries are, where that is the same in all contexts. */
  type?: ElementType;
  /** Which call this holds for, where a function is called with several shapes. */
  context?: string;
}

/** The inferred shape behind a layer that stands inside a container, such as an element of nn.Sequential. */
export interface LayerClaim {
  /** Of the call that makes the layer. */
  range: Range;
  /** null where the shape is not known; a layer that is reached with several shapes has several claims. */
  shape: Shape | null;
}

/** What of the workspace an analysis has seen: it holds while that is so. */
export interface Seen {
  /** Every path that was looked at, with the version found there. */
  consulted: ReadonlyMap<string, string | undefined>;
  /** Files that were read, with their texts. */
  opened: ReadonlyMap<string, { text: string }>;
  /** Paths that could not be read. */
  unread: ReadonlySet<string>;
}

/** Of a document followed through its changes, to be read before the next text is given. */
export interface Analysis extends Seen {
  findings: Finding[];
  claims: Claim[];
  layers: LayerClaim[];
  models: Model[];
  calls: LayerCall[];
  /** What the grammar cannot read, which is not analysed. */
  unparsed: readonly Range[];
  /** Of the workspace's files that the program reaches, as it calls them; where they were asked for. */
  imported: readonly { path: string; claims: Claim[] }[];
}

/** What is known of a document that was not analysed. */
export const NOTHING: Analysis = {
  findings: [],
  ...NOTHING_ELSE,
  unparsed: [],
  ...{ consulted: new Map(), opened: new Map(), unread: new Set() },
};

export interface Analyzer {
  /** `imported`: whether claims in the files that it imports are wanted too. */
  analyze(document: Document, wanted?: { imported: boolean }): Analysis;
  /** The same findings at less cost. */
  findings(document: Document): readonly Finding[];
  /** Either, in steps. */
  analysing(document: Document, wanted: Wanted): Steps<Analysis>;
  /** What the identifier or attribute at an offset refers to through the file's imports: `torch.nn.Linear`. */
  qualifiedNameAt(document: Document, offset: number): QualifiedName | undefined;
  /** A document that is going to change. */
  follow(document: Pick<Document, 'path' | 'language'>): Followed;
}

/** The same for the texts of one document, one after the other, where each costs what it changes. */
export interface Followed {
  analyze(text: string): Analysis;
  /** The same in steps; undefined where another text is asked about before the last. */
  analysing(text: string): Steps<Analysis | undefined>;
  /** Whether a text has been read, which its analysis begins with: until then it takes time to ask about names. */
  hasRead(text: string): boolean;
  qualifiedNameAt(text: string, offset: number): QualifiedName | undefined;
  argumentAt(text: string, offset: number): NamedArgument | undefined;
  /** What is kept of it, in cells of some 400 bytes. */
  readonly size: number;
  dispose(): void;
}

/**
 * Loads the grammars once; the analyzer itself is synchronous and never throws. Of the workspace it keeps the programs
 * that were imported. Texts of other languages than `languages` can be read once their grammars are loaded too. A fault of our own leaves the document without findings and is told to `onFault`.
 */
export async function createAnalyzer(
  onFault: (fault: unknown) => void = logFault,
  workspace: Workspace = NO_WORKSPACE,
  languages: readonly Language[] = ALL_LANGUAGES,
): Promise<Analyzer> {
  const grammars = await loadGrammars(languages);
  const sources = new Sources(grammars, workspace);
  function* run(document: Document, wanted: Wanted): Steps<Analysis> {
    const source = yield* sources.of(document);
    const history = new History(new Imports(sources, document.path), document.language !== 'python', false);
    return yield* analyzeProgram(source, history, wanted, onFault);
  }
  const analysing = (document: Document, wanted: Wanted): Steps<Analysis> => safely(run(document, wanted), onFault);
  return {
    analyze: (document, wanted) => finish(analysing(document, wanted?.imported ? 'imported' : 'document')),
    findings: (document) => finish(analysing(document, 'findings')).findings,
    analysing,
    qualifiedNameAt: (document, offset) => new NameTable(parse(grammars, document)).at(offset),
    follow: ({ path, language }) => {
      const following = new Following(grammars, sources, path, language, onFault);
      return {
        analyze: (text) => finish(safely(following.analyze(text), onFault)) ?? NOTHING,
        analysing: (text) => safely(following.analyze(text), onFault),
        hasRead: (text) => following.hasRead(text),
        qualifiedNameAt: (text, offset) => following.qualifiedNameAt(text, offset),
        argumentAt: (text, offset) => following.argumentAt(text, offset),
        get size() {
          return following.size;
        },
        dispose: () => {
          following.dispose();
        },
      };
    },
  };
}

function* safely<T>(steps: Steps<T>, onFault: (fault: unknown) => void): Steps<T | Analysis> {
  try {
    return yield* steps;
  } catch (fault) {
    onFault(fault);
    return NOTHING;
  }
}

export function logFault(fault: unknown): void {
  console.error(`The analysis failed and shows nothing for this document; please report it: ${String(fault)}`);
}
