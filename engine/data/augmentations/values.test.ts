import assert from 'node:assert/strict';
import type { Target } from '../task';
import { augmentation as colourJitter } from './colour-jitter';
import { greyOf } from './images/colour';
import { augmentation as mixup } from './mixup';
import { augmentation as noise } from './noise';
import { altered, batchOf, imagesOf } from './testing/images';
import { augmentation as timeShift } from './time-shift';

/** Hue in turns, saturation and value, as Python's colorsys defines them. */
function hsv([r, g, b]: number[]): [number, number, number] {
  const [high, low] = [Math.max(r!, g!, b!), Math.min(r!, g!, b!)];
  const [rc, gc, bc] = [r!, g!, b!].map((value) => (high - value) / (high - low)) as [number, number, number];
  const sixths = r === high ? bc - gc : g === high ? 2 + rc - bc : 4 + gc - rc;
  return [(((sixths / 6) % 1) + 1) % 1, (high - low) / high, high];
}

describe('colour jitter', () => {
  const surroundings = imagesOf(4, 5, 3);
  const batch = batchOf(10, surroundings, (index) => (index * 73) % 200);
  const none = { brightness: 0, contrast: 0, saturation: 0, hue: 0 };
  const pixels = (inputs: Float32Array) =>
    Array.from({ length: 200 }, (_, at) => [...inputs.subarray(at * 3, at * 3 + 3)]);

  it('turns the hue of an image by one angle; saturation and value stay', () => {
    const turned = altered(colourJitter, { ...none, hue: 0.3 }, batch, surroundings);
    const [before, after] = [pixels(batch.inputs).map(hsv), pixels(turned.inputs).map(hsv)];
    const turns = before.map(([hue], at) => ((((after[at]![0] - hue + 0.5) % 1) + 1) % 1) - 0.5);
    before.forEach(([, saturation, value], at) => {
      assert.ok(Math.abs(after[at]![1] - saturation) < 1e-5 && Math.abs(after[at]![2] - value) < 1e-4);
      assert.ok(Math.abs(turns[at]! - turns[at - (at % 20)]!) < 1e-5 && Math.abs(turns[at]!) <= 0.3);
    });
    assert.ok(new Set(turns.map((turn) => turn.toFixed(3))).size > 5);
  });

  it('changes brightness by a factor, contrast about the mean, saturation about the grey', () => {
    // From 60 to 160, nothing is cut at black or white.
    const mild = batchOf(10, surroundings, (index) => 60 + ((index * 73) % 100));
    const change = (what: keyof typeof none) =>
      altered(colourJitter, { ...none, [what]: 0.2 }, mild, surroundings).inputs;
    const near = (a: number, b: number) => {
      assert.ok(Math.abs(a - b) < 1e-3, `${a} and ${b}`);
    };
    const factors = new Set<string>();
    for (let image = 0; image < 600; image += 60) {
      const of = (values: Float32Array) => values.subarray(image, image + 60);
      const greys = (values: Float32Array) =>
        Array.from({ length: 20 }, (_, pixel) => greyOf(of(values), pixel * 3, 3));
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value) / values.length;
      const [lighter, spread, stronger] = [change('brightness'), change('contrast'), change('saturation')];
      const factor = of(lighter)[1]! / of(mild.inputs)[1]!;
      factors.add(factor.toFixed(4));
      of(lighter).forEach((value, at) => {
        near(value, factor * of(mild.inputs)[at]!);
      });
      near(mean(greys(spread)), mean(greys(mild.inputs)));
      greys(stronger).forEach((grey, pixel) => {
        near(grey, greys(mild.inputs)[pixel]!);
      });
      assert.notDeepEqual(of(spread), of(mild.inputs));
      assert.notDeepEqual(of(stronger), of(mild.inputs));
      assert.ok(factor >= 0.8 && factor <= 1.2);
    }
    assert.equal(factors.size, 10);
  });

  it('stays between black and white', () => {
    const strong = { brightness: 1, contrast: 1, saturation: 1, hue: 0.5 };
    const { inputs } = altered(colourJitter, strong, batch, surroundings);
    assert.ok(inputs.every((value) => value >= 0 && value <= 255));
  });

  it('knows that grey has no hue', () => {
    const { task } = imagesOf(4, 5, 1);
    assert.match(colourJitter.misfit(task, { type: 'colourJitter', ...none, hue: 0.1 })!, /grey images have no/);
    assert.equal(colourJitter.misfit(task, { type: 'colourJitter', ...none }), null);
  });
});

