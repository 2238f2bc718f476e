import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnalyzer } from '../../../language-server/analysis';
import { languageOf } from '../../../language-server/syntax/parse';
import { record } from './record';
import type { Outcome, Source } from './run';
import { score } from './score';

const PROGRAMS = join(__dirname, 'workspace');

/** The share of recorded shapes that must be known, of the whole corpus. */
const MIN_KNOWN = 0.95;

/** Loading tfjs and running all programs takes 10 s on a quiet machine. */
const RECORD_MS = 120_000;

const sources: Source[] = readdirSync(PROGRAMS)
  .filter((name) => languageOf(name))
  .map((path) => ({ path, text: readFileSync(join(PROGRAMS, path), 'utf8') }));

describe('shapes against what tfjs does', function () {
  this.timeout(RECORD_MS);
  const outcomes = new Map<string, Outcome>();
  const totals = { total: 0, known: 0 };
  before(() =>
    record(sources, ({ path }, outcome) => {
      outcomes.set(path, outcome);
    }),
  );

  for (const { path, text } of sources) {
    it(`${path}: no wrong claim, nothing reported`, async () => {
      const { rows, error } = outcomes.get(path)!;
      assert.equal(error?.message, undefined);
      const { claims, findings } = (await createAnalyzer()).analyze({ path, language: languageOf(path)!, text });
      assert.deepEqual(
        findings.map(({ message }) => message),
        [],
        'the program runs, so that nothing may be reported',
      );
      const { total, known, wrong, unknown } = score(rows, claims);
      assert.deepEqual(wrong, []);
      totals.total += total;
      totals.known += known;
      if (unknown.length > 0) console.log(`      unknown: ${unknown.join('; ')}`);
    });
  }

  it(`knows ${MIN_KNOWN * 100} % of the shapes`, () => {
    assert.ok(totals.known / totals.total >= MIN_KNOWN, `${totals.known} of ${totals.total}`);
  });
});
