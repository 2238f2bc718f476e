import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyzer, type Analyzer, type Finding, type Fix } from '../analysis';
import { rules } from '../rules/rules.generated';
import { Disk } from '../project/disk';
import { readDocument, sourceFiles } from '../report/files';
import { FORMATS, type Place, type Report } from '../report/formats';
import { Places } from '../report/places';
import type { Range } from '../syntax/program';

export const command = {
  name: 'check',
  summary: 'Diagnostics of Python, JavaScript and TypeScript files and notebooks: shapes and pitfalls.',
  usage: '<paths…> [--format text|json|sarif|github] [--select rule,…] [--ignore rule,…]',
  run,
};

const RULES = rules.map(({ name }) => name);

const OPTIONS = {
  format: { type: 'string', default: 'text' },
  select: { type: 'string' },
  ignore: { type: 'string' },
} as const;

async function run(args: string[]): Promise<number> {
  const request = readRequest(args);
  if (typeof request === 'string') {
    process.stderr.write(`nabla check: ${request}\n`);
    return 2;
  }
  const analyzer = await createAnalyzer(undefined, new Disk([process.cwd()]));
  const reports: Report[] = [];
  let unread = false;
  for (const file of sourceFiles(request.paths)) {
    const found = checkFile(analyzer, file, request.wanted);
    if (found) reports.push(...found);
    else unread ||= request.paths.includes(file);
  }
  process.stdout.write(request.format(reports));
  // A file below a folder may be left out with a note; one that was asked for by name may not.
  if (unread) return 2;
  return reports.some(({ severity }) => severity === 'error') ? 1 : 0;
}

interface Request {
  paths: string[];
  format: (reports: readonly Report[]) => string;
  wanted: (rule: string) => boolean;
}

/** The request, or what is wrong with it. */
function readRequest(args: string[]): Request | string {
  let parsed;
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return `${(error as Error).message.split(/\n|\. /)[0]!}; usage: nabla check ${command.usage}`;
  }
  const { positionals: paths, values } = parsed;
  if (paths.length === 0) return `no path given; usage: nabla check ${command.usage}`;
  const missing = paths.find((path) => !statSync(path, { throwIfNoEntry: false }));
  if (missing !== undefined) return `${missing} does not exist; name a file or a folder`;
  const format = FORMATS[values.format];
  if (!format) return `--format ${values.format} is not known; use one of ${Object.keys(FORMATS).join(', ')}`;
  const [select, ignore] = [rulesIn(values.select), rulesIn(values.ignore)];
  const wrong = [...(select ?? []), ...(ignore ?? [])].find((name) => !RULES.includes(name));
  if (wrong !== undefined) return `no rule is called "${wrong}"; there is: ${RULES.join(', ')}`;
  return { paths, format, wanted: (rule) => (select?.has(rule) ?? true) && !(ignore?.has(rule) ?? false) };
}

const rulesIn = (list: string | undefined): Set<string> | undefined =>
  list === undefined ? undefined : new Set(list.split(',').map((name) => name.trim()));

function checkFile(analyzer: Analyzer, file: string, wanted: (rule: string) => boolean): Report[] | null {
  const document = readDocument(file);
  if (typeof document === 'string') {
    process.stderr.write(`nabla check: ${document}\n`);
    return null;
  }
  const places = new Places(document);
  const path = relative(process.cwd(), file) || file;
  return analyzer
    .analyze(document)
    .findings.filter(({ rule }) => wanted(rule))
    .map((finding) => report(path, finding, places));
}

/** A place of a text as it is printed. */
function placeOf(file: string, places: Places, { start }: Range): Place {
  const line = places.line(start);
  const cell = places.cell(line);
  return { file, line, column: places.column(start), ...(cell && { cell }) };
}

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
    ...placeOf(file, places, range),
    endLine: places.line(range.end),
    endColumn: places.column(range.end),
    rule,
    severity,
    message,
    related: relatedTo(file, places, finding),
    ...(fix && { fix: fixOf(places, fix) }),
  };
}
