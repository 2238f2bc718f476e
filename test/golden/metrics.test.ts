/** Every metric against its definition as numpy computes it (written by make_metrics.py), fed whole and in two batches. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Target, Task } from '../../engine/data/task';
import type { Metric, Predictions } from '../../engine/metrics/metric';
import { metrics } from '../../engine/metrics/metrics.generated';
import { hostTensor, type Values } from './goldens';

/** What float32 logits and the goldens' eight digits leave. */
const TOLERANCE = 2e-6;

/** Pairs of one bin count half: what that may cost here. Other metrics are exact. */
const BINNED: Record<string, number> = { auc: 2e-3 };

interface Golden {
  metric: string;
  target: Target;
  value: number;
  logits: Values;
  targets: Values;
}

const goldens = JSON.parse(readFileSync(path.join(__dirname, 'metrics.json'), 'utf8')) as Golden[];

const taskOf = ({ target, logits }: Golden): Task => ({
  inputShape: [1],
  vocabulary: null,
  target,
  outputs: target.kind === 'numbers' ? logits.shape.slice(1).reduce((a, b) => a * b, 1) : logits.shape.at(-1)!,
});

/** The samples from `from` up to `to`. */
function part(golden: Golden, from: number, to: number): Predictions {
  const rows = (given: Values) => {
    const { values } = hostTensor(given);
    const size = values.length / given.shape[0]!;
    return values.subarray(from * size, to * size);
  };
  const { logits, targets } = golden;
  return {
    logits: rows(logits) as Float32Array,
    targets: rows(targets) as Int32Array | Float32Array,
    count: to - from,
    task: taskOf(golden),
  };
}

function measured(metric: Metric, golden: Golden, cuts: number[]): number {
  const sums = metric.start(taskOf(golden));
  cuts.slice(1).forEach((to, index) => {
    metric.add(sums, part(golden, cuts[index]!, to));
  });
  return metric.value(sums, taskOf(golden));
}

describe('metrics', () => {
  for (const metric of metrics) {
    it(`${metric.id} is what its definition says, in batches of any size`, () => {
      const cases = goldens.filter((golden) => golden.metric === metric.id);
      assert.ok(cases.length >= 2);
      for (const golden of cases) {
        const count = golden.logits.shape[0]!;
        const whole = measured(metric, golden, [0, count]);
        const off = Math.abs(whole - golden.value);
        assert.ok(off <= (BINNED[metric.id] ?? TOLERANCE * Math.max(1, golden.value)), `${whole} is off by ${off}`);
        const inParts = measured(metric, golden, [0, 3, count - 1, count]);
        assert.ok(Math.abs(inParts - whole) < 1e-9);
      }
    });

    it(`${metric.id} is not a number before the first batch`, () => {
      const task = taskOf(goldens.find((golden) => golden.metric === metric.id)!);
      assert.ok(Number.isNaN(metric.value(metric.start(task), task)));
    });
  }
});
