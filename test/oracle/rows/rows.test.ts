import assert from 'node:assert/strict';
import { createAnalyzer, type Claim } from '../../../language-server/analysis';
import { requireOracle } from '../pytorch';
import { analysed, ask, faults, LIMIT_MS, type Outcome } from './examine';
import { changed, families, random, type Family } from './pieces';

const SEED = 20_26;

/** Changed copies of every call; with NABLA_ROWS=n, n of them. */
const CHANGES = Number(process.env.NABLA_ROWS ?? 3);

/** Of the calls as they stand, the share whose shapes must be known exactly. */
const MIN_KNOWN = 0.95;

const isKnown = ({ shape }: Claim): boolean =>
  shape?.open === false && shape.dimensions.every((size) => typeof size === 'number');

/** The share of bound tensors of which every size is known. */
function knownShare(outcomes: readonly Outcome[]): { share: number; unknown: string[] } {
  const all = outcomes.flatMap(({ answer, claims, piece }) =>
    Object.keys(answer.bound ?? {}).map((name) => ({
      piece,
      known: claims.some((claim) => claim.name === name && isKnown(claim)),
    })),
  );
  const unknown = all.filter(({ known }) => !known).map(({ piece }) => piece);
  return { share: 1 - unknown.length / all.length, unknown };
}

describe('rows against PyTorch', function () {
  this.timeout(LIMIT_MS);
  const plain: Outcome[] = [];
  const hostile: Outcome[] = [];
  before(async function () {
    requireOracle(this);
    const analyzer = await createAnalyzer((fault) => {
      throw fault;
    });
    const next = random(SEED);
    const given = families();
    const varied = given.map((family): Family => ({
      ...family,
      pieces: family.pieces.flatMap((piece) => Array.from({ length: CHANGES }, () => changed(piece, next))),
    }));
    const answers = ask([...given, ...varied]);
    given.forEach((family, i) => plain.push(...analysed(analyzer, family, answers[i]!)));
    varied.forEach((family, i) => hostile.push(...analysed(analyzer, family, answers[given.length + i]!)));
  });

  it('runs every call as it stands', () => {
    const failed = plain.flatMap(({ piece, answer }) => (answer.error ? [`${piece}\n    ${answer.error}`] : []));
    assert.equal(failed.length, 0, failed.join('\n'));
  });

  it('claims no wrong shape or type and reports nothing of them', () => {
    const wrong = plain.flatMap(faults);
    assert.equal(wrong.length, 0, wrong.join('\n'));
  });

  it(`knows ${MIN_KNOWN * 100} % of their shapes`, () => {
    const { share, unknown } = knownShare(plain);
    console.log(`      ${(share * 100).toFixed(1)} % of ${plain.length} calls' shapes`);
    assert.ok(share >= MIN_KNOWN, unknown.join('\n'));
  });

  it('claims nothing wrong of changed calls, and reports none that runs', () => {
    const crashing = hostile.filter(({ answer }) => answer.error !== undefined);
    const reported = crashing.filter(({ findings }) => findings.length > 0);
    console.log(
      `      ${hostile.length} changed calls; ${crashing.length} crash, ${reported.length} of them are reported`,
    );
    const wrong = hostile.flatMap(faults);
    assert.equal(wrong.length, 0, wrong.join('\n'));
  });
});
