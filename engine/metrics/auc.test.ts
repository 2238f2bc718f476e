import assert from 'node:assert/strict';
import { Random } from '../data/random';
import type { Task } from '../data/task';
import { metric } from './auc';
import { binOf } from './support/scale';

const binary = (outputs: number): Task => ({
  inputShape: [1],
  vocabulary: null,
  target: { kind: 'classes', classes: 2, shape: [] },
  outputs,
});

/** From one logit a sample. */
function area(logits: number[], labels: number[]): number {
  const [task, sums] = [binary(1), metric.start(binary(1))];
  const predictions = {
    logits: Float32Array.from(logits),
    targets: Int32Array.from(labels),
    count: labels.length,
    task,
  };
  metric.add(sums, predictions);
  return metric.value(sums, task);
}

/** Shares of the pairs (member, other): in the right order, ties half, and of those that one bin holds. */
function pairs(logits: number[], labels: number[], bins: number): { exact: number; shared: number } {
  const [members, others] = [1, 0].map((wanted) => logits.filter((_, index) => labels[index] === wanted));
  const all = members!.flatMap((member) => others!.map((other) => [member, other] as const));
  const right = all.reduce((sum, [a, b]) => sum + (a > b ? 1 : Number(a === b) / 2), 0);
  const shared = all.filter(([a, b]) => binOf(a, bins) === binOf(b, bins)).length;
  return { exact: right / all.length, shared: shared / all.length };
}

describe('auc', () => {
  it('is 1 for scores in the right order, 0 in the wrong one, 0.5 for equal ones', () => {
    assert.equal(area([-800, -1, 1, 800], [0, 0, 1, 1]), 1);
    assert.equal(area([-800, -1, 1, 800], [1, 1, 0, 0]), 0);
    assert.equal(area([3, 3, 3, 3], [1, 0, 0, 1]), 0.5);
  });

  it('is within half the share of pairs in one bin of the exact area', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(seed, 'auc');
      const labels = Array.from({ length: 200 }, () => random.integer(2));
      const width = 10 ** random.uniform(-3, 2);
      const logits = labels.map((label) => Math.fround(width * (random.normal() + label)));
      const { exact, shared } = pairs(logits, labels, 1024);
      assert.ok(Math.abs(area(logits, labels) - exact) <= shared / 2 + 1e-12);
    }
  });

  it('does not know the area where a class is missing, and counts what is not a number as least', () => {
    assert.ok(Number.isNaN(area([1, 2], [1, 1])));
    assert.equal(area([NaN, -Infinity, Infinity], [0, 1, 1]), 0.75);
  });
});

describe('binOf', () => {
  it('keeps the order of all scores and stays in its bins', () => {
    const scores = [-Infinity, -1e30, -50, -1, -1e-9, 0, 1e-9, 0.3, 7, 1e30, Infinity];
    const bins = scores.map((score) => binOf(score, 64));
    assert.deepEqual(
      bins,
      [...bins].sort((a, b) => a - b),
    );
    assert.deepEqual([bins[0], bins.at(-1)], [0, 63]);
  });
});
