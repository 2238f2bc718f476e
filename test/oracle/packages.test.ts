/** Programs of several files: each package's program, and every file that it imports, against what PyTorch does. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Package } from './package-claims';
import { record, requireOracle, score } from './pytorch';

/** A folder of `packages`, and the program in it that is run. */
const PROGRAMS = ['classify/train.py', 'segment/run.py', 'language/main.py'];

/** The share of recorded shapes that must be known, in each. */
const MIN_KNOWN = 0.95;

/** `64 shapes: exact 60, symbolic 2, …` */
const SHARE = /(\d+) shapes: exact (\d+), symbolic (\d+)/;

describe('programs of several files against what PyTorch does', function () {
  this.timeout(120_000);
  const paths = PROGRAMS.map((name) => join(__dirname, 'packages', name));
  const folder = mkdtempSync(join(tmpdir(), 'nabla-packages-'));
  let truths: ReturnType<typeof record>;
  before(function () {
    requireOracle(this);
    truths = record(paths.map((program) => ({ program })));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [i, name] of PROGRAMS.entries())
    it(`${name}: runs, no wrong claim, nothing reported, ${MIN_KNOWN * 100} % known`, async () => {
      const program = paths[i]!;
      const truth = truths.get(program)!;
      const { claims, crashes } = (await Package.open(program)).check(program);
      const files = { truth: join(folder, `${i}.truth.json`), claims: join(folder, `${i}.claims.json`) };
      writeFileSync(files.truth, JSON.stringify(truth));
      writeFileSync(files.claims, JSON.stringify(claims));
      const { status, output } = score([{ program, ...files }]).get(program)!;
      assert.deepEqual([truth.error, crashes, status], [null, [], 0], output);
      const [total, exact, symbolic] = SHARE.exec(output)!.slice(1).map(Number) as [number, number, number];
      assert.ok(exact + symbolic >= MIN_KNOWN * total, output);
    });
});
