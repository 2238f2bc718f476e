import assert from 'node:assert/strict';
import { withoutMissing, type FillBy } from './imputation';
import { InMemory, type Dataset } from './samples';
import { Windows } from './table/windows';

const dataset = (channels: number, values: number[]): Dataset =>
  new InMemory(
    { shape: [channels], values: Float32Array.from(values) },
    { shape: [], values: new Int32Array(values.length / channels) },
  );

/** What is read of the training part and of a test of one sample, all of whose values are missing. */
async function filled(train: number[], by: FillBy, width = 1) {
  const parts = {
    train: dataset(width, train),
    validation: dataset(width, []),
    test: dataset(width, new Array<number>(width).fill(NaN)),
  };
  const result = await withoutMissing(parts, [{ at: 0, width, by }]);
  assert.ok((await result.train.read(Uint32Array.of(0))).every(Number.isFinite));
  return [...(await result.test.read(Uint32Array.of(0)))];
}

describe('missing values', () => {
  const values = [5, NaN, 1, 2, 2, NaN, 10];
  it('are filled by what is asked for, of those that are there', async () => {
    assert.deepEqual(await filled(values, 'mean'), [4]);
    assert.deepEqual(await filled(values, 'median'), [2]);
    assert.deepEqual(await filled([...values, 20], 'median'), [3.5]);
    assert.deepEqual(await filled(values, 'mostFrequent'), [2]);
    assert.deepEqual(await filled([3, 1, 3, 1], 'mostFrequent'), [1]);
    assert.deepEqual(await filled(values, 'zero'), [0]);
    assert.deepEqual(await filled([NaN, NaN], 'mean'), [0]);
  });

  it('of a category become the most frequent one', async () => {
    assert.deepEqual(await filled([0, 1, 0, 0, 1, 0, 1, 0, 0, NaN, NaN, NaN], 'mostFrequent', 3), [0, 1, 0]);
    assert.deepEqual(await filled([0, 1, NaN, NaN], 'zero', 2), [0, 0]);
  });

  it('of long windows are measured on as many values as memory should hold, not on all', async () => {
    const values = Array.from({ length: 4096 }, (_, row) => (row % 2 ? row : NaN));
    const rows = dataset(1, values);
    let read = 0;
    const counting = Object.assign(rows, {
      read(places: Uint32Array) {
        read += places.length;
        return InMemory.prototype.read.call(rows, places);
      },
    });
    const starts = Uint32Array.from({ length: 3072 }, (_, row) => row);
    const train = Windows.over(counting, 1024, starts, starts);
    const filledParts = await withoutMissing({ train, validation: train, test: train }, [
      { at: 0, width: 1, by: 'median' },
    ]);
    assert.equal(read, 2 ** 18);
    // Of windows that overlap evenly, rows in the middle are seen most, and as many on either side of it.
    const [first] = await filledParts.train.read(Uint32Array.of(0));
    assert.ok(Math.abs(first! - 2048) < 0.01 * 4096, String(first));
  });

  it('are filled alike whatever validation and test hold, and the data itself is let be', async () => {
    const train = dataset(2, [1, NaN, 3, 8, NaN, 6]);
    const parts = (other: number) => ({ train, validation: dataset(2, [other, NaN]), test: dataset(2, [NaN, other]) });
    const fillable = [0, 1].map((at) => ({ at, width: 1, by: 'mean' as const }));
    for (const other of [0, 1e6]) {
      const { validation, test, train: whole } = await withoutMissing(parts(other), fillable);
      assert.deepEqual([...(await validation.read(Uint32Array.of(0)))], [other, 7]);
      assert.deepEqual([...(await test.read(Uint32Array.of(0)))], [2, other]);
      assert.deepEqual([...(await whole.read(Uint32Array.of(0, 2)))], [1, 7, 2, 6]);
    }
    assert.ok(Number.isNaN((await train.read(Uint32Array.of(0)))[1]));
  });
});
