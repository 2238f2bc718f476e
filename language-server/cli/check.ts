import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyzer, type Analyzer, type Finding } from '../analysis';
import { Lines } from '../syntax/lines';
import { rules } from '../rules/rules.generated';
import { Disk } from '../project/disk';
import { readDocument, sourceFiles } from '../report/files';
import { FORMATS, type Report } from '../report/formats';

export const command = {
  name: 'check',
  summary: 'Diagnostics of Python, JavaScript and TypeScript files: shapes and pitfalls.',
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
  const lines = new Lines(document.text);
  const path = relative(process.cwd(), file) || file;
  return analyzer
    .analyze(document)
    .findings.filter(({ rule }) => wanted(rule))
    .map((finding) => report(path, finding, lines));
}

const report = (
  file: string,
  { rule, severity, message, range, fix, related, elsewhere }: Finding,
  lines: Lines,
): Report => ({
  file,
  line: lines.line(range.start),
  column: lines.column(range.start),
  endLine: lines.line(range.end),
  endColumn: lines.column(range.end),
  rule,
  severity,
  message,
  related: [
    ...(related ?? []).map((each) => ({
      file,
      line: lines.line(each.range.start),
      column: lines.column(each.range.start),
      message: each.message,
    })),
    ...(elsewhere ?? []).map(({ path, line, column, message: told }) => ({
      file: relative(process.cwd(), path),
      line,
      column,
      message: told,
    })),
  ],
  ...(fix && {
    fix: {
      title: fix.title,
      safe: fix.safe,
      edits: fix.edits.map((edit) => ({
        line: lines.line(edit.range.start),
        column: lines.column(edit.range.start),
        endLine: lines.line(edit.range.end),
        endColumn: lines.column(edit.range.end),
        newText: edit.newText,
      })),
    },
  }),
});
