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

/** One finding as `nabla check` prints it. */
export interface Report extends Place {
  endLine: number;
  endColumn: number;
  rule: string;
  severity: Severity;
  message: string;
  fix?: { title: string; safe: boolean; edits: Edit[] };
  /** Where the other side comes from. */
  related: (Place & { message: string })[];
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** @param leftOut how many files were not read, of which notes tell elsewhere */
function text(reports: readonly Report[], leftOut = 0): string {
  const lines = reports.map(
    (report) =>
      `${printPlace(report)}:${report.column}: ${report.severity}: ${report.message} [${report.rule}]\n` +
      report.related.map((each) => `    ${printPlace(each)}:${each.column}: ${each.message}\n`).join(''),
  );
  const count = reports.length === 0 ? 'No findings' : plural(reports.length, 'finding');
  return `${lines.join('')}${count}${leftOut > 0 ? `; ${plural(leftOut, 'file')} left out` : ''}.\n`;
}

const json = (reports: readonly Report[]): string => `${JSON.stringify(reports, null, 2)}\n`;

/** Lines of the cells are none of the notebook's file: where only the file's can be given, the message tells the cell. */
const inCell = ({ cell, message }: Pick<Report, 'cell' | 'message'>): string =>
  cell ? `Cell ${cell.number}, line ${cell.line}: ${message}` : message;

const ANNOTATIONS: Record<Severity, string> = { error: 'error', warning: 'warning', information: 'notice' };

/** Workflow commands of GitHub Actions: https://docs.github.com/actions/reference/workflow-commands */
function github(reports: readonly Report[]): string {
  const escape = (value: string): string => value.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  const property = (value: string): string => escape(value).replace(/:/g, '%3A').replace(/,/g, '%2C');
  return reports
    .map((report) => {
      const { file, line, column, endLine, endColumn, severity, rule, cell } = report;
      const region = cell ? '' : `,line=${line},col=${column},endLine=${endLine},endColumn=${endColumn}`;
      return `::${ANNOTATIONS[severity]} file=${property(file)}${region},title=${rule}::${escape(inCell(report))}\n`;
    })
    .join('');
}

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', information: 'note' };

/** SARIF 2.1.0. */
function sarif(reports: readonly Report[]): string {
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
  const driver = { name: 'nabla', rules };
  const $schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  return `${JSON.stringify({ $schema, version: '2.1.0', runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }] }, null, 2)}\n`;
}

type Region = Place & Pick<Report, 'endLine' | 'endColumn'>;

const physicalLocation = ({ file, line, column, endLine, endColumn, cell }: Region): object => ({
  artifactLocation: { uri: encodeURI(file.split('\\').join('/')) },
  ...(!cell && { region: { startLine: line, startColumn: column, endLine, endColumn } }),
});

export const FORMATS: Partial<Record<string, (reports: readonly Report[], leftOut?: number) => string>> = {
  text,
  json,
  sarif,
  github,
};
