import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { temporaryFolder } from '../testing/folder';
import { chunksOf, DataFile } from './file';

async function bytesOf(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(path)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('data files', () => {
  const folder = temporaryFolder();
  /** Several chunks, and none like another. */
  const content = Buffer.from(Array.from({ length: 700_000 }, (_, index) => (index * index) % 251));

  it('reads plain, gzipped and linked files alike, whatever they are called', async () => {
    const plain = folder.write('plain.gz', content);
    const linked = join(folder.path, 'link');
    symlinkSync(plain, linked);
    for (const path of [plain, linked, folder.write('packed', gzipSync(content))]) {
      assert.deepEqual(await bytesOf(path), content);
    }
    assert.equal((await bytesOf(folder.write('empty', ''))).length, 0);
  });

  it('refuses what is no regular file, at once: a pipe, a device, a folder, nothing', async function () {
    if (process.platform === 'win32') this.skip();
    const pipe = join(folder.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    mkdirSync(join(folder.path, 'folder'));
    const refusals: [string, RegExp][] = [
      [pipe, /not a regular file/],
      ['/dev/zero', /not a regular file/],
      [join(folder.path, 'folder'), /but a folder/],
      [join(folder.path, 'nothing'), /ENOENT/],
    ];
    for (const [path, cause] of refusals) {
      await assert.rejects(DataFile.open(path), (error: Error) => {
        assert.match(error.message, cause);
        assert.ok(error.message.startsWith(`${path} cannot be read`));
        return true;
      });
    }
  });

  it('refuses damaged compression wherever it is damaged or cut', async () => {
    const packed = gzipSync(content);
    for (const at of [12, packed.length >> 1, packed.length - 3]) {
      const damaged = Buffer.from(packed);
      damaged[at]! ^= 0x55;
      await assert.rejects(bytesOf(folder.write('damaged.gz', damaged)), { code: 'corrupt-data' });
      await assert.rejects(bytesOf(folder.write('cut.gz', packed.subarray(0, at))), /compressed data is damaged/);
    }
  });

  it('notices a file that changes while it is read, in order or by position', async () => {
    const path = folder.write('growing', content);
    const growing = async () => {
      for await (const chunk of chunksOf(path)) appendFileSync(path, chunk.subarray(0, 1));
    };
    await assert.rejects(growing(), (error: Error) => error.message.startsWith(`${path} has changed`));
    const file = await DataFile.open(path);
    const bytes = new Uint8Array(4);
    await file.read(bytes, 300_000);
    assert.deepEqual([...bytes], [...content.subarray(300_000, 300_004)]);
    await file.checkUnchanged();
    writeFileSync(path, 'short');
    await assert.rejects(file.checkUnchanged(), { code: 'changed-data' });
    await assert.rejects(file.read(bytes, 300_000), { code: 'changed-data' });
    file.close();
  });
});
