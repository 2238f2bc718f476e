import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnalyzer, type Finding } from '../../../language-server/analysis';
import { Lines } from '../../../language-server/syntax/lines';
import { languageOf } from '../../../language-server/syntax/parse';
import { OF_WHAT_RUNS } from '../of-what-runs';
import { mutantsOf, type Mutant } from './mutants';
import { record } from './record';
import type { Outcome } from './run';

const PROGRAMS = join(__dirname, 'workspace');

/** Mutants that are run unless NABLA_MUTANTS=all: enough that a rule that breaks is seen, in some ten seconds. */
const SAMPLE = 90;

/** The share of crashing mutants that must be reported on the line of the crash or of its cause. */
const MIN_REPORTED = 0.9;

/** All mutants take four minutes on a quiet machine. */
const RECORD_MS = 1_200_000;

/** Programs, but for those of calls and values that do not depend on each other. */
const all = readdirSync(PROGRAMS)
  .filter((name) => languageOf(name) && !/^(rows-|language)/.test(name))
  .flatMap((path) => mutantsOf(path, readFileSync(join(PROGRAMS, path), 'utf8')));

/** Mutants at even distances, from another start for another seed. */
function sample(seed: number): Mutant[] {
  if (process.env.NABLA_MUTANTS === 'all') return all;
  const stride = Math.max(1, Math.floor(all.length / SAMPLE));
  return all.filter((_, i) => i % stride === seed % stride);
}

/** The lines that a finding points at. */
const linesOf = ({ range, related }: Finding, lines: Lines): number[] =>
  [range, ...(related ?? []).map((each) => each.range)].map(({ start }) => lines.line(start));

/** A fault of our own. */
const fails = (fault: unknown): never => {
  throw fault;
};

const told = ({ path, line, edit }: Mutant): string => `${path}:${line}: ${edit}`;

describe('tfjs mutants', function () {
  this.timeout(RECORD_MS);
  const mutants = sample(1);
  const outcomes: Outcome[] = [];
  const missed: string[] = [];
  const alarms: string[] = [];
  let crashed = 0;
  before(async () => {
    await record(mutants, (_, outcome) => outcomes.push(outcome));
    const analyzer = await createAnalyzer(fails);
    mutants.forEach((mutant, i) => {
      const { path, text, line } = mutant;
      const { findings } = analyzer.analyze({ path, language: languageOf(path)!, text });
      const { error, endless } = outcomes[i]!;
      if (endless) return;
      if (!error) {
        alarms.push(
          ...findings.filter(({ rule }) => !OF_WHAT_RUNS.has(rule)).map(({ message }) => `${told(mutant)}: ${message}`),
        );
        return;
      }
      crashed += 1;
      const places = new Set([line, ...error.lines]);
      const lines = new Lines(text);
      const found = findings.some(
        (each) => error.lines.length === 0 || linesOf(each, lines).some((at) => places.has(at)),
      );
      if (!found) missed.push(`${told(mutant)}: ${error.message.split('\n')[0]!} (lines ${error.lines.join(', ')})`);
    });
  });

  it('none that runs is reported', () => {
    assert.deepEqual(alarms, []);
  });

  it(`${MIN_REPORTED * 100} % of those that crash are`, () => {
    const share = 1 - missed.length / crashed;
    if (process.env.NABLA_MUTANTS === 'all') console.log(missed.join('\n'));
    console.log(`      ${crashed} of ${mutants.length} crash, ${crashed - missed.length} of them are reported`);
    assert.ok(share >= MIN_REPORTED, `${(100 * share).toFixed(1)} %; missed:\n${missed.join('\n')}`);
  });
});
