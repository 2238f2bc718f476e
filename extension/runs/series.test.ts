import assert from 'node:assert/strict';
import { Series } from './series';

const fill = (series: Series, count: number, value: (step: number) => number | null) => {
  for (let step = 1; step <= count; step++) series.add(step, value(step));
};

describe('a series', () => {
  it('keeps every measurement while there is room', () => {
    const series = new Series();
    fill(series, 1999, (step) => step / 2);
    assert.equal(series.length, 1999);
    assert.deepEqual(series.from(1998), [[1999, 999.5, 999.5, 999.5]]);
    assert.equal(series.generation, 0);
  });

  it('stays bounded, with the exact mean and every extreme, however long it gets', () => {
    const series = new Series();
    const count = 100_000;
    fill(series, count, (step) => (step === 77_777 ? 1000 : step === 33_333 ? -1000 : Math.sin(step)));
    const points = series.all();
    assert.ok(points.length <= 2000 && points.length >= 1000, `${points.length} points`);
    assert.equal(Math.max(...points.map((point) => point[3]!)), 1000);
    assert.equal(Math.min(...points.map((point) => point[2]!)), -1000);
    assert.equal(points.at(-1)![0], count);
    assert.deepEqual(
      [...points].sort((a, b) => a[0] - b[0]),
      points,
    );
    for (const [, mean, low, high] of points) assert.ok(low! <= mean! && mean! <= high!);
  });

  it('weighs every measurement of a bucket alike', () => {
    const series = new Series();
    fill(series, 4000, (step) => step);
    // 4000 measurements in buckets of 4: (1 + 2 + 3 + 4) / 4
    assert.deepEqual(series.all()[0], [4, 2.5, 1, 4]);
  });

  it('shows what is not finite as a gap, and never averages it away', () => {
    const series = new Series();
    fill(series, 2000, (step) => (step === 5 ? NaN : step === 9 ? null : 1));
    assert.deepEqual(series.all()[2], [6, null, null, null]);
    assert.deepEqual(series.all()[4], [10, null, null, null]);
    assert.deepEqual(series.all()[0], [2, 1, 1, 1]);
  });

  it('gives back what it cuts, and goes on from there', () => {
    const series = new Series();
    fill(series, 10, (step) => step);
    assert.deepEqual(
      series.cut(7).map(([step]) => step),
      [8, 9, 10],
    );
    assert.equal(series.generation, 1);
    series.add(8, 80);
    assert.deepEqual(series.all().slice(-2), [
      [7, 7, 7, 7],
      [8, 80, 80, 80],
    ]);
    assert.deepEqual(series.cut(8), []);
  });
});
