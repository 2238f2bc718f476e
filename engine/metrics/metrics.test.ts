import assert from 'node:assert/strict';
import type { Target, Task } from '../data/task';
import { metric as bleu } from './bleu';
import { metric as f1 } from './f1';
import { metric as fid } from './fid';
import { metric as map } from './map';
import type { Metric } from './metric';
import { metric as perplexity } from './perplexity';
import { metric as top3 } from './top3';

const taskOf = (target: Target, outputs: number): Task => ({ inputShape: [1], vocabulary: null, target, outputs });

function measure(metric: Metric, task: Task, logits: number[], targets: number[], count: number): number {
  const sums = metric.start(task);
  const values = task.target.kind === 'classes' ? Int32Array.from(targets) : Float32Array.from(targets);
  metric.add(sums, { logits: Float32Array.from(logits), targets: values, count, task });
  return metric.value(sums, task);
}

/** Logits that speak for these classes. */
const sure = (chosen: number[], classes: number) =>
  chosen.flatMap((one) => Array.from({ length: classes }, (_, index) => (index === one ? 5 : 0)));

const classes = (count: number, shape: number[] = []) => taskOf({ kind: 'classes', classes: count, shape }, count);

describe('metrics in closed form', () => {
  it('perplexity of equal logits is the number of classes, and finite far out', () => {
    assert.ok(Math.abs(measure(perplexity, classes(7), new Array<number>(14).fill(3), [0, 6], 2) - 7) < 1e-5);
    assert.equal(measure(perplexity, classes(2), [900, 0, 0, 900], [0, 1], 2), 1);
    const single = taskOf({ kind: 'classes', classes: 2, shape: [] }, 1);
    assert.equal(measure(perplexity, single, [900, -900, 0], [1, 0, -1], 3), 1);
  });

  it('f1 counts a class that is never right as 0 and leaves one that never occurs out', () => {
    const task = classes(4);
    assert.ok(Math.abs(measure(f1, task, sure([0, 0, 1], 4), [0, 0, 2], 3) - 1 / 3) < 1e-12);
  });

  it('top3 of equal logits takes the first three', () => {
    assert.equal(measure(top3, classes(6), new Array<number>(24).fill(0), [0, 2, 3, 5], 4), 0.5);
  });

  it('bleu is 1 of a copy, 0 without a run of four, and leaves out runs that are longer than all sequences', () => {
    const task = classes(5, [6]);
    assert.equal(measure(bleu, task, sure([1, 2, 3, 4, 0, 1], 5), [1, 2, 3, 4, 0, 1], 1), 1);
    assert.equal(measure(bleu, task, sure([1, 2, 3, 0, 1, 1], 5), [1, 2, 3, 4, 0, 1], 1), 0);
    // Runs of one token only, as no more are labelled in a row.
    assert.ok(Math.abs(measure(bleu, classes(3, [3]), sure([0, 1, 1], 3), [0, -1, -1], 1) - 1) < 1e-12);
    assert.equal(measure(bleu, classes(4, [1]), sure([0, 0, 0], 4), [0, 1, 2], 3), 1 / 3);
  });

  it('map finds an object once: the surer of two equal boxes is right, the other wrong', () => {
    const task = taskOf({ kind: 'boxes', classes: 1, most: 2 }, 6);
    const box = [0, 0, 0, 0];
    const targets = [0, 0.5, 0.5, 0.5, 0.5, -1, 0, 0, 0, 0];
    assert.equal(measure(map, task, [3, ...box, 0, -3, ...box, 0], targets, 1), 1);
    // Found in one of two images only, and by the less sure of its detections: precision 1/2 up to recall 1/2.
    const missed = [3, 4, 4, -4, -4, 0];
    const logits = [...missed, 1, ...box, 0, ...missed, ...missed];
    assert.equal(measure(map, task, logits, [...targets, ...targets], 2), 0.125);
  });

  it('top3 and bleu refuse what they would say nothing of', () => {
    assert.throws(() => top3.start(classes(3)), /"top3" is 100 % of any answers where there are 3 classes; use acc/);
    assert.deepEqual(top3.start(classes(4)), [0, 0]);
    assert.throws(() => bleu.start(classes(9)), /"bleu" compares sequences of classes, the data has one class a sam/);
  });

  it('fid refuses vectors that would take too long, and says what to do', () => {
    const task = taskOf({ kind: 'numbers', shape: [13, 5] }, 65);
    assert.throws(() => fid.start(task), /compares vectors of up to 64 numbers, the targets have 65; leave it out/);
  });
});
