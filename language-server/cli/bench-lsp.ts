import { parseArgs } from 'node:util';
import { measureEditing } from '../benchmarks/editing';
import { HEADER, isMet, line, type Row } from '../benchmarks/row';
import { installedTrees, measureTrees } from '../benchmarks/trees';
import { misuse } from '../report/misuse';

const OPTIONS = {
  lines: { type: 'string', default: '1000' },
  edits: { type: 'string', default: '100' },
  path: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
} as const;

const USAGE = '[--lines N] [--edits N] [--path FOLDER …] [--json]';

/** More is no program that a person writes. */
const MAX_LINES = 100_000;

const MAX_EDITS = 10_000;

interface Request {
  lines: number;
  edits: number;
  paths: string[] | undefined;
  isJson: boolean;
}

/** The request, or what is wrong with it. */
function readRequest(args: string[]): Request | string {
  let values;
  try {
    ({ values } = parseArgs({ args, options: OPTIONS }));
  } catch (error) {
    return misuse(error, 'bench lsp', USAGE);
  }
  const [lines, edits] = [Number(values.lines), Number(values.edits)];
  const isCount = (count: number, limit: number): boolean => Number.isInteger(count) && count >= 1 && count <= limit;
  if (!isCount(lines, MAX_LINES)) return `--lines ${values.lines} is no number from 1 to ${MAX_LINES}`;
  if (!isCount(edits, MAX_EDITS)) return `--edits ${values.edits} is no number from 1 to ${MAX_EDITS}`;
  return { lines, edits, paths: values.path, isJson: values.json };
}

/** Fails where a bar is missed. */
async function run(args: string[]): Promise<number> {
  const request = readRequest(args);
  if (typeof request === 'string') {
    process.stderr.write(`nabla bench lsp: ${request}\n`);
    return 2;
  }
  const { lines, edits, paths, isJson } = request;
  const print = (rows: Row[]): Row[] => {
    process.stdout.write(rows.map((row) => (isJson ? `${JSON.stringify(row)}\n` : line(row))).join(''));
    return rows;
  };
  if (!isJson) process.stdout.write(HEADER);
  const editing = print(await measureEditing(lines, edits));
  const trees = print(await measureTrees(paths ?? installedTrees()));
  return [...editing, ...trees].some((row) => isMet(row) === false) ? 1 : 0;
}

export const command = {
  name: 'bench lsp',
  summary: 'Times the language server and nabla check beside their bars, and beside pyright (where installed).',
  usage: USAGE,
  run,
};
