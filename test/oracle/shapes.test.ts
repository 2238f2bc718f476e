import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createAnalyzer } from '../../language-server/analysis';
import { printDimension } from '../../language-server/domain/dimension';

const PYTHON = '/usr/bin/python3';
const ORACLE = resolve(__dirname, '../../../shared/tools/shape_oracle.py');
const PROGRAMS = join(__dirname, 'programs');

/** The share of recorded shapes that must be known, of the whole corpus. */
const MIN_KNOWN = 0.95;

/** Importing PyTorch alone takes seconds on a busy machine. */
const RECORD_MS = 60_000;

/** Why the oracle cannot be asked here; undefined where it can. */
function obstacle(): string | undefined {
  if (!existsSync(ORACLE)) return `${ORACLE} is not there`;
  if (spawnSync(PYTHON, ['-c', 'import torch']).status !== 0) return `${PYTHON} has no torch (Debian: python3-torch)`;
  return undefined;
}

const oracle = (...args: string[]): { status: number | null; stdout: string } =>
  spawnSync(PYTHON, [ORACLE, ...args], { encoding: 'utf8', timeout: RECORD_MS });

/** The checker's claims as `nabla shapes --json` prints them. */
async function claimsOf(path: string): Promise<object[]> {
  const analyzer = await createAnalyzer();
  const { claims, findings } = analyzer.analyze({ path, language: 'python', text: readFileSync(path, 'utf8') });
  assert.deepEqual(findings, [], 'the program runs, so that nothing may be reported');
  return claims.map(({ line, name, shape }) => ({
    file: basename(path),
    line,
    name,
    shape:
      shape && !shape.open
        ? shape.dimensions.map((size) => (typeof size === 'number' ? size : printDimension(size)))
        : null,
  }));
}

/** Of the last line: `20 shapes: exact 20, symbolic 0, open 0, unknown 0, WRONG 0; known 100.0%`. */
function tally(output: string): { total: number; known: number } {
  const numbers = /(\d+) shapes: exact (\d+), symbolic (\d+)/.exec(output)?.slice(1).map(Number) ?? [0, 0, 0];
  return { total: numbers[0]!, known: numbers[1]! + numbers[2]! };
}

describe('shapes against what PyTorch does', function () {
  this.timeout(2 * RECORD_MS);
  const missing = obstacle();
  const folder = mkdtempSync(join(tmpdir(), 'nabla-oracle-'));
  const totals = { total: 0, known: 0 };
  after(() => {
    rmSync(folder, { recursive: true });
  });
  before(function () {
    if (missing === undefined) return;
    assert.notEqual(process.env.NABLA_CI, '1', `NABLA_CI=1 needs the oracle: ${missing}`);
    console.log(`      left out: ${missing}`);
    this.skip();
  });

  for (const program of readdirSync(PROGRAMS).filter((name) => name.endsWith('.py'))) {
    it(`${program}: no wrong claim, nothing reported`, async () => {
      const path = join(PROGRAMS, program);
      const [truth, claims] = [join(folder, `${program}.truth`), join(folder, `${program}.claims`)];
      const recorded = oracle('record', path, '--out', truth);
      assert.equal(recorded.status, 0, recorded.stdout);
      writeFileSync(claims, JSON.stringify(await claimsOf(path)));
      const { status, stdout } = oracle('score', truth, claims);
      assert.equal(status, 0, stdout);
      const { total, known } = tally(stdout);
      totals.total += total;
      totals.known += known;
    });
  }

  it(`knows ${MIN_KNOWN * 100} % of the shapes`, () => {
    const share = totals.known / totals.total;
    assert.ok(share >= MIN_KNOWN, `${totals.known} of ${totals.total}`);
  });
});
