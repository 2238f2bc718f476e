import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PYTHON = '/usr/bin/python3';
const ORACLE = resolve(__dirname, '../../../shared/tools/shape_oracle.py');
const DRIVER = join(__dirname, 'pytorch.py');

/** All programs of a call: each has a limit of its own, this one is for a driver that hangs. */
const CALL_MS = 600_000;

/** A program of the corpus takes a second; one with a mistake may loop. */
const RUN_S = 15;

/** Answers hold every recorded shape. */
const MAX_ANSWERS = 256_000_000;

/** A program that is run, and the folder whose files are looked at; that of the program unless it says otherwise. */
export interface Request {
  program: string;
  root?: string;
}

/** What PyTorch did: where the program crashed, if it did, and the shapes until then. */
export interface Truth {
  program: string;
  error: { type: string; message: string; file: string | null; line: number | null; lines: [string, number][] } | null;
  rows: { file: string; line: number; name: string; shape: number[] }[];
  /** Of {@link record}: by file the offsets at which the expressions end that ran. */
  ran?: Partial<Record<string, number[]>>;
}

/** Files with a {@link Truth} and with the checker's claims. */
export interface Comparison {
  program: string;
  truth: string;
  claims: string;
}

/** What shape_oracle.py says of a comparison; status 1 is a wrong claim. */
export interface Score {
  program: string;
  status: number;
  output: string;
}

/** What the programs of the corpus import. */
const LIBRARIES = ['torch', 'pandas', 'sklearn'];

/** Looks for a library without loading it, which takes seconds. */
const FIND = 'import sys, importlib.util; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)';

/** Why PyTorch cannot be asked here; undefined where it can. */
export function obstacle(): string | undefined {
  if (!existsSync(ORACLE)) return `${ORACLE} is not there`;
  const missing = LIBRARIES.filter((name) => spawnSync(PYTHON, ['-c', FIND, name]).status !== 0);
  if (missing.length === 0) return undefined;
  return `${PYTHON} has no ${missing.join(', ')} (Debian: ${missing.map((name) => `python3-${name}`).join(' ')})`;
}

/** Skips the tests, and says so, where the oracle is missing; under CI that is a failure. */
export function requireOracle(test: Mocha.Context, missing = obstacle()): void {
  if (missing === undefined) return;
  if (process.env.NABLA_CI === '1') throw new Error(`NABLA_CI=1 needs the oracle: ${missing}`);
  console.log(`      left out: ${missing}`);
  test.skip();
}

/** Runs the programs, a fork of one Python each; by program. */
export const record = (requests: readonly Request[]): Map<string, Truth> => ask<Truth>('record', requests, ['--ran']);

/** Runs programs that may crash or hang and keeps no shapes; by program. */
export const run = (requests: readonly Request[]): Map<string, Truth> =>
  ask<Truth>('record', requests, ['--calls', '0', '--seconds', String(RUN_S)]);

/** Holds claims against truths; by program. */
export const score = (comparisons: readonly Comparison[]): Map<string, Score> => ask<Score>('score', comparisons);

function ask<Answer extends { program: string }>(
  verb: string,
  requests: readonly object[],
  options: readonly string[] = [],
): Map<string, Answer> {
  const { status, stdout, stderr } = spawnSync(PYTHON, [DRIVER, verb, ...options], {
    input: requests.map((request) => `${JSON.stringify(request)}\n`).join(''),
    encoding: 'utf8',
    timeout: CALL_MS,
    maxBuffer: MAX_ANSWERS,
  });
  if (status !== 0) throw new Error(`pytorch.py ${verb} failed: ${stderr}`);
  const answers = stdout.split('\n').filter(Boolean);
  return new Map(answers.map((line) => JSON.parse(line) as Answer).map((answer) => [answer.program, answer]));
}
