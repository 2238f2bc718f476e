import assert from 'node:assert/strict';
import { requireOracle } from '../pytorch';
import { examineCorpus } from './corpus';
import type { Judgement } from './examine';
import { foundShare, misses, table } from './report';

/** Of the mutants that crash, the share that must be reported on the line of the crash or of its cause. */
const MIN_FOUND = 0.9;

/** Mutants that a test looks at: a minute on two cores; main.ts looks at all. */
const SAMPLE = 400;

/** The same mutants in every run; a program that is added changes few of them. */
const SEED = 1;

const RUN_MS = 600_000;

describe('mutants of the corpus: what crashes is reported, what runs is not', function () {
  this.timeout(RUN_MS);
  let judgements: Judgement[] = [];
  before(async function () {
    requireOracle(this);
    judgements = await examineCorpus({ program: '', operator: '', seed: SEED, sample: SAMPLE });
  });

  it('reports nothing of the mutants that run', () => {
    const wrong = judgements.filter(({ verdict }) => verdict === 'false');
    assert.equal(wrong.length, 0, misses(wrong));
  });

  it(`reports ${MIN_FOUND * 100} % of the mutants that crash`, () => {
    assert.ok(foundShare(judgements) >= MIN_FOUND, `${misses(judgements)}\n${table(judgements)}`);
  });

  it('makes mutants of every verdict, so that both halves are tested', () => {
    for (const verdict of ['found', 'silent'] as const)
      assert.ok(
        judgements.some((each) => each.verdict === verdict),
        verdict,
      );
  });
});
