import { relative } from 'node:path';
import type { Analyzer, Finding, Fix, Seen } from '../analysis';
import { finish } from '../steps';
import type { Range } from '../syntax/program';
import { readDocument, type SourceFile } from './files';
import type { Place, Report, Span } from './formats';
import { Places } from './places';

/** What was found in a file. */
export interface Told {
  reports: Report[];
  /** Where it could not be read, a place a line. */
  unparsed: Span[];
}

/** That, or why the file was left out. */
export type Checked = Told | string;

/** And what it was found in. */
interface Outcome {
  checked: Checked;
  document?: SourceFile;
  seen?: Seen;
}

export function checkFile(analyzer: Analyzer, file: string): Outcome {
  const document = readDocument(file);
  if (typeof document === 'string') return { checked: document };
  const places = new Places(document);
  const path = relative(process.cwd(), file) || file;
  const analysis = finish(analyzer.analysing(document, 'findings'));
  const reports = analysis.findings.map((finding) => report(path, finding, places));
  const unparsed = unparsedIn(document, analysis.unparsed, places);
  return { checked: { reports, unparsed }, document, seen: analysis };
}

/** Where a file could not be read, a place a line. */
export function unparsedIn(document: SourceFile, ranges: readonly Range[], places = new Places(document)): Span[] {
  const path = relative(process.cwd(), document.path) || document.path;
  const all = ranges.map((range) => spanOf(path, places, range));
  return [...new Map(all.map((each) => [each.line, each])).values()];
}

/** A place of a text as it is printed. */
function placeOf(file: string, places: Places, { start }: Range): Place {
  const line = places.line(start);
  const cell = places.cell(line);
  return { file, line, column: places.column(start), ...(cell && { cell }) };
}

const spanOf = (file: string, places: Places, range: Range): Span => ({
  ...placeOf(file, places, range),
  endLine: places.line(range.end),
  endColumn: places.column(range.end),
});

function relatedTo(file: string, places: Places, { related = [], elsewhere = [] }: Finding): Report['related'] {
  return [
    ...related.map(({ range, message }) => ({ ...placeOf(file, places, range), message })),
    ...elsewhere.map(({ path, line, column, message }) => ({
      file: relative(process.cwd(), path),
      line,
      column,
      message,
    })),
  ];
}

const fixOf = (places: Places, { title, safe, edits }: Fix): NonNullable<Report['fix']> => ({
  title,
  safe,
  edits: edits.map(({ range, newText }) => ({
    line: places.line(range.start),
    column: places.column(range.start),
    endLine: places.line(range.end),
    endColumn: places.column(range.end),
    newText,
  })),
});

function report(file: string, finding: Finding, places: Places): Report {
  const { rule, severity, message, range, fix } = finding;
  return {
    ...spanOf(file, places, range),
    rule,
    severity,
    message,
    related: relatedTo(file, places, finding),
    ...(fix && { fix: fixOf(places, fix) }),
  };
}
