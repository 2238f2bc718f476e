import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../random';
import { Scratch } from '../scratch';
import { temporaryFolder } from '../testing/folder';
import { RowStore } from './row-store';

describe('RowStore', () => {
  const folder = temporaryFolder();
  const before = process.env.NABLA_CACHE_DIR;
  beforeEach(() => {
    process.env.NABLA_CACHE_DIR = folder.path;
  });
  after(() => {
    if (before === undefined) delete process.env.NABLA_CACHE_DIR;
    else process.env.NABLA_CACHE_DIR = before;
  });

  /** Row r of c channels is r·c, r·c + 1, … */
  async function stored(count: number, channels: number, maxInMemory: number) {
    const store = new RowStore(count, channels, maxInMemory);
    const row = new Float32Array(channels);
    for (let index = 0; index < count; index++) {
      store.add(row.map((_, at) => index * channels + at));
    }
    return store.finish({ shape: [], values: new Int32Array(count) });
  }

  it('gives the same rows from disk as from memory, in any order', async () => {
    const [count, channels] = [100_000, 7];
    const [memory, disk] = [await stored(count, channels, 2 ** 30), await stored(count, channels, 0)];
    assert.ok(!(memory.read(Uint32Array.of(0)) instanceof Promise));
    assert.ok(disk.read(Uint32Array.of(0)) instanceof Promise);
    const random = new Random(3, 'rows');
    const orders = [
      Uint32Array.from({ length: 500 }, () => random.integer(count)),
      Uint32Array.of(5, 6, 7, 7, 8, 99_999, 0, 1),
      Uint32Array.from({ length: 1000 }, (_, index) => 40_000 + index),
      Uint32Array.of(),
    ];
    for (const order of orders) assert.deepEqual(await disk.read(order), await memory.read(order));
    assert.deepEqual([disk.count, disk.inputShape], [memory.count, memory.inputShape]);
  });

  it('leaves nothing behind on the disk', async () => {
    await stored(1000, 3, 0);
    new RowStore(1000, 3, 0).discard();
    assert.deepEqual(readdirSync(join(folder.path, 'scratch')), []);
  });

  it('says where it cannot write', () => {
    const file = folder.write('file', '');
    assert.throws(
      () => new Scratch(join(file, 'scratch')),
      /larger than memory should hold, and .*scratch cannot keep it/,
    );
  });
});
