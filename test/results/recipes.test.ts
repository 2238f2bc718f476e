/** What recipes on drawn data say that they reach. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** Recipe, test metric, and its bounds. */
const results: [recipe: string, metric: string, least: number, most: number][] = [
  ['xor-mlp', 'accuracy', 0.99, 1],
  ['xor-perceptron', 'accuracy', 0.4, 0.78],
  ['moons-mlp', 'accuracy', 0.99, 1],
  ['spirals-mlp', 'accuracy', 0.99, 1],
  ['shapes-cnn', 'accuracy', 0.98, 1],
  ['boxes-cnn', 'map', 0.8, 1],
  ['sine-mlp', 'rmse', 0, 0.03],
  ['hiring-mlp', 'auc', 0.93, 1],
  ['addition-transformer', 'accuracy', 0.97, 1],
  ['reversal-lstm', 'accuracy', 0.99, 1],
  ['characters-lstm', 'perplexity', 1.38, 1.5],
];

interface Done {
  type: string;
  metrics: { test: Record<string, number> };
}

/** The last line that a training prints. */
function train(recipe: string): Done {
  const runs = mkdtempSync(join(tmpdir(), 'nabla-recipes-'));
  const call = ['dist/nabla.js', 'train', recipe, '--runs', runs, '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, call, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  rmSync(runs, { recursive: true });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Done;
}

describe('recipes on drawn data', () => {
  for (const [recipe, metric, least, most] of results) {
    it(`${recipe} reaches a test ${metric} of ${least} … ${most}`, () => {
      const { type, metrics } = train(recipe);
      assert.equal(type, 'done');
      const value = metrics.test[metric]!;
      console.log(`      ${metric} ${value}`);
      assert.ok(value >= least && value <= most, `${metric} ${value}`);
    });
  }
});
