import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolve } from '../training/resolve';
import { prepare, type PreparedData } from '../training/prepare';
import { reopen } from './loader/description';
import type { Dataset } from './samples';

describe('categories that only validation or test have', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'nabla-categories-'))));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Colours by day: the last third is the test, of what is before it the last third the validation. */
  async function prepared(colours: readonly string[], params: object): Promise<PreparedData> {
    const path = join(folder, 'colours.csv');
    const rows = colours.map(
      (colour, day) => `${day + 1000 + (day % 2)},${colour},${day / 7},${day % 2 ? 'yes' : 'no'}`,
    );
    writeFileSync(path, `day,colour,size,label\n${rows.join('\n')}\n`);
    return prepare(
      resolve('hiring-mlp', {
        data: { source: 'csv', path, params: { columns: { day: 'number' }, ...params }, normalize: 'none' },
        'data.validation': 1 / 3,
        'data.test': 1 / 3,
        'data.split': { by: 'time', column: 'day' },
      }),
    );
  }
  const rowsOf = async (part: Dataset): Promise<number[][]> => {
    const values = [...(await part.read(Uint32Array.from({ length: part.count }, (_, index) => index)))];
    const [width] = part.inputShape;
    return Array.from({ length: part.count }, (_, row) => values.slice(row * width!, (row + 1) * width!));
  };

  const train = ['red', 'blue', 'red', 'blue'];
  const with_ = [...train, 'green', 'red', 'violet', 'azure', 'blue'];
  const without = [...train, 'blue', 'red', 'red', 'red', 'blue'];

  it('are no columns: the inputs are as wide as without them, and 0 in all columns', async () => {
    const [seen, unseen] = [await prepared(with_, {}), await prepared(without, {})];
    assert.deepEqual(seen.signature.names, ['colour=blue', 'colour=red', 'size']);
    assert.deepEqual(seen.signature.names, unseen.signature.names);
    assert.deepEqual(seen.objective.task.inputShape, [3]);
    assert.deepEqual(await rowsOf(seen.train), await rowsOf(unseen.train));
    const colours = (await rowsOf(seen.test)).map((row) => row.slice(0, 2));
    assert.deepEqual(colours.filter(([blue, red]) => blue === 0 && red === 0).length, 2);
    assert.deepEqual(await rowsOf(reopen(seen.test.describe())), await rowsOf(seen.test));
  });

  it('are missing where categories are numbers, which count those of the training part', async () => {
    const [seen, unseen] = [
      await prepared(with_, { categories: 'ordinal' }),
      await prepared(without, { categories: 'ordinal' }),
    ];
    assert.deepEqual(seen.signature.categories, { colour: ['blue', 'red'] });
    assert.deepEqual(await rowsOf(seen.train), await rowsOf(unseen.train));
    assert.ok((await rowsOf(seen.test)).every(([colour]) => colour === 0 || colour === 1));
  });

  it('all stay where training has all', async () => {
    const { signature } = await prepared(without, {});
    assert.deepEqual(signature.names, ['colour=blue', 'colour=red', 'size']);
  });
});
