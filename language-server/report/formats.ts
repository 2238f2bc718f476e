import type { Severity } from '../analysis';

interface Edit {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  newText: string;
}

/** One finding as `nabla check` prints it; lines and columns from 1. */
export interface Report {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  rule: string;
  severity: Severity;
  message: string;
  fix?: { title: string; safe: boolean; edits: Edit[] };
  /** Where the other side comes from. */
  related: { file: string; line: number; column: number; message: string }[];
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function text(reports: readonly Report[]): string {
  const lines = reports.map(
    ({ file, line, column, severity, message, rule, related }) =>
      `${file}:${line}:${column}: ${severity}: ${message} [${rule}]\n` +
      related.map((each) => `    ${each.file}:${each.line}:${each.column}: ${each.message}\n`).join(''),
  );
  return `${lines.join('')}${reports.length === 0 ? 'No findings.' : `${plural(reports.length, 'finding')}.`}\n`;
}

const json = (reports: readonly Report[]): string => `${JSON.stringify(reports, null, 2)}\n`;

const ANNOTATIONS: Record<Severity, string> = { error: 'error', warning: 'warning', information: 'notice' };

/** Workflow commands of GitHub Actions: https://docs.github.com/actions/reference/workflow-commands */
function github(reports: readonly Report[]): string {
  const escape = (value: string): string => value.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  const property = (value: string): string => escape(value).replace(/:/g, '%3A').replace(/,/g, '%2C');
  return reports
    .map(
      ({ file, line, column, endLine, endColumn, severity, message, rule }) =>
        `::${ANNOTATIONS[severity]} file=${property(file)},line=${line},col=${column},endLine=${endLine},endColumn=${endColumn},title=${rule}::${escape(message)}\n`,
    )
    .join('');
}

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', information: 'note' };

/** SARIF 2.1.0. */
function sarif(reports: readonly Report[]): string {
  const rules = [...new Set(reports.map(({ rule }) => rule))].map((id) => ({ id }));
  const results = reports.map((report) => ({
    ruleId: report.rule,
    level: LEVELS[report.severity],
    message: { text: report.message },
    locations: [{ physicalLocation: physicalLocation(report) }],
    relatedLocations: report.related.map(({ file, line, column, message }) => ({
      message: { text: message },
      physicalLocation: physicalLocation({ ...report, file, line, column, endLine: line, endColumn: column }),
    })),
  }));
  const driver = { name: 'nabla', rules };
  const $schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  return `${JSON.stringify({ $schema, version: '2.1.0', runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }] }, null, 2)}\n`;
}

const physicalLocation = ({ file, line, column, endLine, endColumn }: Report): object => ({
  artifactLocation: { uri: encodeURI(file.split('\\').join('/')) },
  region: { startLine: line, startColumn: column, endLine, endColumn },
});

export const FORMATS: Partial<Record<string, (reports: readonly Report[]) => string>> = { text, json, sarif, github };
