import { amount } from '../domain/amount';
import type { Severity } from '../analysis';
import { printPlace, type CellPlace } from './places';

interface Edit {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  newText: string;
}

/** Lines and columns from 1; a notebook's lines are those of its code cells as one text. */
export interface Place {
  file: string;
  line: number;
  column: number;
  cell?: CellPlace;
}

/** A place with its end. */
export interface Span extends Place {
  endLine: number;
  endColumn: number;
}

/** One finding as `nabla check` prints it. */
export interface Report extends Span {
  rule: string;
  severity: Severity;
  message: string;
  fix?: { title: string; safe: boolean; edits: Edit[] };
  /** Where the other side comes from. */
  related: (Place & { message: string })[];
}

/** What was not checked, of which notes tell. */
export interface Unchecked {
  /** How many files were not read. */
  leftOut: number;
  /** Where files could not be read that were read otherwise. */
  unparsed: readonly Span[];
}

export type Format = (reports: readonly Report[], unchecked?: Unchecked) => string;

const ALL_CHECKED: Unchecked = { leftOut: 0, unparsed: [] };

/** Why nothing is told there: it may be a mistake, or newer than our grammars. */
const UNPARSED = 'cannot be read, and what stands there is not checked';

/** Of a file: `a.py:3-5 and 2 other places cannot be read, and what stands there is not checked`. */
export function unparsedNote([first, ...others]: readonly Span[]): string | undefined {
  if (!first) return undefined;
  const { line, endLine, cell } = first;
  const end = endLine > line ? `-${endLine - line + (cell ?? first).line}` : '';
  const more = others.length > 0 ? ` and ${amount(others.length, 'other place')}` : '';
  return `${printPlace(first)}${end}${more} ${UNPARSED}`;
}

function text(reports: readonly Report[], { leftOut, unparsed }: Unchecked = ALL_CHECKED): string {
  const lines = reports.map(
    (report) =>
      `${printPlace(report)}:${report.column}: ${report.severity}: ${report.message} [${report.rule}]\n` +
      report.related.map((each) => `    ${printPlace(each)}:${each.column}: ${each.message}\n`).join(''),
  );
  const count = reports.length === 0 ? 'No findings' : amount(reports.length, 'finding');
  const inPart = new Set(unparsed.map(({ file }) => file)).size;
  const notes = [
    ...(leftOut > 0 ? [`${amount(leftOut, 'file')} left out`] : []),
    ...(inPart > 0 ? [`${amount(inPart, 'file')} read in part`] : []),
  ];
  return `${lines.join('')}${[count, ...notes].join('; ')}.\n`;
}

const json = (reports: readonly Report[]): string => `${JSON.stringify(reports, null, 2)}\n`;

/** Lines of the cells are none of the notebook's file: where only the file's can be given, the message tells the cell. */
const inCell = ({ cell, message }: { cell?: CellPlace | undefined; message: string }): string =>
  cell ? `Cell ${cell.number}, line ${cell.line}: ${message}` : message;

const ANNOTATIONS: Record<Severity, string> = { error: 'error', warning: 'warning', information: 'notice' };

/** Workflow commands of GitHub Actions: https://docs.github.com/actions/reference/workflow-commands */
function github(reports: readonly Report[], { unparsed }: Unchecked = ALL_CHECKED): string {
  const escape = (value: string): string => value.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  const regionOf = ({ line, column, endLine, endColumn, cell }: Span): string =>
    cell ? '' : `,line=${line},col=${column},endLine=${endLine},endColumn=${endColumn}`;
  const property = (value: string): string => escape(value).replace(/:/g, '%3A').replace(/,/g, '%2C');
  const found = reports.map((report) => {
    const { file, severity, rule } = report;
    return `::${ANNOTATIONS[severity]} file=${property(file)}${regionOf(report)},title=${rule}::${escape(inCell(report))}\n`;
  });
  const notices = unparsed.map((place) => {
    const message = inCell({ cell: place.cell, message: UNPARSED });
    return `::notice file=${property(place.file)}${regionOf(place)},title=not read::${escape(message)}\n`;
  });
  return [...found, ...notices].join('');
}

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', information: 'note' };

/** SARIF 2.1.0. */
function sarif(reports: readonly Report[], { unparsed }: Unchecked = ALL_CHECKED): string {
  const rules = [...new Set(reports.map(({ rule }) => rule))].map((id) => ({ id }));
  const results = reports.map((report) => ({
    ruleId: report.rule,
    level: LEVELS[report.severity],
    message: { text: inCell(report) },
    locations: [{ physicalLocation: physicalLocation(report) }],
    relatedLocations: report.related.map((each) => ({
      message: { text: inCell(each) },
      physicalLocation: physicalLocation({ ...each, endLine: each.line, endColumn: each.column }),
    })),
  }));
  const toolExecutionNotifications = unparsed.map((place) => ({
    level: 'note',
    message: { text: inCell({ cell: place.cell, message: UNPARSED }) },
    locations: [{ physicalLocation: physicalLocation(place) }],
  }));
  const invocations = [{ executionSuccessful: true, toolExecutionNotifications }];
  const driver = { name: 'nabla', rules };
  const $schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  const run = { tool: { driver }, invocations, columnKind: 'utf16CodeUnits', results };
  return `${JSON.stringify({ $schema, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

const physicalLocation = ({ file, line, column, endLine, endColumn, cell }: Span): object => ({
  artifactLocation: { uri: encodeURI(file.split('\\').join('/')) },
  ...(!cell && { region: { startLine: line, startColumn: column, endLine, endColumn } }),
});

export const FORMATS: Partial<Record<string, Format>> = { text, json, sarif, github };
