import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { source } from '../sources/idx';
import { temporaryFolder } from '../testing/folder';
import { load } from '../testing/load';
import { readIdx } from './idx';

/** An IDX file's bytes: this header, then values 0, 1, 2, … */
function idx(shape: number[], values = shape.reduce((a, b) => a * b, 1), type = 8): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header[2] = type;
  header[3] = shape.length;
  shape.forEach((length, index) => header.writeUInt32BE(length, 4 + 4 * index));
  return Buffer.concat([header, Buffer.from(Array.from({ length: values }, (_, index) => index % 251))]);
}

describe('IDX files', () => {
  const folder = temporaryFolder();
  const write = (name: string, bytes: Buffer) => folder.write(name, name.endsWith('.gz') ? gzipSync(bytes) : bytes);

  it('reads plain and gzipped files alike', async () => {
    const [plain, zipped] = [write('a', idx([5, 2, 3])), write('a.gz', idx([5, 2, 3]))];
    const { shape, values } = await readIdx(plain, 3);
    assert.deepEqual([shape, values.length, values[7]], [[5, 2, 3], 30, 7]);
    assert.deepEqual((await readIdx(zipped, 3)).values, values);
  });

  const hostile: [string, Buffer, RegExp][] = [
    ['empty', Buffer.alloc(0), /ends inside its header/],
    ['half a header', idx([5, 2, 3]).subarray(0, 9), /ends inside its header/],
    ['another format', Buffer.from('PK\u0003\u0004 something'), /not an IDX file/],
    ['floats', idx([5, 2, 3], 30, 0x0d), /values of type 13/],
    ['labels for images', idx([5]), /1 dimensions where 3 are expected/],
    ['truncated', idx([5, 2, 3], 29), /truncated: 29 of the 30 values/],
    ['too long', idx([5, 2, 3], 31), /goes on after its last value/],
    ['2⁹⁶ values declared', idx([2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1], 0), /too many to hold/],
  ];
  for (const [name, bytes, message] of hostile) {
    for (const ending of ['', '.gz']) {
      it(`refuses${ending ? ' gzipped' : ''}: ${name}`, async () => {
        const path = write(`images${ending}`, bytes);
        await assert.rejects(readIdx(path, 3), (error: Error) => {
          assert.match(error.message, message);
          assert.ok(error.message.startsWith(path));
          return true;
        });
      });
    }
  }

  it('refuses damaged compression, a folder, a missing file', async () => {
    const zipped = gzipSync(idx([50, 20, 3]));
    const damaged = join(folder.path, 'damaged.gz');
    for (let at = 11; at < zipped.length; at += 97) {
      const bytes = Buffer.from(zipped);
      bytes[at]! ^= 0xff;
      writeFileSync(damaged, bytes);
      await assert.rejects(readIdx(damaged, 3), { name: 'Problem' });
    }
    writeFileSync(damaged, zipped.subarray(0, 200));
    await assert.rejects(readIdx(damaged, 3), /compressed data is damaged/);
    mkdirSync(join(folder.path, 'directory'));
    await assert.rejects(readIdx(join(folder.path, 'directory'), 3), /not a regular file/);
    await assert.rejects(readIdx(join(folder.path, 'absent'), 3), /ENOENT/);
  });

  it('loads a folder, with and without a test set', async () => {
    write('train-images-idx3-ubyte', idx([6, 4, 4]));
    write('train-labels-idx1-ubyte.gz', idx([6]));
    const alone = await load(source, { path: folder.path });
    assert.deepEqual([alone.dataset.inputShape, alone.dataset.count, alone.test], [[4, 4, 1], 6, null]);
    assert.deepEqual(alone.target, { kind: 'classes', classes: 6, shape: [] });
    write('t10k-images-idx3-ubyte', idx([3, 4, 4]));
    write('t10k-labels-idx1-ubyte', idx([3]));
    const both = await load(source, { path: folder.path });
    assert.equal(both.test?.count, 3);
    assert.notEqual(both.fingerprint, alone.fingerprint);
  });

  it('says which file of a folder is missing or does not fit', async () => {
    await assert.rejects(load(source, { path: folder.path }), /has no train-images-idx3-ubyte/);
    await assert.rejects(load(source, { path: null }), /set data.path/);
    write('train-images-idx3-ubyte', idx([6, 4, 4]));
    await assert.rejects(load(source, { path: folder.path }), /has no train-labels-idx1-ubyte/);
    write('train-labels-idx1-ubyte', idx([5]));
    await assert.rejects(load(source, { path: folder.path }), /holds 6 images, .* 5 labels/);
    write('train-labels-idx1-ubyte', idx([6]));
    write('t10k-images-idx3-ubyte', idx([7, 4, 4]));
    write('t10k-labels-idx1-ubyte', idx([7]));
    await assert.rejects(load(source, { path: folder.path }), /has a label 6, training has only 0…5/);
  });
});
