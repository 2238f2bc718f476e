import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const mnist = resolve(root, '../shared/data/mnist');

/** The bar of the recipe: test accuracy after three passes over MNIST's 60,000 training images. */
const LEAST_ACCURACY = 0.985;

describe('digits-cnn on MNIST', () => {
  it(`reaches ${LEAST_ACCURACY} test accuracy in 3 epochs`, function () {
    if (!existsSync(mnist)) {
      console.log(`left out: no MNIST files in ${mnist}`);
      this.skip();
    }
    const runs = mkdtempSync(join(tmpdir(), 'nabla-mnist-'));
    const set = ['--set', `data.path=${mnist}`, '--set', 'training.epochs=3'];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['dist/nabla.js', 'train', 'digits-cnn', ...set, '--runs', runs, '--json'],
      { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    rmSync(runs, { recursive: true });
    assert.equal(status, 0, stderr);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    const done = events.at(-1) as { type: string; seconds: number; metrics: { test: { accuracy: number } } };
    assert.equal(done.type, 'done');
    console.log(`      test accuracy ${done.metrics.test.accuracy} after ${done.seconds.toFixed(0)} s`);
    assert.ok(done.metrics.test.accuracy >= LEAST_ACCURACY, `test accuracy ${done.metrics.test.accuracy}`);
  });
});
