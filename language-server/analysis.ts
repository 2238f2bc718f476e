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
  /** Which call this holds for, where a function is called with several shapes. */
  context?: string;
}

export interface Analysis {
  findings: Finding[];
  claims: Claim[];
}

export interface Analyzer {
  analyze(document: Document): Analysis;
  /** What the identifier or attribute at an offset refers to through the file's imports: `torch.nn.Linear`. */
  qualifiedNameAt(document: Document, offset: number): QualifiedName | undefined;
}

/** Loads the grammars once; the analyzer itself is synchronous, keeps nothing of a document and never throws. */
export async function createAnalyzer(): Promise<Analyzer> {
  const grammars = await loadGrammars();
  return {
    analyze: (document) => safely(() => analyzeProgram(parse(grammars, document), document)),
    qualifiedNameAt: (document, offset) => qualifiedNameIn(parse(grammars, document), offset),
  };
}

/** An analysis that fails by a fault of our own is silent. */
function safely(analyze: () => Analysis): Analysis {
  try {
    return analyze();
  } catch {
    return { findings: [], claims: [] };
  }
}
