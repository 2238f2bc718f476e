import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../data/random';
import { disk } from './file-system';
import { lines } from './lines';

describe('lines', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-lines-'));
    path = join(folder, 'text');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are those of any text, whatever the size of reads', () => {
    const random = new Random(2, 'lines');
    const texts = Array.from({ length: 300 }, () => 'é'.repeat(random.integer(40) ** 2));
    writeFileSync(path, texts.join('\n'));
    for (const size of [1, 7, 1000, 2 ** 18]) {
      const readSync = ((file: number, buffer: Buffer) =>
        disk.readSync(file, buffer, 0, size, null)) as typeof disk.readSync;
      const found = Array.from(lines(path, 1000, { ...disk, readSync }));
      const expected = texts.map((text, index) => ({ number: index + 1, text: text.length > 500 ? null : text }));
      assert.deepEqual(found, texts.at(-1) === '' ? expected.slice(0, -1) : expected);
    }
  });

  it('of a line of a gigabyte: told before it is read', () => {
    writeFileSync(path, 'first\n');
    truncateSync(path, 2 ** 30);
    const before = process.memoryUsage().arrayBuffers;
    const [first, second] = [lines(path, 2 ** 20), lines(path, 2 ** 20)];
    assert.deepEqual(first.next().value, { number: 1, text: 'first' });
    assert.deepEqual(first.next().value, { number: 2, text: null });
    assert.ok(process.memoryUsage().arrayBuffers - before < 2 ** 24);
    for (const iterator of [first, second]) iterator.return(undefined);
  });
});
