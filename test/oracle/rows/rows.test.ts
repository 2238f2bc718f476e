import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createAnalyzer, type Analyzer, type Claim, type Finding } from '../../../language-server/analysis';
import {
  categoryOf,
  isPrecise,
  printElementType,
  type ElementType,
} from '../../../language-server/domain/element-type';
import { printShape, type Shape } from '../../../language-server/domain/shape';
import { Lines } from '../../../language-server/syntax/lines';
import { obstacle } from '../pytorch';
import { changed, families, random, type Family } from './pieces';

const PYTHON = '/usr/bin/python3';
const SEED = 20_26;

/** Changed copies of every call; with NABLA_ROWS=n, n of them. */
const CHANGES = Number(process.env.NABLA_ROWS ?? 3);

/** PyTorch's import and some thousand small calls on a busy machine. */
const LIMIT_MS = 240_000;

/** Of the calls as they stand, the share whose shapes must be known exactly. */
const MIN_KNOWN = 0.95;

/** What PyTorch did with one call. */
interface Answer {
  error?: string;
  bound?: Partial<Record<string, [shape: number[], dtype: string]>>;
}

/** One call, what PyTorch did, and what the checker says. */
interface Outcome {
  piece: string;
  answer: Answer;
  claims: Claim[];
  findings: Finding[];
}

function ask(jobs: readonly Family[]): Answer[][] {
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
function analyse(analyzer: Analyzer, { header, pieces }: Family, answers: readonly Answer[]): Outcome[] {
  const text = `${header}\n${pieces.join('\n')}\n`;
  const lines = new Lines(text);
  const first = header.split('\n').length + 1;
  const { claims, findings } = analyzer.analyze({ path: 'rows.py', language: 'python', text });
  return pieces.map((piece, i) => ({
    piece,
    answer: answers[i]!,
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
function faults({ piece, answer, claims, findings }: Outcome): string[] {
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
  const missing = obstacle();
  const plain: Outcome[] = [];
  const hostile: Outcome[] = [];
  before(async function () {
    if (missing !== undefined) {
      assert.notEqual(process.env.NABLA_CI, '1', `NABLA_CI=1 needs the oracle: ${missing}`);
      console.log(`      left out: ${missing}`);
      this.skip();
    }
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
    given.forEach((family, i) => plain.push(...analyse(analyzer, family, answers[i]!)));
    varied.forEach((family, i) => hostile.push(...analyse(analyzer, family, answers[given.length + i]!)));
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
