import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnalyzer } from '../../../language-server/analysis';
import { languageOf } from '../../../language-server/syntax/parse';
import { record } from './record';
import type { Outcome, Source } from './run';
import { TABLES } from '../tables';
import { Uses, type Exception } from '../uses';
import { score } from './score';

const PROGRAMS = join(__dirname, 'workspace');

/** The share of recorded shapes that must be known, of the whole corpus. */
const MIN_KNOWN = 0.95;

/** Loading tfjs and running all programs takes 10 s on a quiet machine. */
const RECORD_MS = 120_000;

const sources: Source[] = readdirSync(PROGRAMS)
  .filter((name) => languageOf(name))
  .map((path) => ({ path, text: readFileSync(join(PROGRAMS, path), 'utf8') }));

/** Rows that no program can use here. */
const EXCEPTIONS: readonly Exception[] = [
  { rows: /^tfjs\.enableProdMode$/, reason: 'takes the checks away from the programs that run after it' },
  { rows: /^tfjs\.data\./, reason: 'is tfjs-data, which is not installed' },
  { rows: /^tfjs\.LayersModel\.(fit|evaluate)Dataset$/, reason: 'take datasets of tfjs-data, which is not installed' },
  { rows: /^tfjs\.LayersModel\.stopTraining$/, reason: 'is written to, by callbacks' },
  { rows: /^tfjs\.layers\.\w+Cells?\.call$/, reason: 'is called by the layer that has the cell' },
  { rows: /^javascript\.process\.exit$/, reason: 'ends the process that records' },
  { rows: /^javascript\.require$/, reason: 'is an import before it is a call' },
];

describe('shapes against what tfjs does', function () {
  this.timeout(RECORD_MS);
  const outcomes = new Map<string, Outcome>();
  const totals = { total: 0, known: 0 };
  let uses: Uses | undefined;
  before(async () => {
    await record(sources, ({ path }, outcome) => {
      outcomes.set(path, outcome);
    });
    uses = new Uses(TABLES.node);
  });
  after(() => {
    uses?.release();
  });

  for (const { path, text } of sources) {
    it(`${path}: no wrong claim, nothing reported`, async () => {
      const { rows, ran, error } = outcomes.get(path)!;
      assert.equal(error?.message, undefined);
      const { claims, findings } = (await createAnalyzer()).analyze({ path, language: languageOf(path)!, text });
      uses?.count(path, ran);
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

  it('uses every row of tfjs and JavaScript in an expression that runs', () => {
    assert.deepEqual(uses?.faults(EXCEPTIONS), { unused: [], idle: [] });
  });

  it(`knows ${MIN_KNOWN * 100} % of the shapes`, () => {
    assert.ok(totals.known / totals.total >= MIN_KNOWN, `${totals.known} of ${totals.total}`);
  });
});
