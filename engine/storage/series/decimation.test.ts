import assert from 'node:assert/strict';
import { Random } from '../../data/random';
import { DecimatedSeries } from './decimated';
import { Decimation } from './decimation';

const at = (step: number, value: number, wallTime: number | null = null) => ({ step, wallTime, value });

describe('DecimatedSeries', () => {
  it('keeps a short series as it is', () => {
    const series = new DecimatedSeries();
    const points = Array.from({ length: 64 }, (_, step) => at(step, step === 7 ? NaN : Math.sin(step)));
    for (const point of points) series.add(point, 64);
    assert.deepEqual(series.points(), points);
  });

  it('of any length: bounded, in order, all of it real, with its first, last, lowest and highest point and a gap', () => {
    const random = new Random(5, 'decimated');
    for (const length of [65, 100, 127, 128, 129, 1000, 4097, 50_000]) {
      const series = new DecimatedSeries();
      const points = Array.from({ length }, (_, step) => at(step, random.normal()));
      points[random.integer(length)]!.value = 9;
      points[random.integer(length)]!.value = -9;
      const [high, low] = [points.find(({ value }) => value === 9), points.find(({ value }) => value === -9)];
      points.push(at(length, Infinity), at(length + 1, 0));
      for (const point of points) series.add(point, 64);
      const kept = series.points();
      assert.ok(kept.length <= 5 * 65 && kept.length > 64, String(kept.length));
      assert.ok(kept.every((point) => points[point.step] === point));
      assert.ok(kept.every(({ step }, index) => index === 0 || step > kept[index - 1]!.step));
      const [first, last, gap] = [points[0], points.at(-1), points.at(-2)];
      for (const point of [first, last, gap, high, low]) assert.ok(point === undefined || kept.includes(point));
      assert.equal(series.count, length + 2);
    }
  });

  it('shrinks at any moment and goes on', () => {
    const series = new DecimatedSeries();
    for (let step = 0; step < 1000; step++) {
      series.add(at(step, step % 10), 100);
      if (step === 333) series.shrink(7);
    }
    const kept = series.points();
    assert.ok(kept.length <= 505);
    assert.deepEqual([kept[0]!.step, kept.at(-1)!.step], [0, 999]);
    assert.ok(kept.every(({ step }, index) => index === 0 || step > kept[index - 1]!.step));
  });
});

describe('Decimation', () => {
  const stepsOf = (decimation: Decimation) =>
    decimation.segments.map(({ from, series }) => [
      from,
      Object.fromEntries([...series].map(([name, one]) => [name, one.points().map(({ step }) => step)])),
    ]);

  it('begins a segment where steps go back, or where a log says so', () => {
    const decimation = new Decimation();
    decimation.restart(0);
    for (const step of [1, 2, 2, 3]) decimation.point('loss', at(step, 0));
    decimation.point('accuracy', at(1, 0));
    decimation.point('loss', at(2, 0));
    decimation.point('accuracy', at(4, 0));
    decimation.restart(4);
    decimation.point('loss', at(9, 0));
    assert.deepEqual(stepsOf(decimation), [
      [null, { loss: [1, 2, 2, 3], accuracy: [1] }],
      [2, { loss: [2], accuracy: [4] }],
      [4, { loss: [9] }],
    ]);
  });

  it('takes a log that is out of order as it is', () => {
    const decimation = new Decimation();
    for (let step = 1000; step > 0; step--) decimation.point('loss', at(step, 0));
    assert.equal(decimation.segments.length, 64);
    assert.equal(decimation.count, 1000);
  });

  it('refuses more series than it has memory for', () => {
    const decimation = new Decimation();
    assert.throws(() => {
      for (let name = 0; name < 3000; name++) decimation.point(String(name), at(0, 0));
    }, /more than 2048 series; import a part/);
  });

  it('gives many series less each', () => {
    const decimation = new Decimation();
    for (let step = 0; step < 300; step++) {
      for (let name = 0; name < 1024; name++) decimation.point(String(name), at(step, step));
    }
    const [first, last] = [decimation.segments[0]!.series.get('0')!, decimation.segments[0]!.series.get('1023')!];
    assert.ok(first.buckets <= 128 && last.buckets <= 128);
    assert.deepEqual([first.points()[0]!.step, first.points().at(-1)!.step], [0, 299]);
  });

  it('knows when the log began and ended', () => {
    const decimation = new Decimation();
    for (const wallTime of [5, NaN, 3, 9, null]) decimation.point('loss', at(1, 0, wallTime));
    assert.deepEqual([decimation.began, decimation.ended], [3, 9]);
  });
});
