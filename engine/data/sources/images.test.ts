import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { Feed } from '../feed';
import { jpeg, png } from '../images/testing/pictures';
import { makeInline, makerFor } from '../loader/maker';
import type { Preparation } from '../loader/prepare-batch';
import { source } from './images';

describe('source "images"', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'nabla-images-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const grey = (value: number, size = 4) =>
    png(
      size,
      Array.from({ length: size }, () => Array(size).fill(value) as number[]),
    );
  function put(files: Record<string, Uint8Array>): void {
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), bytes);
    }
  }
  const load = (params: object = {}) =>
    source.load({ path: root, params: v.parse(source.parameters, params) } as Parameters<typeof source.load>[0], 1);
  const animals = () => {
    put({ 'cat/b.png': grey(20), 'cat/a.png': grey(10, 8), 'dog/c.jpg': jpeg(16, 16, () => [200, 200, 200]) });
  };
  const all = (count: number) => Uint8Array.from({ length: count }, (_, index) => index);

  it('has a class for each folder, and brings images to one size and kind', async () => {
    animals();
    put({ 'dog/readme.txt': Buffer.from('no image'), '.hidden/x.png': grey(1) });
    const { dataset, target, test } = await load({ size: [2, 3], channels: 'grey' });
    assert.deepEqual(target, { kind: 'classes', classes: 2, shape: [], names: ['cat', 'dog'] });
    assert.equal(test, null);
    assert.deepEqual(
      [dataset.inputShape, [...dataset.targets.values]],
      [
        [2, 3, 1],
        [0, 0, 1],
      ],
    );
    const values = await dataset.read(Uint32Array.of(1, 0, 2));
    assert.deepEqual([...values.subarray(0, 12)], [...Array<number>(6).fill(20), ...Array<number>(6).fill(10)]);
    assert.ok(values.subarray(12).every((value) => Math.abs(value - 200) < 4));
    assert.deepEqual((await load()).dataset.inputShape, [8, 8, 3]);
  });

  it('takes train, val and test folders for what they are', async () => {
    for (const part of ['train', 'val', 'test']) put({ [`${part}/x/1.png`]: grey(1), [`${part}/y/2.png`]: grey(2) });
    rmSync(join(root, 'test/x'), { recursive: true });
    const { dataset, validation, test } = await load();
    assert.deepEqual([dataset.count, validation!.count, test!.count], [2, 2, 1]);
    assert.deepEqual([...test!.targets.values], [1]);
    put({ 'test/z/3.png': grey(3) });
    await assert.rejects(load(), /class "z" is in no training folder, which has x, y/);
  });

  it('has a fingerprint of names, sizes and times', async () => {
    animals();
    const { fingerprint } = await load();
    assert.equal((await load()).fingerprint, fingerprint);
    utimesSync(join(root, 'cat/a.png'), 1e9, 1e9);
    assert.notEqual((await load()).fingerprint, fingerprint);
  });

  it('says what is missing', async () => {
    await assert.rejects(load(), /has no subfolders; put the images of each class/);
    put({ 'cat/a.txt': Buffer.from('x') });
    await assert.rejects(load(), /cat has no PNG or JPEG images/);
    rmSync(root, { recursive: true });
    await assert.rejects(load(), /cannot be opened/);
  });

  it('reads regular files only, and none outside the folder', async () => {
    animals();
    symlinkSync(join(root, 'cat/a.png'), join(root, 'dog/inside.png'));
    assert.equal((await load()).dataset.count, 4);
    symlinkSync('/dev/zero', join(root, 'dog/zero.png'));
    await assert.rejects(load(), /zero\.png is a link that leads out of/);
    unlinkSync(join(root, 'dog/zero.png'));
    symlinkSync(tmpdir(), join(root, 'outside'));
    await assert.rejects(load(), /outside is a link that leads out of/);
    unlinkSync(join(root, 'outside'));
    mkdirSync(join(root, 'dog/folder.png'));
    await assert.rejects(load(), /folder\.png is not a regular file/);
    rmSync(join(root, 'dog/folder.png'), { recursive: true });
    execFileSync('mkfifo', [join(root, 'dog/pipe.png')]);
    await assert.rejects(load(), /pipe\.png is not a regular file/);
  });

  it('stops where a file has changed, is gone, or has become a pipe, and names it', async () => {
    animals();
    const { dataset } = await load();
    const read = () => dataset.read(Uint32Array.from(all(3))) as Promise<Uint8Array>;
    await read();
    utimesSync(join(root, 'cat/b.png'), 1e9, 1e9);
    await assert.rejects(read(), {
      code: 'changed-data',
      kind: 'run',
      message: /cat.b\.png has changed since the run began/,
    });
    appendFileSync(join(root, 'cat/a.png'), 'x');
    await assert.rejects(read(), /cat.a\.png has changed/);
    unlinkSync(join(root, 'cat/a.png'));
    await assert.rejects(read(), /cat.a\.png cannot be read any more/);
    execFileSync('mkfifo', [join(root, 'cat/a.png')]);
    await assert.rejects(read(), /cat.a\.png has changed/);
  });

  it('is read by other threads with the same bits; what goes wrong there is thrown where the batch is waited for', async () => {
    animals();
    const { dataset, target } = await load({ size: [4, 4] });
    const preparation: Preparation = {
      scale: { shift: [100], scale: [50] },
      augment: [],
      seed: 1,
      white: 255,
      task: { inputShape: dataset.inputShape, vocabulary: null, target },
    };
    const settings = { batchSize: 2, seed: 1, isBalanced: false, epochs: 3 };
    const feeds = [makeInline(dataset, preparation), makerFor(dataset, preparation, 2)].map(
      (maker) => new Feed(dataset, maker, settings),
    );
    for (let step = 0; step < 6; step++) {
      const [inline, other] = await Promise.all(feeds.map((feed) => feed.ready(step)));
      assert.deepEqual(other, inline);
    }
    await Promise.all(feeds.map((feed) => feed.close()));
    unlinkSync(join(root, 'dog/c.jpg'));
    const failing = new Feed(dataset, makerFor(dataset, preparation, 3), { ...settings, batchSize: 3 });
    await assert.rejects(failing.ready(0), {
      name: 'Problem',
      code: 'changed-data',
      kind: 'run',
      message: /c\.jpg cannot be read/,
    });
    await failing.close();
  });
});
