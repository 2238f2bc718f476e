import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Package } from './package-claims';
import { requireOracle } from './pytorch';

const PYTHON = '/usr/bin/python3';
const ORACLE = resolve(__dirname, '../../../shared/tools/shape_oracle.py');

/** The share of the shapes recorded in all models together that must be known. */
const MIN_KNOWN = 0.85;

/** Recording takes about a second a model; of all models (`NABLA_ZOO=all`), minutes. */
const RECORD_MS = 600_000;

/** One model of every family, which the seed chooses; all with NABLA_ZOO=all. */
const CHOICE = [process.env.NABLA_SEED ?? '1', ...(process.env.NABLA_ZOO === 'all' ? ['all'] : [])];

/** Why the oracle cannot be asked here; undefined where it can. */
function obstacle(): string | undefined {
  if (!existsSync(ORACLE)) return `${ORACLE} is not there`;
  const found = spawnSync(PYTHON, ['-c', 'import importlib.util as u; exit(not u.find_spec("torchvision"))']);
  return found.status === 0 ? undefined : `${PYTHON} has no torchvision (Debian: python3-torchvision)`;
}

/** Of the last line: `20 shapes: exact 20, symbolic 0, open 0, unknown 0, WRONG 0; known 100.0%`. */
function tally(output: string): { total: number; known: number } {
  const numbers = /(\d+) shapes: exact (\d+), symbolic (\d+)/.exec(output)?.slice(1).map(Number) ?? [0, 0, 0];
  return { total: numbers[0]!, known: numbers[1]! + numbers[2]! };
}

describe("torchvision's models, of which an example input is all that is given", function () {
  this.timeout(RECORD_MS);
  const folder = mkdtempSync(join(tmpdir(), 'nabla-zoo-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  before(function () {
    requireOracle(this, obstacle());
  });

  it(`have no wrong claim, no crash that does not happen, and ${MIN_KNOWN * 100} % known`, async () => {
    const recorded = spawnSync(PYTHON, [join(__dirname, 'zoo.py'), ORACLE, folder, ...CHOICE], { encoding: 'utf8' });
    assert.equal(recorded.status, 0, recorded.stderr);
    const package_ = await Package.open(recorded.stdout.trim().split('\n').at(-1)!);
    const totals = { total: 0, known: 0 };
    for (const program of readdirSync(folder).filter((name) => name.endsWith('.py'))) {
      const [path, truth, written] = ['.py', '.truth', '.claims'].map((end) =>
        join(folder, program.replace('.py', end)),
      ) as [string, string, string];
      const { claims, crashes } = package_.check(path);
      assert.deepEqual(crashes, [], `${program} runs`);
      writeFileSync(written, JSON.stringify(claims));
      const { status, stdout } = spawnSync(PYTHON, [ORACLE, 'score', truth, written], { encoding: 'utf8' });
      assert.equal(status, 0, `${program}\n${stdout}`);
      const { total, known } = tally(stdout);
      totals.total += total;
      totals.known += known;
      if (known < total * MIN_KNOWN) console.log(`      ${program}: ${known} of ${total}`);
    }
    console.log(`      known ${totals.known} of ${totals.total}`);
    assert.ok(totals.known >= totals.total * MIN_KNOWN, `${totals.known} of ${totals.total}`);
  });
});
