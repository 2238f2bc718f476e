import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rules } from '../rules/rules.generated';
import { checkChanged } from '../report/check-changed';
import type { Checked } from '../report/check-file';
import { checkFiles } from '../report/check-files';
import { codeMark } from '../report/code-mark';
import { sourceFiles } from '../report/files';
import { isTold } from '../report/optional-rules';
import { FORMATS, unparsedNote, type Format } from '../report/formats';
import { KeptFindings } from '../report/kept-findings';
import type { SecondThread } from '../report/second-thread';
import { misuse } from '../report/misuse';

export const command = {
  name: 'check',
  summary: 'Diagnostics of Python, JavaScript and TypeScript files and notebooks: shapes and pitfalls.',
  usage: '<paths…> [--format text|json|sarif|github] [--select rule,…] [--ignore rule,…] [--no-cache]',
  run,
};

const RULES = rules.map(({ name }) => name);

const OPTIONS = {
  format: { type: 'string', default: 'text' },
  select: { type: 'string' },
  ignore: { type: 'string' },
  'no-cache': { type: 'boolean', default: false },
} as const;

/** `second`: a thread that has been started before. */
async function run(args: string[], second?: SecondThread): Promise<number> {
  const request = readRequest(args);
  if (typeof request === 'string') {
    process.stderr.write(`nabla check: ${request}\n`);
    return 2;
  }
  const files = sourceFiles(request.paths);
  const checked = await check(files, request.keeps, second);
  const reasons = checked.filter((each) => typeof each === 'string');
  const told = checked.filter((each) => typeof each !== 'string');
  const unparsed = told.flatMap((each) => each.unparsed);
  const notes = [
    ...(files.length === 0 ? [nothingIn(request.paths)] : []),
    ...reasons,
    ...told.flatMap((each) => unparsedNote(each.unparsed) ?? []),
  ];
  process.stderr.write(notes.map((note) => `nabla check: ${note}\n`).join(''));
  const unread = checked.some((each, i) => typeof each === 'string' && request.paths.includes(files[i]!));
  const reports = told.flatMap((each) => each.reports).filter(({ rule }) => request.wanted(rule));
  process.stdout.write(request.format(reports, { leftOut: reasons.length, unparsed }));
  // A file below a folder may be left out with a note; one that was asked for by name may not.
  if (unread) return 2;
  return reports.some(({ severity }) => severity === 'error') ? 1 : 0;
}

const nothingIn = (paths: readonly string[]): string =>
  `nothing to check: no Python, JavaScript or TypeScript file and no notebook below ${paths.join(', ')}`;

/** Findings are kept where code is, below `NABLA_CACHE_DIR`. */
async function check(files: readonly string[], keeps: boolean, second?: SecondThread): Promise<Checked[]> {
  const folder = keeps ? process.env.NABLA_CACHE_DIR : undefined;
  const code = folder === undefined ? undefined : codeMark();
  if (folder === undefined || code === undefined)
    return (await checkFiles(files, { second })).map(({ checked }) => checked);
  return checkChanged(files, new KeptFindings(join(folder, 'findings'), process.cwd(), code), second);
}

interface Request {
  paths: string[];
  /** Whether findings of a run before may be told, and those of this one kept. */
  keeps: boolean;
  format: Format;
  wanted: (rule: string) => boolean;
}

/** The request, or what is wrong with it. */
function readRequest(args: string[]): Request | string {
  let parsed;
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return misuse(error, 'check', command.usage);
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
  const keeps = !values['no-cache'];
  return {
    paths,
    keeps,
    format,
    wanted: (rule) => (select?.has(rule) ?? isTold(rule, [])) && !(ignore?.has(rule) ?? false),
  };
}

const rulesIn = (list: string | undefined): Set<string> | undefined =>
  list === undefined ? undefined : new Set(list.split(',').map((name) => name.trim()));
