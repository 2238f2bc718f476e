import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Analyzer, Claim, Finding } from '../../../language-server/analysis';
import {
  categoryOf,
  isPrecise,
  printElementType,
  type ElementType,
} from '../../../language-server/domain/element-type';
import { printShape, type Shape } from '../../../language-server/domain/shape';
import { Lines } from '../../../language-server/syntax/lines';
import type { Family } from './pieces';

const PYTHON = '/usr/bin/python3';
/** PyTorch's import and some thousand small calls on a busy machine. */
export const LIMIT_MS = 240_000;

/** What PyTorch did with one call. */
interface Answer {
  error?: string;
  bound?: Partial<Record<string, [shape: number[], dtype: string]>>;
}

/** One call, what PyTorch did, and what the checker says. */
export interface Outcome {
  piece: string;
  answer: Answer;
  claims: Claim[];
  findings: Finding[];
}

export function ask(jobs: readonly Family[]): Answer[][] {
  const { status, stdout, stderr } = spawnSync(PYTHON, [join(__dirname, 'run.py')], {
    input: jobs.map((job) => JSON.stringify(job)).join('\n'),
    encoding: 'utf8',
    timeout: LIMIT_MS,
    maxBuffer: 1 << 28,
  });
  assert.equal(status, 0, stderr);
  const answers = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Answer);
  return jobs.map(({ pieces }) => answers.splice(0, pieces.length));
}

/** All calls of a family as one program: findings and claims belong to the line they stand on. */
export function analysed(analyzer: Analyzer, { header, pieces }: Family, answers: readonly Answer[]): Outcome[] {
  const text = `${header}\n${pieces.join('\n')}\n`;
  const lines = new Lines(text);
  const first = header.split('\n').length + 1;
  const { claims, findings } = analyzer.analyze({ path: 'rows.py', language: 'python', text });
  return pieces.map((piece, i) => ({
    piece,
    answer: answers[i] ?? {},
    claims: claims.filter(({ line }) => line === first + i),
    findings: findings.filter(({ range }) => lines.line(range.start) === first + i),
  }));
}

const fits = ({ open, dimensions }: Shape, ran: readonly number[]): boolean => {
  if (open ? dimensions.length > ran.length : dimensions.length !== ran.length) return false;
  const end = ran.slice(ran.length - dimensions.length);
  return dimensions.every((size, i) => typeof size !== 'number' || size === end[i]);
};

const TYPES: Partial<Record<string, ElementType>> = { bool: 'boolean' };

const fitsType = (claimed: ElementType, ran: string): boolean => {
  const exact = TYPES[ran] ?? (ran as ElementType);
  return isPrecise(claimed) ? claimed === exact : claimed === categoryOf(exact);
};

/** What is wrong with what is said of a call. */
export function faults({ piece, answer, claims, findings }: Outcome): string[] {
  if (!answer.bound) return [];
  const reported = findings.map(({ message }) => `${piece}\n    runs, but: ${message}`);
  const wrong = claims.flatMap(({ name, shape, type }) => {
    const [ran, dtype] = answer.bound?.[name] ?? [];
    if (!ran || dtype === undefined) return [];
    const misfit =
      shape && !fits(shape, ran) ? [`${piece}\n    ${name} is (${ran.join(', ')}), claimed ${printShape(shape)}`] : [];
    const mistyped =
      type && !fitsType(type, dtype) ? [`${piece}\n    ${name} is ${dtype}, claimed ${printElementType(type)}`] : [];
    return [...misfit, ...mistyped];
  });
  return [...reported, ...wrong];
}
