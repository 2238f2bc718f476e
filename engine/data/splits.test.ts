import assert from 'node:assert/strict';
import { InMemory, type Dataset } from './samples';
import { split, type SplitSettings } from './splits';

/** Sample i has input i and label i: what went where can be read off. */
const numbered = (count: number, from = 0, label = (index: number) => index): InMemory => {
  const index = (_: unknown, at: number) => from + at;
  return new InMemory(
    { shape: [1], values: Float32Array.from({ length: count }, index) },
    { shape: [], values: Int32Array.from({ length: count }, (_, at) => label(from + at)) },
  );
};

const all = ({ count }: Dataset) => Uint32Array.from({ length: count }, (_, index) => index);
const inputsOf = (dataset: Dataset): number[] => [...(dataset.read(all(dataset)) as Float32Array)];

const settings = (by: SplitSettings['by'] = 'random', column: string | null = null) => ({
  validation: 0.1,
  test: 0.2,
  split: { by, column },
});

describe('split', () => {
  const parts = split(numbered(1000), null, settings(), {}, 1);

  it('puts every sample into exactly one part, label and input together', () => {
    assert.deepEqual([parts.test.count, parts.validation.count, parts.train.count], [200, 80, 720]);
    const seen = [parts.train, parts.validation, parts.test].flatMap((part) => {
      assert.deepEqual(inputsOf(part), [...part.targets.values]);
      return inputsOf(part);
    });
    assert.equal(new Set(seen).size, 1000);
  });

  it('depends on the seed alone', () => {
    assert.deepEqual(split(numbered(1000), null, settings(), {}, 1), parts);
    assert.notDeepEqual(split(numbered(1000), null, settings(), {}, 2), parts);
  });

  it('leaves a given test set alone', () => {
    const given = numbered(30, 5000);
    const { train, validation, test } = split(numbered(100), given, settings(), {}, 1);
    assert.equal(test, given);
    assert.deepEqual([validation.count, train.count], [10, 90]);
  });

  it('stratified: gives every part its share of every class', () => {
    const rare = numbered(1000, 0, (index) => Number(index % 20 === 0));
    const stratified = split(rare, null, settings('stratified'), {}, 1);
    for (const part of [stratified.train, stratified.validation, stratified.test]) {
      const share = [...part.targets.values].filter(Boolean).length / part.count;
      assert.ok(Math.abs(share - 0.05) < 0.01, String(share));
    }
  });

  it('by time: nothing is trained on that comes after what is tested on, and no moment is parted', () => {
    const moment = Array.from({ length: 200 }, (_, index) => Math.floor(((index * 37) % 200) / 7));
    const timed = split(numbered(200), null, settings('time', 'day'), { columns: { day: moment } }, 1);
    const times = (part: Dataset) => inputsOf(part).map((index) => moment[index]!);
    assert.ok(Math.max(...times(timed.train)) < Math.min(...times(timed.validation)));
    assert.ok(Math.max(...times(timed.validation)) < Math.min(...times(timed.test)));
    assert.ok(timed.test.count >= 40);
  });

  it('by group: no group is in two parts', () => {
    const patient = Array.from({ length: 300 }, (_, index) => `p${(index * 31) % 23}`);
    const grouped = split(numbered(300), null, settings('group', 'patient'), { columns: { patient } }, 1);
    const sets = [grouped.train, grouped.validation, grouped.test].map(
      (part) => new Set(inputsOf(part).map((index) => patient[index]!)),
    );
    assert.equal(sets[0]!.size + sets[1]!.size + sets[2]!.size, 23);
    assert.ok(sets.every(({ size }) => size > 0));
  });

  it('by group and time: says that there are too few of them to train on any', () => {
    const site = Array.from({ length: 100 }, (_, index) => index % 2);
    for (const by of ['group', 'time'] as const) {
      assert.throws(() => split(numbered(100), null, settings(by, 'site'), { columns: { site } }, 1), {
        code: 'wrong-split',
        message:
          /leaves nothing to train on: "site" has 2 (groups|moments), and no part may share one with another; set/,
      });
      const parts = split(numbered(100), null, { ...settings(by, 'site'), validation: 0 }, { columns: { site } }, 1);
      assert.deepEqual([parts.test.count, parts.train.count], [50, 50]);
    }
  });

  it('keeps twins together, at random and of classes', () => {
    const twins = Array.from({ length: 1000 }, (_, index) => index % 90);
    const halves = numbered(1000, 0, (index) => index % 2);
    for (const by of ['random', 'stratified'] as const) {
      const parts = split(halves, null, settings(by), { twins }, 1);
      const sets = [parts.train, parts.validation, parts.test].map(
        (part) => new Set(inputsOf(part).map((index) => twins[index]!)),
      );
      assert.equal(sets[0]!.size + sets[1]!.size + sets[2]!.size, 90);
      assert.ok(parts.test.count >= 200 && parts.test.count < 230, String(parts.test.count));
    }
  });

  it('deals twins of two classes as one', () => {
    const twins = Array.from({ length: 100 }, (_, index) => index >> 1);
    const { train, validation, test } = split(
      ...([numbered(100, 0, (index) => index % 2), null, settings('stratified'), { twins }, 1] as const),
    );
    const pairs = [train, validation, test].map((part) => new Set(inputsOf(part).map((index) => twins[index]!)).size);
    assert.equal(pairs[0]! + pairs[1]! + pairs[2]!, 50);
  });

  it('refuses a column that it would not look at', () => {
    for (const by of ['random', 'stratified'] as const) {
      assert.throws(() => split(numbered(2), null, settings(by, 'day'), { columns: { day: [1, 2] } }, 1), {
        code: 'wrong-value',
        message: /data\.split\.column "day" has no effect.*set data\.split\.by to time or group/,
      });
    }
  });

  it('says which columns there are, and what cannot be stratified', () => {
    const columns = { day: [1, 2] };
    assert.throws(
      () => split(numbered(2), null, settings('time'), { columns }, 1),
      /needs data.split.column; the data has day/,
    );
    assert.throws(() => split(numbered(2), null, settings('group', 'x'), { columns }, 1), /no column is called "x"/);
    const places = new InMemory(numbered(2).inputs, { shape: [2], values: new Int32Array(4) });
    assert.throws(() => split(places, null, settings('stratified'), {}, 1), /needs one class a sample/);
  });
});
