import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { downloadSets } from '../download/sets';
import { unpack } from '../download/unpack';
import { source } from './cifar';

/** A record whose pixel p has the bytes p, p + 1, p + 2 (mod 256), plus its number. */
function record(labels: number[], number: number): Buffer {
  const planes = [0, 1, 2].flatMap((channel) =>
    Array.from({ length: 1024 }, (_, pixel) => (pixel + channel + number) % 256),
  );
  return Buffer.from([...labels, ...planes]);
}

describe('source "cifar"', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'nabla-cifar-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const put = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(root, name), bytes);
  };
  const ten = () => {
    for (const part of [1, 2, 3, 4, 5])
      put(`data_batch_${part}.bin`, Buffer.concat([record([part], 2 * part), record([0], 2 * part + 1)]));
    put('test_batch.bin', record([9], 100));
    put(
      'batches.meta.txt',
      Buffer.from(`${Array.from({ length: 10 }, (_, index) => `class ${index}`).join('\n')}\n\n`),
    );
  };
  const load = (params: object = {}, path = root) =>
    source.load({ path, params: v.parse(source.parameters, params) } as Parameters<typeof source.load>[0], 1);

  it('has the records in order, pixel by pixel, with the names of the classes', async () => {
    ten();
    const { dataset, test, target } = await load();
    assert.deepEqual([dataset.count, test!.count, dataset.inputShape], [10, 1, [32, 32, 3]]);
    assert.deepEqual([...dataset.targets.values], [1, 0, 2, 0, 3, 0, 4, 0, 5, 0]);
    const image = await dataset.read(Uint32Array.of(3));
    for (const pixel of [0, 1, 300, 1023]) {
      assert.deepEqual(
        [...image.subarray(3 * pixel, 3 * pixel + 3)],
        [5, 6, 7].map((value) => (pixel + value) % 256),
      );
    }
    assert.ok(target.kind === 'classes' && target.names?.[7] === 'class 7');
  });

  it('takes fine or coarse labels of CIFAR-100', async () => {
    put('train.bin', Buffer.concat([record([19, 99], 1), record([3, 42], 2)]));
    const [fine, coarse] = [await load(), await load({ labels: 'coarse' })];
    assert.deepEqual([...fine.dataset.targets.values], [99, 42]);
    assert.deepEqual([...coarse.dataset.targets.values], [19, 3]);
    assert.equal(fine.test, null);
    assert.ok(fine.target.kind === 'classes' && fine.target.classes === 100 && !fine.target.names);
  });

  it('names the file that is missing, cut off, of another set or no file', async () => {
    await assert.rejects(load(), /has no data_batch_1\.bin or train\.bin/);
    ten();
    put('data_batch_2.bin', record([3], 1).subarray(0, 3000));
    await assert.rejects(load(), /data_batch_2\.bin: has 3000 bytes, which is no number of records of 3073/);
    put('data_batch_2.bin', record([10], 1));
    await assert.rejects(load(), /data_batch_2\.bin: record 1 has label 10, there are only 10/);
    unlinkSync(join(root, 'data_batch_2.bin'));
    await assert.rejects(load(), /has no data_batch_2\.bin/);
    mkdirSync(join(root, 'data_batch_2.bin'));
    await assert.rejects(load(), /data_batch_2\.bin cannot be read \(not a regular file but a folder\)/);
  });

  it('is read from what its archive unpacks into', async () => {
    ten();
    const tar = (name: string, bytes: Buffer, type = '0') => {
      const header = Buffer.alloc(512);
      header.write(name, 0);
      header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
      header.write(type, 156);
      return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
    };
    const record1 = record([1], 1);
    const wanted = downloadSets.find(({ id }) => id === 'cifar-10')!.unpacked!.map(({ name }) => name);
    const files = wanted.map((name) =>
      tar(`../../cifar-10-batches-bin/${name}`, name.endsWith('.txt') ? Buffer.from('a\n') : record1),
    );
    const others = [tar('../../evil.sh', Buffer.from('x')), tar('data_batch_1.bin', Buffer.alloc(0), '2')];
    const archive = join(root, 'cifar.tar.gz');
    writeFileSync(archive, gzipSync(Buffer.concat([...others, ...files, Buffer.alloc(1024)])));
    const folder = join(root, 'unpacked');
    mkdirSync(folder);
    await unpack(archive, wanted, folder);
    assert.deepEqual(readdirSync(folder).sort(), [...wanted].sort());
    assert.equal((await load({}, folder)).dataset.count, 5);
    writeFileSync(archive, gzipSync(Buffer.concat(files).subarray(0, 9000)));
    await assert.rejects(unpack(archive, wanted, folder), /cifar\.tar\.gz: ends inside a file/);
    writeFileSync(archive, gzipSync(Buffer.concat([files[0]!, Buffer.alloc(1024)])));
    await assert.rejects(unpack(archive, wanted, folder), /has no data_batch_2\.bin/);
  });
});