describe('mixup', () => {
  it('mixes inputs and numbers alike', () => {
    const target: Target = { kind: 'numbers', shape: [2] };
    const surroundings = imagesOf(1, 1, 2, target);
    const batch = batchOf(50, surroundings, (index) => index % 10);
    const mixed = altered(mixup, { alpha: 1 }, batch, surroundings);
    assert.deepEqual(mixed.targets, mixed.inputs);
    assert.notDeepEqual(mixed.inputs, batch.inputs);
    assert.equal(mixed.mixed, null);
  });

  it('gives classes a second target, and the batch the share of the first, at least a half', () => {
    const surroundings = imagesOf(1, 1, 1);
    // The input tells which class it was: 100 for each.
    const batch = batchOf(8, surroundings, (index) => (index % 10) * 100);
    const weights = Array.from({ length: 500 }, (_, seed) => {
      const { inputs, targets, mixed } = altered(mixup, { alpha: 0.4 }, batch, surroundings, seed);
      assert.deepEqual(targets, batch.targets);
      assert.deepEqual(mixed!.targets.toSorted(), targets);
      inputs.forEach((input, row) => {
        const expected = 100 * (mixed!.weight * targets[row]! + (1 - mixed!.weight) * mixed!.targets[row]!);
        assert.ok(Math.abs(input - expected) < 1e-3);
      });
      assert.ok(mixed!.weight >= 0.5 && mixed!.weight <= 1);
      return mixed!.weight;
    });
    // The standard error is below 0.008.
    const mean = weights.reduce((sum, weight) => sum + weight) / 500;
    assert.ok(Math.abs(mean - meanShare(0.4)) < 0.03, String(mean));
  });
});

/** ∫ max(λ, 1−λ) of the density λ^(α−1) (1−λ)^(α−1), by the midpoint rule after λ = t^(1/α) on the lower half. */
function meanShare(alpha: number): number {
  const steps = 10_000;
  const top = 0.5 ** alpha;
  let [weighted, total] = [0, 0];
  for (let step = 0; step < steps; step++) {
    const share = (((step + 0.5) / steps) * top) ** (1 / alpha);
    const density = (1 - share) ** (alpha - 1);
    weighted += (1 - share) * density;
    total += density;
  }
  return weighted / total;
}

describe('noise', () => {
  it('is normal, in units of the normalized channel', () => {
    const surroundings = { ...imagesOf(50, 50, 2), units: [10, 1000] };
    const { inputs } = altered(
      noise,
      { deviation: 0.1 },
      batchOf(2, surroundings, () => 5),
      surroundings,
    );
    for (const [channel, deviation] of [1, 100].entries()) {
      const values = [...inputs].filter((_, at) => at % 2 === channel).map((value) => (value - 5) / deviation);
      const mean = values.reduce((sum, value) => sum + value) / values.length;
      const fourth = values.reduce((sum, value) => sum + value ** 4, 0) / values.length;
      const square = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
      // 5000 draws: standard errors of 0.014, 0.02 and 0.14.
      assert.ok(Math.abs(mean) < 0.06 && Math.abs(square - 1) < 0.08 && Math.abs(fourth - 3) < 0.6);
    }
  });
});

describe('time shift', () => {
  const series = (target: Target) => ({
    ...imagesOf(1, 1, 1, target),
    task: { inputShape: [6, 2], vocabulary: null, target },
  });

  it('shifts series and the labels of their moments; a gap repeats the edge and has no label', () => {
    const surroundings = series({ kind: 'classes', classes: 10, shape: [6] });
    const batch = batchOf(30, surroundings, (index) => Math.floor(index / 2) % 6);
    batch.targets.set(Array.from({ length: 180 }, (_, at) => at % 6));
    const { inputs, targets } = altered(timeShift, { steps: 2 }, batch, surroundings);
    const shifts = Array.from({ length: 30 }, (_, row) => {
      const moments = Array.from({ length: 6 }, (_, moment) => inputs[row * 12 + 2 * moment + 1]!);
      const later = 3 - moments[3]!;
      assert.deepEqual(
        moments,
        [0, 1, 2, 3, 4, 5].map((moment) => Math.min(5, Math.max(0, moment - later))),
      );
      const labels = [...targets.subarray(row * 6, row * 6 + 6)];
      assert.deepEqual(
        labels,
        [0, 1, 2, 3, 4, 5].map((moment) => (moment - later in moments ? moment - later : -1)),
      );
      return later;
    });
    assert.deepEqual(
      [...new Set(shifts)].sort((a, b) => a - b),
      [-2, -1, 0, 1, 2],
    );
  });

  it('does not fit images, tokens, nor shifts beyond the series', () => {
    const classes: Target = { kind: 'classes', classes: 2, shape: [] };
    const entry = { type: 'timeShift' as const, steps: 6 };
    assert.match(timeShift.misfit(imagesOf(6, 2, 1).task, entry)!, /series \[time, features\]/);
    assert.match(timeShift.misfit({ inputShape: [6], vocabulary: 9, target: classes }, entry)!, /tokens/);
    assert.match(timeShift.misfit(series(classes).task, entry)!, /leave nothing/);
  });

  it('does not fit forecasts: the number that comes next is another one after a shift', () => {
    const forecast: Target = { kind: 'numbers', shape: [1] };
    const entry = { type: 'timeShift' as const, steps: 2 };
    assert.match(timeShift.misfit(series(forecast).task, entry)!, /goes on with other numbers/);
  });
});
