import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const mnist = resolve(root, '../shared/data/mnist');

/** Recipe, passes over MNIST's 60,000 training images, and the least test accuracy after them. */
const bars: [recipe: string, epochs: number, least: number][] = [
  ['digits-cnn', 3, 0.985],
  ['mnist-cnn', 8, 0.992],
];

interface Done {
  type: string;
  seconds: number;
  metrics: { test: { accuracy: number } };
}

/** The last line that a training prints. */
function train(recipe: string, epochs: number): Done {
  const runs = mkdtempSync(join(tmpdir(), 'nabla-mnist-'));
  const set = ['--set', `data.path=${mnist}`, '--set', `training.epochs=${epochs}`];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/nabla.js', 'train', recipe, ...set, '--runs', runs, '--json'],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  rmSync(runs, { recursive: true });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Done;
}

describe('MNIST', () => {
  for (const [recipe, epochs, least] of bars) {
    it(`${recipe} reaches ${least} test accuracy in ${epochs} epochs`, function () {
      if (!existsSync(mnist)) {
        console.log(`left out: no MNIST files in ${mnist}`);
        this.skip();
      }
      const { type, seconds, metrics } = train(recipe, epochs);
      assert.equal(type, 'done');
      console.log(`      test accuracy ${metrics.test.accuracy} after ${seconds.toFixed(0)} s`);
      assert.ok(metrics.test.accuracy >= least, `test accuracy ${metrics.test.accuracy}`);
    });
  }
});
