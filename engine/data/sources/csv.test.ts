import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { temporaryFolder } from '../testing/folder';
import { inputsOf, load } from '../testing/load';
import { source as csv } from './csv';
import { source as jsonl } from './jsonl';

const ADULT = '../shared/data/adult/adult.data.csv.gz';
const COMPAS = '../shared/data/compas/compas-two-years.csv';

describe('tables', () => {
  const folder = temporaryFolder();
  const table = (text: string, params: Record<string, unknown> = {}, split: object = {}) =>
    load(csv, { path: folder.write('t.csv', text), params, split });

  const flowers = 'length,colour,wet,seen,kind\n1.5,red,yes,2024-01-02,b\n2,blue,no,1970-01-02,a\n,red,,,b\n';

  it('are read by what their columns hold: the last one is the class', async () => {
    const data = await table(flowers);
    assert.deepEqual(data.target, { kind: 'classes', classes: 2, shape: [], names: ['a', 'b'] });
    assert.deepEqual([...data.dataset.targets.values], [1, 0, 1]);
    assert.deepEqual(data.names, ['length', 'colour=blue', 'colour=red', 'wet', 'seen']);
    assert.deepEqual(data.scalable, [true, false, false, false, true]);
    assert.deepEqual(await inputsOf(data), [1.5, 0, 1, 1, 19724, 2, 1, 0, 0, 1, NaN, 0, 1, NaN, NaN]);
    assert.deepEqual(
      data.fillable?.map(({ by }) => by),
      ['median', 'mostFrequent', 'mostFrequent', 'median'],
    );
  });

  it('of JSON lines are read alike', async () => {
    const lines = [
      { length: 1.5, colour: 'red', wet: true, seen: '2024-01-02', kind: 'b' },
      { length: 2, colour: 'blue', wet: false, seen: '1970-01-02', kind: 'a' },
      { length: null, colour: 'red', kind: 'b' },
    ];
    const path = folder.write('t.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
    const [json, text] = [await load(jsonl, { path }), await table(flowers)];
    assert.deepEqual(await inputsOf(json), await inputsOf(text));
    assert.deepEqual([json.names, json.target, json.fillable], [text.names, text.target, text.fillable]);
  });

  it('of JSON lines may lack in the test what they have in training', async () => {
    const path = folder.write('t.jsonl', '{"x":1,"z":2,"y":"a"}\n{"x":3,"z":4,"y":"b"}');
    folder.write('test.jsonl', '{"y":"b","x":5}');
    const { test } = await load(jsonl, { path, params: { test: 'test.jsonl', target: 'y' } });
    assert.deepEqual(await inputsOf({ dataset: test! }), [5, NaN]);
  });

  it('know numbers from classes of numbers, and other targets by name or place', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `${index % 7},${(index * 37) % 60},${(index * 0.5) % 3}`);
    const text = `mark,many,half\n${rows.join('\n')}\n`;
    const targets = async (params: Record<string, unknown>) => (await table(text, params)).target;
    const classes = (count: number) => ({
      ...{ kind: 'classes', classes: count, shape: [] },
      names: Array.from({ length: count }, (_, index) => String(index)),
    });
    assert.deepEqual(await targets({}), { kind: 'numbers', shape: [1] });
    assert.deepEqual(await targets({ target: 'mark' }), classes(7));
    assert.deepEqual(await targets({ target: -2 }), { kind: 'numbers', shape: [1] });
    assert.deepEqual(await targets({ target: 1, task: 'class' }), classes(60));
    assert.deepEqual(await targets({ target: 0, task: 'number' }), { kind: 'numbers', shape: [1] });
  });

  it('do what is asked with missing values', async () => {
    const text = 'x,c,y\n1,red,a\n,red,b\n3,,a\n5,blue,b\n';
    const inputs = async (params: Record<string, unknown>) => {
      const data = await table(text, params);
      return {
        names: data.names,
        rows: await inputsOf(data),
        by: data.fillable?.map(({ by, at, width }) => [at, width, by]),
      };
    };
    assert.deepEqual(await inputs({ missing: 'auto' }), {
      names: ['x', 'c=blue', 'c=red', 'c=(missing)'],
      rows: [1, 0, 1, 0, NaN, 0, 1, 0, 3, 0, 0, 1, 5, 1, 0, 0],
      by: [[0, 1, 'median'], [1, 3, 'mostFrequent']],
    }); // prettier-ignore
    assert.deepEqual(await inputs({ missing: 'mean' }), {
      names: ['x', 'c=blue', 'c=red'],
      rows: [1, 0, 1, NaN, 0, 1, 3, NaN, NaN, 5, 1, 0],
      by: [[0, 1, 'mean'], [1, 2, 'mostFrequent']],
    }); // prettier-ignore
    assert.deepEqual((await inputs({ missing: 'drop' })).rows, [1, 0, 1, 5, 1, 0]);
    assert.deepEqual((await inputs({ missing: 'category', categories: 'ordinal' })).rows, [
      1,
      0,
      1,
      NaN,
      1,
      1,
      3,
      0,
      2,
      5,
      0,
      0,
    ]);
    assert.deepEqual((await inputs({ missing: 'mean', categories: 'ordinal' })).rows, [1, 1, NaN, 1, 3, NaN, 5, 0]);
  });

  it('encode a test file as the training file, whatever the order of its columns; new categories are none', async () => {
    folder.write('test.csv', 'y,c,x\nb,green,2\na,red,9\n');
    const text = 'x,c,y\n1,red,a\n4,blue,b\n';
    const test = async (params: Record<string, unknown>) => {
      const data = await table(text, { test: 'test.csv', ...params });
      return { targets: [...data.test!.targets.values], rows: await inputsOf({ dataset: data.test! }) };
    };
    assert.deepEqual(await test({}), { targets: [1, 0], rows: [2, 0, 0, 9, 0, 1] });
    assert.deepEqual((await test({ categories: 'ordinal' })).rows, [2, NaN, 9, 1]);
    folder.write('test.csv', 'x,y\n1,a\n');
    await assert.rejects(test({}), /test\.csv lacks columns that .*t\.csv has: c;/);
    folder.write('test.csv', 'x,c,y\n1,red,a\n1,red,c\n');
    await assert.rejects(
      test({}),
      /test\.csv, row 3: the target "y" is "c", which no row for training has; there it is a, b/,
    );
  });

  it('leave out what is dropped, what splits go by, and numbers of rows', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, row) => `${row + 100},n${row % 3},2024-01-${row + 1},${row * row},${row % 2}`,
    );
    const text = `id,who,day,x,y\n${rows.join('\n')}`;
    const grouped = await table(text, { drop: ['day'] }, { by: 'group', column: 'who' });
    assert.deepEqual(grouped.names, ['x']);
    assert.deepEqual(grouped.columns!.who!.slice(0, 4), ['n0', 'n1', 'n2', 'n0']);
    const timed = await table(text, { drop: [1, 'x'], columns: { id: 'number' } }, { by: 'time', column: 'day' });
    assert.deepEqual(timed.names, ['id']);
    assert.deepEqual(timed.columns!.day!.slice(0, 2), [19723, 19724]);
  });

  it('make windows of a series, none over two of them', async () => {
    const rows = Array.from({ length: 7 }, (_, row) => `${row < 4 ? 'p' : 'q'},${row * 10},${row}.5`);
    const text = `who,x,y\n${rows.join('\n')}`;
    const byTime = { by: 'time', column: 'row' };
    const data = await table(text, { window: 2, series: 'who' }, byTime);
    assert.deepEqual([data.dataset.inputShape, data.target], [[2, 2], { kind: 'numbers', shape: [1] }]);
    assert.deepEqual(await inputsOf(data), [0, 0.5, 10, 1.5, 10, 1.5, 20, 2.5, 40, 4.5, 50, 5.5]);
    assert.deepEqual([...data.dataset.targets.values], [2.5, 3.5, 6.5]);
    assert.deepEqual(data.columns!.row, [2, 3, 6]);
    const far = await table(text, { window: 3, horizon: 3, drop: ['who'] }, byTime);
    assert.deepEqual([...far.dataset.targets.values], [5.5, 6.5]);
    await assert.rejects(table(text, { window: 7 }, byTime), /7 rows, too few for a window of 7 and a target 1 behind/);
    await assert.rejects(table(text, { window: 2 }), /windows overlap.*set data\.split\.by=time/);
  });

  it('make windows of series whose rows take turns', async () => {
    const rows = Array.from({ length: 8 }, (_, row) => `${'pq'[row % 2]!},${row * 10},${row}.5`);
    const text = `who,x,y\n${rows.join('\n')}`;
    const data = await table(text, { window: 2, series: 'who' }, { by: 'time', column: 'row' });
    assert.deepEqual([...data.dataset.targets.values], [4.5, 6.5, 5.5, 7.5]);
    assert.deepEqual(data.columns!.row, [4, 6, 5, 7]);
    const xs = (await inputsOf(data)).filter((_, at) => at % 2 === 0);
    assert.deepEqual(xs, [0, 20, 20, 40, 10, 30, 30, 50]);
  });

  it('that overlap are not parted by groups other than whole series', async () => {
    const rows = Array.from({ length: 8 }, (_, row) => `${'pq'[row >> 2]!},${'ab'[row % 2]!},${row},${row}.5`);
    const text = `who,kind,x,y\n${rows.join('\n')}`;
    const by = (column: string) => table(text, { window: 2, series: 'who' }, { by: 'group', column });
    await assert.rejects(by('kind'), { code: 'wrong-split', message: /windows overlap.*"group"/ });
    await assert.rejects(by('row'), { code: 'wrong-split', message: /windows overlap.*"group"/ });
    assert.deepEqual((await by('who')).columns!.who, ['p', 'p', 'q', 'q']);
  });

  const names = Array.from({ length: 300 }, (_, row) => `name ${row},${row % 5}.5,${row % 2}`).join('\n');
  const wrong: [string, string, object, RegExp][] = [
    ['an unknown target', flowers, { target: 'kid' }, /no column kid.*did you mean "kind"\? it has length, colour, wet/],
    ['a place beyond the last', flowers, { target: 5 }, /no column 5, which data\.params\.target asks for; it has length/],
    ['a text among numbers', `x,y\n${'1,a\n2,b\n'.repeat(6000)}oops,a\n`, {}, /t\.csv, row 12002: "oops" in the column "x" is no number/],
    ['a late class', `x,y\n${'1,a\n2,b\n'.repeat(9)}1,\n`, {}, /row 20: the target "y" is missing; fill it in, or set/],
    ['one class', 'x,y\n1,a\n2,a\n', {}, /the target "y" is "a" in all rows: nothing to tell apart/],
    ['identifiers as categories', `name,x,y\n${names}`, {}, /more than 256 different texts in name; .*drop=\["name"\]/],
    ['nothing but a target', 'y\na\nb\n', {}, /no column but the target "y"/],
    ['a header only', 'x,y\n', { header: true }, /has no rows/],
    ['a declared column that is not there', flowers, { columns: { z: 'number' } }, /no column z, which data\.params\.columns/],
    ['only rows with gaps', 'x,y\n,a\n,b\n', { missing: 'drop' }, /no row without a missing value/],
  ]; // prettier-ignore
  for (const [name, text, params, message] of wrong) {
    it(`refuse ${name}`, async () => {
      await assert.rejects(table(text, { ...params }), (error: Error) => {
        assert.equal(error.name, 'Problem');
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('have a fingerprint of their content', async () => {
    const print = async (text: string) => (await table(text)).fingerprint;
    const [one, same, other] = [await print(flowers), await print(flowers), await print(`${flowers}1,red,no,,a\n`)];
    assert.equal(one, same);
    assert.notEqual(one, other);
  });

  it("read UCI's adult: 32,561 people, 24.08 % of whom earn more", async function () {
    if (!existsSync(ADULT)) {
      console.log(`      skipped: no ${ADULT}`);
      this.skip();
    }
    const { dataset, target, names, fillable } = await load(csv, { path: ADULT });
    assert.deepEqual(target, { kind: 'classes', classes: 2, shape: [], names: ['<=50K', '>50K'] });
    assert.equal(dataset.count, 32_561);
    assert.equal(dataset.targets.values.filter((label) => label === 1).length, 7841);
    assert.deepEqual(
      [names!.length, names!.filter((name) => name.endsWith('(missing)')).length, fillable],
      [108, 3, undefined],
    );
  });

  it('read COMPAS: base rates by race as published', async function () {
    if (!existsSync(COMPAS)) {
      console.log(`      skipped: no ${COMPAS}`);
      this.skip();
    }
    const data = await load(csv, { path: COMPAS, split: { by: 'group', column: 'race' } });
    const races = data.columns!.race!;
    const rate = (race: string) => {
      const labels = data.dataset.targets.values.filter((_, row) => races[row] === race);
      return labels.filter((label) => label === 1).length / labels.length;
    };
    assert.equal(data.dataset.count, 7214);
    assert.deepEqual([rate('African-American').toFixed(4), rate('Caucasian').toFixed(4)], ['0.5143', '0.3936']);
  });
});
