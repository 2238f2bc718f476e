/** `nabla check` over large source trees, beside pyright on the same files. */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceFiles } from '../report/files';
import { runChild, type Timed } from './child';
import { programArguments } from './program';
import { least, most, told, type Row } from './row';

/** On two cores: lines a second, megabytes, and how many times as fast as pyright. */
const BARS = { speed: 40_000, memory: 400, ratio: 5 };

/** Debian's python3 first: another one on PATH may lack torch. */
const PYTHONS = ['/usr/bin/python3', 'python3', 'python'];

const FIND = `
from importlib.util import find_spec
for name, below in (("torchvision", ""), ("torch", "/nn")):
    print(find_spec(name).submodule_search_locations[0] + below)
`;

/** The folders of torchvision and torch.nn where Python has them, which is not asked to import them. */
export function installedTrees(): string[] {
  const python = PYTHONS.find((path) => !path.startsWith('/') || existsSync(path))!;
  try {
    const options: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync(python, ['-c', FIND], options).trim().split(/\r?\n/);
  } catch {
    return [];
  }
}

const NOT_INSTALLED = 'PyTorch and torchvision are not installed for python3; name folders with --path';

export async function measureTrees(trees: readonly string[]): Promise<Row[]> {
  if (trees.length === 0) return rows(0, NOT_INSTALLED, NOT_INSTALLED, NOT_INSTALLED);
  const files = sourceFiles(trees);
  const lines = files.reduce((sum, file) => sum + readFileSync(file, 'latin1').split('\n').length - 1, 0);
  const check = [...programArguments('nabla'), 'check', ...trees, '--format', 'json'];
  const ours = await runChild([...check, '--no-cache']);
  const again = await runAgain(check);
  const pyright = pyrightProgram();
  const theirs = pyright === null ? 'pyright is not installed' : await runChild([pyright, '--outputjson', ...trees]);
  return rows(lines, ours, again, theirs);
}

/** With what a run before has kept, where nothing has changed since. */
async function runAgain(check: string[]): Promise<Timed | string> {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-bench-'));
  try {
    await runChild(check, { NABLA_CACHE_DIR: folder });
    return await runChild(check, { NABLA_CACHE_DIR: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rows(lines: number, ours: Timed | string, again: Timed | string, theirs: Timed | string): Row[] {
  const failed = typeof ours === 'string' ? ours : undefined;
  const [own, repeated, other] = [ours, again, theirs].map((each) => (typeof each === 'string' ? null : each));
  const speed = (timed: Timed | null | undefined): number | null => (timed ? lines / timed.seconds : null);
  const ratio = own && other ? other.seconds / own.seconds : null;
  const why = typeof theirs === 'string' ? theirs : `pyright: ${speed(other)!.toFixed(0)} lines/s`;
  return [
    least('nabla check', speed(own), 'lines/s', BARS.speed, failed ?? `${lines} lines`),
    most('nabla check, memory', own?.peakMegabytes ?? null, 'MB', BARS.memory, failed),
    least('nabla check, times as fast as pyright', ratio, '×', BARS.ratio, failed ?? why),
    told(
      'nabla check again, with findings kept',
      speed(repeated),
      'lines/s',
      typeof again === 'string' ? again : seconds(again),
    ),
  ];
}

const seconds = (timed: Timed): string => `${timed.seconds.toFixed(2)} s`;

/** null where it is not installed: a benchmark's machine has it, a user's need not. */
function pyrightProgram(): string | null {
  try {
    return require.resolve('pyright');
  } catch {
    return null;
  }
}
