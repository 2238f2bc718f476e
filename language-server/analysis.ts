import { analyzeProgram } from './analyze';
import type { Shape } from './domain/shape';
import { loadGrammars } from './syntax/grammars';
import { parse, type Document } from './syntax/parse';
import type { Range } from './syntax/program';
import { qualifiedNameIn, type QualifiedName } from './syntax/qualified-name';

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
  /** What the target held until then, where the statement has several lines: what a debugger shows on the way. */
  before?: Shape;
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

export interface Analysis {
  findings: Finding[];
  claims: Claim[];
  layers: LayerClaim[];
}

export interface Analyzer {
  analyze(document: Document): Analysis;
  /** What the identifier or attribute at an offset refers to through the file's imports: `torch.nn.Linear`. */
  qualifiedNameAt(document: Document, offset: number): QualifiedName | undefined;
}

/**
 * Loads the grammars once; the analyzer itself is synchronous, keeps nothing of a document and never throws.
 * A fault of our own leaves the document without findings and is told to `onFault`.
 */
export async function createAnalyzer(onFault: (fault: unknown) => void = logFault): Promise<Analyzer> {
  const grammars = await loadGrammars();
  return {
    analyze: (document) => safely(() => analyzeProgram(parse(grammars, document), document), onFault),
    qualifiedNameAt: (document, offset) => qualifiedNameIn(parse(grammars, document), offset),
  };
}

function safely(analyze: () => Analysis, onFault: (fault: unknown) => void): Analysis {
  try {
    return analyze();
  } catch (fault) {
    onFault(fault);
    return { findings: [], claims: [], layers: [] };
  }
}

function logFault(fault: unknown): void {
  console.error(`The analysis failed and shows nothing for this document; please report it: ${String(fault)}`);
}
