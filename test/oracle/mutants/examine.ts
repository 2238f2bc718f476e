import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Analyzer, Finding } from '../../../language-server/analysis';
import { Lines } from '../../../language-server/syntax/lines';
import { OF_WHAT_RUNS } from '../of-what-runs';
import { run, type Truth } from '../pytorch';
import type { Mutant } from './mutate';

/** Programs that one Python process runs: a driver that hangs loses no more than these. */
const CHUNK = 400;

export type Outcome = Truth['error'];

/**
 * What ran and what was said of it. `found` and `missed` crash, `false` and `silent` run; `elsewhere` crashes and is
 * reported, but on other lines; `other` crashes in a way that no shape or type decides.
 */
export type Verdict = 'found' | 'elsewhere' | 'missed' | 'false' | 'silent' | 'other';

export interface Judgement {
  mutant: Mutant;
  outcome: Outcome;
  findings: readonly Finding[];
  verdict: Verdict;
}

/** What PyTorch raises for shapes, types and axes; Python raises the same where sizes are unpacked, indexed or bound. */
const COUNTED = new Set([
  'RuntimeError',
  'ValueError',
  'IndexError',
  'TypeError',
  'AssertionError',
  'ZeroDivisionError',
]);

/** A line that itself refuses what it gets: the program's own opinion, which no library decides. */
const REFUSES = /^\s*(raise|assert)\b/;

/** Runs the mutants, or reads from `cache` (a folder) what ran before; by the mutant's text. */
export function outcomes(mutants: readonly Mutant[], cache?: string): Map<string, Outcome> {
  const known = new Map<string, Outcome>();
  if (cache) mkdirSync(cache, { recursive: true });
  const place = ({ text }: Mutant): string => join(cache ?? '', createHash('sha1').update(text).digest('hex'));
  const unknown = mutants.filter((mutant) => {
    if (!cache || !existsSync(place(mutant))) return true;
    known.set(mutant.text, JSON.parse(readFileSync(place(mutant), 'utf8')) as Outcome);
    return false;
  });
  for (let from = 0; from < unknown.length; from += CHUNK)
    for (const [mutant, outcome] of runChunk(unknown.slice(from, from + CHUNK))) {
      known.set(mutant.text, outcome);
      if (cache) writeFileSync(place(mutant), JSON.stringify(outcome));
    }
  return known;
}

function runChunk(mutants: readonly Mutant[]): [Mutant, Outcome][] {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-mutants-'));
  try {
    const paths = mutants.map(({ text }, i) => {
      const path = join(folder, `mutant_${i}.py`);
      writeFileSync(path, text);
      return path;
    });
    const truths = run(paths.map((program) => ({ program })));
    return mutants.map((mutant, i) => [mutant, truths.get(paths[i]!)!.error]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Analyses a mutant and compares with what ran; `before` are the findings of the program without the mistake. */
export function judge(analyzer: Analyzer, mutant: Mutant, outcome: Outcome, before: readonly Finding[]): Judgement {
  const { text } = mutant;
  const { findings } = analyzer.analyze({ path: mutant.program, language: 'python', text });
  return { mutant, outcome, findings, verdict: verdict(mutant, outcome, findings, before) };
}

function verdict(mutant: Mutant, outcome: Outcome, findings: readonly Finding[], before: readonly Finding[]): Verdict {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (!outcome) return errors.length > 0 || isNew(findings, before) ? 'false' : 'silent';
  if (!isCounted(mutant, outcome)) return 'other';
  const lines = new Lines(mutant.text);
  const crash = outcome.lines.map(([, line]) => line);
  const cause = ({ from, to }: { from: number; to: number }): boolean =>
    (from <= mutant.to && mutant.from <= to) || crash.some((line) => from <= line && line <= to);
  const places = errors.map(({ range }) => ({ from: lines.line(range.start), to: lines.line(range.end) }));
  if (places.some(cause)) return 'found';
  return errors.length > 0 ? 'elsewhere' : 'missed';
}

/** A warning that the program without the mistake does not have, and that says that it would fail. */
const isNew = (findings: readonly Finding[], before: readonly Finding[]): boolean =>
  warnings(findings).length > warnings(before).length;

const warnings = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ severity, rule }) => severity === 'warning' && !OF_WHAT_RUNS.has(rule));

function isCounted({ text }: Mutant, { type, line }: NonNullable<Outcome>): boolean {
  const source = line === null ? '' : (text.split('\n')[line - 1] ?? '');
  return COUNTED.has(type) && line !== null && !REFUSES.test(source);
}
