import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { optimizers } from '../../engine/optimizers/optimizers.generated';
import { nabla, root, tiny } from './nabla';

interface Result {
  points: { learningRate: number; loss: number }[];
  diverged: boolean;
  steepest: number | null;
  largest: number | null;
}

const sized = [...tiny, '--set', 'data.samples=600', '--steps', '60'];

describe('nabla range-test', function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-range-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const range = (...more: string[]) =>
    nabla(['range-test', 'digits-cnn', ...sized, ...more], {
      cwd: folder,
      env: { NODE_PATH: join(root, 'node_modules') },
    });

  it('climbs from rate to rate with every optimizer, and leaves nothing behind', async () => {
    for (const { id } of optimizers) {
      const call = ['--from', '1e-6', '--to', '1e4', '--set', `optimizer.type=${id}`, '--json'];
      const { code, stdout, stderr } = await range(...call);
      assert.equal(code, 0, `${id}: ${stderr}`);
      const { points, steepest, largest, diverged } = JSON.parse(stdout) as Result;
      assert.equal(points[0]!.learningRate, 1e-6);
      const ratio = 1e10 ** (1 / 59);
      for (const [index, { learningRate }] of points.entries()) {
        assert.ok(Math.abs(learningRate / (1e-6 * ratio ** index) - 1) < 1e-9);
      }
      assert.ok(diverged && points.length < 60, `${id} diverges at some rate below 10⁴`);
      assert.ok(steepest! > 1e-6 && steepest! <= largest! && largest! < 1e4, `${id}: ${steepest!}, ${largest!}`);
    }
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is a function of the specification, and says what to train with', async () => {
    const [first, second] = [await range(), await range()];
    assert.equal(first.code, 0, first.stderr);
    assert.equal(first.stdout, second.stdout);
    const rate = Number(/--set optimizer\.learningRate=(\S+)/.exec(first.stdout)![1]);
    assert.ok(rate > 1e-6 && rate < 1, first.stdout);
    assert.match(first.stdout, /← steepest/);
  });

  it('leaves the schedule out: the ramp is the schedule', async () => {
    const [with_, without] = await Promise.all(
      ['constant', 'cosine'].map((type) => range('--set', `optimizer.schedule={"type":"${type}"}`, '--json')),
    );
    assert.deepEqual(with_!.stdout, without!.stdout);
  });

  it('refuses what it cannot climb', async () => {
    const wrong: [string[], RegExp][] = [
      [['--from', '1', '--to', '0.1'], /: --from is 1; it must be less than --to\n$/],
      [['--from', '0'], /--from is 0; it must be more than 0/],
      [['--steps', '5'], /--steps is 5; it must be at least 20/],
      [['--steps', '1000000'], /--steps is 1000000; it must be at most 10000/],
      [['--to', 'much'], /--to is "much"; it must be a number/],
      [['--set', 'optimizer.typ=adam'], /optimizer\.typ is not a key here/],
    ];
    for (const [more, message] of wrong) {
      const { code, stderr } = await range(...more);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
    }
  });
});
