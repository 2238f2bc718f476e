import assert from 'node:assert/strict';
import { createAnalyzer, type Analyzer, type Claim } from '../../../language-server/analysis';
import { printShape } from '../../../language-server/domain/shape';
import { record } from './record';
import type { Outcome, Recorded } from './run';
import { fits } from './score';
import { changesOf, pairs, sizesIn, snake, type Change } from './twins';

/** Of the tfjs programs' shapes, the share that must be known in their twins. */
const MIN_KNOWN = 0.9;

/** Changes of a number that are run unless NABLA_MUTANTS=all. */
const SAMPLE = 60;

/** The share of changes that crash in tfjs that must be reported in the twin. */
const MIN_REPORTED = 0.9;

/** Keras refuses inputs of other numbers of samples; tfjs takes as many of each as the first one has. */
const KERAS_ALONE = 'as many samples in each';

/** Loading tfjs and running programs and changes takes 15 s on a quiet machine. */
const RECORD_MS = 600_000;

const all = pairs();
const every = all.flatMap(changesOf);
const stride = process.env.NABLA_MUTANTS === 'all' ? 1 : Math.max(1, Math.floor(every.length / SAMPLE));
const changes = every.filter((_, i) => i % stride === 0);

/** What tfjs gave the variables of each name. */
function byName(rows: readonly Recorded[]): Map<string, Recorded[]> {
  const groups = new Map<string, Recorded[]>();
  for (const row of rows) groups.set(snake(row.name), [...(groups.get(snake(row.name)) ?? []), row]);
  return groups;
}

/** What a twin's claims say of what tfjs did. */
interface Verdict {
  known: number;
  total: number;
  wrong: string[];
  unknown: string[];
}

function judge(claims: readonly Claim[], rows: readonly Recorded[]): Verdict {
  const verdict: Verdict = { known: 0, total: 0, wrong: [], unknown: [] };
  for (const [name, shapes] of byName(rows)) {
    const told = claims.filter((claim) => claim.name === name && name !== 'return');
    const known = told.flatMap(({ shape }) => (shape && !shape.open ? [shape] : []));
    if (told.length === 0) continue;
    verdict.wrong.push(
      ...known
        .filter(({ dimensions }) => !shapes.some(({ shape }) => fits(dimensions, shape)))
        .map((shape) => `${name} is claimed ${printShape(shape)}`),
    );
    for (const { shape } of shapes) {
      const found = known.some(({ dimensions }) => fits(dimensions, shape));
      verdict.total += 1;
      verdict.known += Number(found);
      if (!found) verdict.unknown.push(`${name}: (${shape.join(', ')})`);
    }
  }
  return verdict;
}

describe('Keras twins of tfjs programs', function () {
  this.timeout(RECORD_MS);
  const outcomes: Outcome[] = [];
  let analyzer: Analyzer;
  const findingsOf = ({ path, text }: Change['keras']) => analyzer.analyze({ path, language: 'python', text });
  before(async () => {
    analyzer = await createAnalyzer((fault) => {
      throw fault;
    });
    await record(
      [...all, ...changes].map(({ tfjs }) => tfjs),
      (_, outcome) => outcomes.push(outcome),
    );
  });

  it('have the same sizes in the same order', () => {
    for (const { tfjs, keras } of all) assert.deepEqual(sizesIn(keras), sizesIn(tfjs), keras.path);
  });

  it(`have the same shapes, of which ${MIN_KNOWN * 100} % are known; nothing is reported`, () => {
    const totals = { known: 0, total: 0 };
    all.forEach(({ keras }, i) => {
      const { claims, findings } = findingsOf(keras);
      const { wrong, unknown, known, total } = judge(claims, outcomes[i]!.rows);
      assert.deepEqual(findings, [], keras.path);
      assert.deepEqual(wrong, [], keras.path);
      if (unknown.length > 0) console.log(`      ${keras.path}, unknown: ${unknown.join('; ')}`);
      totals.known += known;
      totals.total += total;
    });
    console.log(`      ${totals.known} of ${totals.total} shapes`);
    assert.ok(totals.known / totals.total >= MIN_KNOWN);
  });

  it(`with a number changed are reported only where tfjs crashes, and there to ${MIN_REPORTED * 100} %`, () => {
    const told = changes.map(({ keras }) => findingsOf(keras).findings.map(({ message }) => message));
    const crashes = changes.map((_, i) => outcomes[all.length + i]!.error?.message.split('\n')[0]);
    const list = (wanted: (i: number) => boolean): string[] =>
      changes.flatMap((change, i) => (wanted(i) ? [`${change.told}: ${[crashes[i], ...told[i]!].join('; ')}`] : []));
    const alarms = list((i) => crashes[i] === undefined && told[i]!.some((each) => !each.includes(KERAS_ALONE)));
    const missed = list((i) => crashes[i] !== undefined && told[i]!.length === 0);
    const count = crashes.filter((crash) => crash !== undefined).length;
    console.log(`      ${count} of ${changes.length} crash, ${count - missed.length} of them are reported`);
    if (process.env.NABLA_MUTANTS === 'all') console.log(missed.join('\n'));
    assert.deepEqual(alarms, []);
    assert.ok(1 - missed.length / count >= MIN_REPORTED, missed.join('\n'));
  });
});
